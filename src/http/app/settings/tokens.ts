import { usedTodayByToken } from '../../../domain/limits/used-today.ts';
import { changeToken as change } from '../../../domain/tokens/change-token.ts';
import { issueToken, type NewToken } from '../../../domain/tokens/issue-token.ts';
import { revokeToken as revoke } from '../../../domain/tokens/revoke-token.ts';
import { scopeMeanings, scopePresets } from '../../../domain/tokens/scope-meanings.ts';
import { isScope, type Scope, scopes } from '../../../domain/tokens/scopes.ts';
import { findShownToken, listShownTokens, type ShownToken } from '../../../domain/tokens/token-reads.ts';
import { answerOf } from '../../api/answer.ts';
import type { Context } from '../../context.ts';
import { ApiError, invalidParameter, notFound } from '../../errors.ts';
import { doing } from '../doing.ts';
import type { Handler } from '../handler.ts';
import { presentToken } from './present-token.ts';

export const listTokens: Handler<'listTokens'> = async ({ context, caller, now }) => {
  const { accountId } = caller.session.key;
  // Those of this process are told to the second.
  await context.tokenUses.flush();
  const tokens = await listShownTokens(context.pool, accountId);
  const used = await usedTodayByToken(context.pool, context.databaseClock, accountId);
  return { answer: answerOf({ tokens: tokens.map((token) => presentToken(token, used, now)) }) };
};

export const listTokenScopes: Handler<'listTokenScopes'> = async () => ({
  answer: answerOf({
    scopes: scopes.map((name) => ({ name, meaning: scopeMeanings[name] })),
    presets: scopePresets().map(({ includeRecordings, scopes: wanted, ...preset }) => ({
      ...preset,
      scopes: [...wanted],
      include_recordings: includeRecordings,
    })),
  }),
});

export const createToken: Handler<'createToken'> = async ({ context, caller, body, now }) => {
  const { accountId } = caller.session.key;
  const wanted: NewToken = {
    name: nameOf(body.name),
    scopes: scopesOf(body.scopes),
    includeRecordings: body.include_recordings,
    requestsPerMinute: body.requests_per_minute,
    dailyConversationQuota: body.daily_conversation_quota,
    expiresAt: expiryOf(body.expires_at, now),
  };
  const { id, token: text } = await issueToken(context, accountId, wanted, doing({ caller, now }));
  const token = presentToken(await tokenOf(context, accountId, id), new Map(), now);
  return { status: 201, answer: answerOf({ token, text }) };
};

export const changeToken: Handler<'changeToken'> = async ({ context, caller, parameters, body, now }) => {
  const { accountId } = caller.session.key;
  const { id } = parameters;
  const changes: Partial<NewToken> = {
    ...(body.name !== undefined && { name: nameOf(body.name) }),
    ...(body.scopes && { scopes: scopesOf(body.scopes) }),
    ...(body.include_recordings !== undefined && { includeRecordings: body.include_recordings }),
    ...(body.requests_per_minute !== undefined && { requestsPerMinute: body.requests_per_minute }),
    ...(body.daily_conversation_quota !== undefined && {
      dailyConversationQuota: body.daily_conversation_quota,
    }),
    ...(body.expires_at !== undefined && { expiresAt: expiryOf(body.expires_at, now) }),
  };
  const { by } = doing({ caller, now });
  const { kind } = await change(context.pool, accountId, { id }, { changes, by });
  if (kind === 'unknown') throw notFound();
  if (kind === 'revoked') throw revokedAlready();
  const used = await usedTodayByToken(context.pool, context.databaseClock, accountId);
  return { answer: answerOf({ token: presentToken(await tokenOf(context, accountId, id), used, now) }) };
};

export const revokeToken: Handler<'revokeToken'> = async ({ context, caller, parameters, now }) => {
  const { accountId } = caller.session.key;
  const token = await findShownToken(context.pool, accountId, parameters.id);
  if (!token) throw notFound();
  if (!(await revoke(context.pool, accountId, token.lookup, doing({ caller, now })))) throw revokedAlready();
  // This process takes it no more, whenever the others hear of it.
  await context.tokens.refresh();
  return { status: 204 };
};

export function revokedAlready(): ApiError {
  return new ApiError(409, 'The token is revoked, for good. Make another.');
}

async function tokenOf({ pool }: Context, accountId: string, id: string): Promise<ShownToken> {
  const token = await findShownToken(pool, accountId, id);
  if (!token) throw new Error('A token that was there is gone');
  return token;
}

function nameOf(text: string): string {
  const name = text.trim();
  if (name === '') throw invalidParameter('name', 'must be 1 to 200 characters without control characters');
  return name;
}

/** In the order of the table. */
function scopesOf(wanted: readonly string[]): Scope[] {
  if (!wanted.every(isScope)) throw invalidParameter('scopes', 'has a scope that is not known');
  return scopes.filter((scope) => wanted.includes(scope));
}

function expiryOf(text: string | null, now: Date): Date | null {
  if (text === null) return null;
  const expiresAt = new Date(text);
  if (!(expiresAt > now)) throw invalidParameter('expires_at', 'must be a date-time in the future or null');
  return expiresAt;
}

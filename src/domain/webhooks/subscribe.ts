import { randomUUID } from 'node:crypto';
import { inTransaction, type Pool } from '../../db/pool.ts';
import { appendAudit, type Doing } from '../audit/audit-log.ts';
import { type Keys, seal } from '../keys/keys.ts';
import { findLiveToken } from '../tokens/find-token.ts';
import { documentedEvent, type WebhookEvent } from './events.ts';
import { type NewSubscription, type SubscriptionForm, storeSubscription } from './queries.ts';
import { newSecret } from './rotation.ts';
import type { TargetPolicy } from './target-policy.ts';

export interface WantedSubscription {
  /** Absent: a webhook. */
  form?: SubscriptionForm;
  /** Whose scopes decide what a webhook's bodies hold. */
  tokenPrefix?: string;
  url?: string;
  /** Absent: the one that the reference documents. */
  events?: readonly WebhookEvent[];
}

export type SubscribeFault =
  | { code: 'token_missing' | 'url_missing' | 'events_missing' | 'smtp_missing' }
  | { code: 'token_not_live'; tokenPrefix: string }
  | { code: 'url_invalid' }
  /** `reason`: as the target policy says it. */
  | { code: 'target_refused'; reason: string }
  /** A message for people tells of completed conversations, one by mail goes to their owners. */
  | { code: 'not_of_form'; form: SubscriptionForm; option: 'token' | 'url' | 'events' };

export type SubscribeResult =
  /** `secret` of a webhook. `unresolvedHost`: it has no address at the moment. */
  | { kind: 'created'; id: string; secret: string | null; unresolvedHost: string | null }
  | { kind: 'refused'; fault: SubscribeFault };

interface SubscribeContext {
  pool: Pool;
  keys: Keys;
  policy: TargetPolicy;
  /** Whether mail can be sent; absent: no. */
  canMail?: boolean;
}

const longestUrl = 2_048;
const prefixLength = 'mt_ab12cd34'.length;

/** Makes a subscription of the account. A webhook's secret is shown this once; the database keeps it sealed. */
export async function subscribe(
  context: SubscribeContext,
  accountId: string,
  wanted: WantedSubscription,
  { by, now }: Doing,
): Promise<SubscribeResult> {
  const { form = 'webhook', events = [documentedEvent] } = wanted;
  const misfit = misfitOf(context, form, wanted);
  if (misfit) return refused(misfit);
  const token = await tokenOf(context.pool, accountId, wanted.tokenPrefix, now);
  if (typeof token === 'object') return refused(token);
  const target = await targetOf(context.policy, wanted.url);
  if ('code' in target) return refused(target);
  const secret = form === 'webhook' ? newSecret() : null;
  const subscription: NewSubscription = {
    accountId,
    id: randomUUID(),
    form,
    events: [...new Set(events)],
    tokenId: token ?? null,
    url: target.url,
    secretSealed: secret === null ? null : seal(context.keys.webhookSeal, secret),
  };
  await inTransaction(context.pool, async (tx) => {
    await storeSubscription(tx, subscription, now);
    await appendAudit(tx, accountId, { by, action: 'webhook.created', subjectId: subscription.id });
  });
  return { kind: 'created', id: subscription.id, secret, unresolvedHost: target.unresolvedHost };
}

/** The fault where the form lacks something, or has what it cannot have. */
function misfitOf(
  { canMail = false }: SubscribeContext,
  form: SubscriptionForm,
  { tokenPrefix, url, events }: WantedSubscription,
): SubscribeFault | null {
  if (form === 'webhook' && tokenPrefix === undefined) return { code: 'token_missing' };
  if (form !== 'mail' && url === undefined) return { code: 'url_missing' };
  if (events?.length === 0) return { code: 'events_missing' };
  if (form === 'webhook') return null;
  if (tokenPrefix !== undefined) return { code: 'not_of_form', form, option: 'token' };
  if (form === 'mail' && url !== undefined) return { code: 'not_of_form', form, option: 'url' };
  const others = events?.some((event) => event !== documentedEvent);
  if (others) return { code: 'not_of_form', form, option: 'events' };
  return form === 'mail' && !canMail ? { code: 'smtp_missing' } : null;
}

async function tokenOf(
  pool: Pool,
  accountId: string,
  tokenPrefix: string | undefined,
  now: Date,
): Promise<string | undefined | SubscribeFault> {
  if (tokenPrefix === undefined) return undefined;
  const token = await findLiveToken(pool, accountId, tokenPrefix, now);
  // Somebody may have given the whole token: the rest of it is a secret.
  return token ? token.id : { code: 'token_not_live', tokenPrefix: tokenPrefix.slice(0, prefixLength) };
}

async function targetOf(
  policy: TargetPolicy,
  wanted: string | undefined,
): Promise<{ url: string | null; unresolvedHost: string | null } | SubscribeFault> {
  if (wanted === undefined) return { url: null, unresolvedHost: null };
  if (!URL.canParse(wanted) || wanted.length > longestUrl) return { code: 'url_invalid' };
  const url = new URL(wanted);
  url.hash = '';
  const unresolved = { kind: 'unresolved' } as const;
  const verdict = await policy.check(url).catch(() => unresolved);
  if (verdict.kind === 'refused') return { code: 'target_refused', reason: verdict.reason };
  return { url: url.href, unresolvedHost: verdict.kind === 'unresolved' ? url.hostname : null };
}

function refused(fault: SubscribeFault): SubscribeResult {
  return { kind: 'refused', fault };
}

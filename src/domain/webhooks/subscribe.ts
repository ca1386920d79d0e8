import { randomUUID } from 'node:crypto';
import type { Pool } from '../../db/pool.ts';
import { type Keys, seal } from '../keys/keys.ts';
import { findLiveToken } from '../tokens/find-token.ts';
import { storeSubscription } from './queries.ts';
import { newSecret } from './rotation.ts';
import type { TargetPolicy } from './target-policy.ts';

export type SubscribeResult =
  | { kind: 'created'; id: string; secret: string; notice: string | null }
  | { kind: 'refused'; message: string };

const longestUrl = 2_048;
const prefixLength = 'mt_ab12cd34'.length;

/** Binds `url` to a live token of the account. The secret is shown this once; the database keeps it sealed. */
export async function subscribe(
  context: { pool: Pool; keys: Keys; policy: TargetPolicy },
  accountId: string,
  wanted: { tokenPrefix: string; url: string },
  now: Date,
): Promise<SubscribeResult> {
  const token = await findLiveToken(context.pool, accountId, wanted.tokenPrefix, now);
  // Somebody may have given the whole token: the rest of it is a secret.
  if (!token) return refused(`The account has no live token ${wanted.tokenPrefix.slice(0, prefixLength)}.`);
  if (!URL.canParse(wanted.url) || wanted.url.length > longestUrl) return refused('The URL is not valid.');
  const url = new URL(wanted.url);
  url.hash = '';
  const unresolved = { kind: 'unresolved' } as const;
  const verdict = await context.policy.check(url).catch(() => unresolved);
  if (verdict.kind === 'refused') return refused(`The URL is refused: ${verdict.reason}.`);
  const secret = newSecret();
  const secretSealed = seal(context.keys.webhookSeal, secret);
  const id = randomUUID();
  await storeSubscription(
    context.pool,
    { accountId, id, tokenId: token.id, url: url.href, secretSealed },
    now,
  );
  const notice =
    verdict.kind === 'unresolved'
      ? `${url.hostname} has no address at the moment; deliveries are tried all the same.`
      : null;
  return { kind: 'created', id, secret, notice };
}

function refused(message: string): SubscribeResult {
  return { kind: 'refused', message };
}

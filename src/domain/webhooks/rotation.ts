import { randomBytes } from 'node:crypto';
import { announceNews } from '../../db/notifications.ts';
import { type Db, execute, inTransaction, type Pool, queryOne } from '../../db/pool.ts';
import { appendAudit, type Doing } from '../audit/audit-log.ts';
import { type Keys, seal } from '../keys/keys.ts';

/** How long both secrets sign: 0 hours replace the old one at once. */
export const overlapHours = { least: 0, default: 24, most: 72 } as const;

export type RotationStart =
  /** The secret is told this once. `switchesAt`: when the old one is gone. */
  | { kind: 'started'; secret: string; switchesAt: Date }
  | {
      kind: 'refused';
      /** `not_signed`: a message to people has no secret. */
      reason: 'unknown' | 'running_already' | 'not_signed' | 'overlap_out_of_range';
    };

export type SecretSwitch = { kind: 'switched' } | { kind: 'refused'; reason: 'unknown' | 'no_rotation' };

interface StoredSecrets {
  secretSealed: Buffer | null;
  nextSecretAt: Date | null;
}

const lockSecrets = {
  name: 'lock-webhook-secrets',
  text: `select secret_sealed as "secretSealed", next_secret_at as "nextSecretAt" from webhook_subscription
    where account_id = $1 and id = $2 and status <> 'deleted' for no key update`,
};
const storeNext = {
  name: 'store-next-webhook-secret',
  text: `update webhook_subscription set secret_sealed = case when next_secret_at is null then secret_sealed else next_secret_sealed end,
      next_secret_sealed = $3, next_secret_at = $4
    where account_id = $1 and id = $2`,
};
const takeOver = `secret_sealed = next_secret_sealed, next_secret_sealed = null, next_secret_at = null`;
const switchNow = {
  name: 'switch-webhook-secret',
  text: `update webhook_subscription set ${takeOver} where account_id = $1 and id = $2`,
};
const switchDue = {
  name: 'switch-due-webhook-secrets',
  text: `update webhook_subscription set ${takeOver} where (account_id, id) in (
      select account_id, id from webhook_subscription where next_secret_at <= $1
      order by account_id, id limit $2 for no key update skip locked)`,
};

export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** Gives a webhook a new secret. Until the overlap ends, signatures are made with the old one too. */
export function startRotation(
  { pool, keys }: { pool: Pool; keys: Keys },
  accountId: string,
  { subscriptionId: id, overlapHours: hours = overlapHours.default }: RotationWish,
  { by, now }: Doing,
): Promise<RotationStart> {
  return inTransaction(pool, async (tx): Promise<RotationStart> => {
    if (!(hours >= overlapHours.least && hours <= overlapHours.most))
      return { kind: 'refused', reason: 'overlap_out_of_range' };
    const stored = await queryOne<StoredSecrets>(tx, lockSecrets, [accountId, id]);
    if (!stored) return { kind: 'refused', reason: 'unknown' };
    if (stored.secretSealed === null) return { kind: 'refused', reason: 'not_signed' };
    if (isRunning(stored, now)) return { kind: 'refused', reason: 'running_already' };
    const secret = newSecret();
    const switchesAt = new Date(now.getTime() + hours * 3_600_000);
    await execute(tx, storeNext, [accountId, id, seal(keys.webhookSeal, secret), switchesAt]);
    if (hours === 0) await execute(tx, switchNow, [accountId, id]);
    await execute(tx, announceNews, ['webhooks']);
    await appendAudit(tx, accountId, { by, action: 'webhook.rotated', subjectId: id });
    return { kind: 'started', secret, switchesAt };
  });
}

export interface RotationWish {
  subscriptionId: string;
  overlapHours?: number;
}

/** Ends the overlap: the new secret is the only one, and the old one is erased. */
export function switchSecret(
  pool: Pool,
  accountId: string,
  subscriptionId: string,
  { by, now }: Doing,
): Promise<SecretSwitch> {
  return inTransaction(pool, async (tx): Promise<SecretSwitch> => {
    const stored = await queryOne<StoredSecrets>(tx, lockSecrets, [accountId, subscriptionId]);
    if (!stored) return { kind: 'refused', reason: 'unknown' };
    if (!isRunning(stored, now)) return { kind: 'refused', reason: 'no_rotation' };
    await execute(tx, switchNow, [accountId, subscriptionId]);
    await execute(tx, announceNews, ['webhooks']);
    await appendAudit(tx, accountId, { by, action: 'webhook.switched', subjectId: subscriptionId });
    return { kind: 'switched' };
  });
}

function isRunning({ nextSecretAt }: StoredSecrets, now: Date): boolean {
  return nextSecretAt !== null && nextSecretAt > now;
}

const switchedAtOnce = 100;

/** Erases the secrets whose overlap is over; gives how many. Nothing is signed with them any more by then. */
export async function eraseOldSecrets(db: Db, now: Date): Promise<number> {
  let erased = 0;
  for (;;) {
    const count = await execute(db, switchDue, [now, switchedAtOnce]);
    erased += count;
    if (count < switchedAtOnce) return erased;
  }
}

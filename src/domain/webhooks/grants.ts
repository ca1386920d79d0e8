import { type Db, execute, inTransaction, type Pool, queryOne } from '../../db/pool.ts';
import { enqueue, finishJob, holdJob, type Job } from '../../jobs/queue.ts';

/** The parts of a conversation that a token may have. */
export interface Grant {
  scopes: readonly string[];
  includeRecordings: boolean;
}

/**
 * Whether the bodies of a delivery show all that they may. `less`: the token has lost something of it. `open`: that was not decided
 * yet.
 */
export type GrantState = 'whole' | 'less' | 'open';

/** In `last_error` of a delivery that another took the place of. */
const scopesChanged = 'scopes_changed';

const keep = {
  name: 'keep-delivery-grant',
  text: 'update webhook_delivery set scopes = $3, include_recordings = $4 where account_id = $1 and id = $2',
};
const insertReplacement = {
  name: 'insert-replacement-delivery',
  text: `insert into webhook_delivery (account_id, id, subscription_id, token_id, conversation_id, content_id, event, event_sequence,
      status, created_at, is_test, scopes, include_recordings)
    select account_id, gen_random_uuid(), subscription_id, token_id, conversation_id, content_id, event, event_sequence,
      'pending', created_at, is_test, $3, $4
    from webhook_delivery where account_id = $1 and id = $2 returning id`,
};
const markReplaced = {
  name: 'mark-delivery-replaced',
  text: `update webhook_delivery set status = 'cancelled', last_error = '${scopesChanged}', replaced_by = $3
    where account_id = $1 and id = $2`,
};
const markCut = {
  name: 'mark-delivery-cut',
  text: `update webhook_delivery set is_cut = true where account_id = $1 and id = $2 and status in ('pending', 'cancelled')`,
};

/** Bodies may show this now: of the delivery's grant, if that is fixed, as much as the token still may have. */
export function presentGrant(fixed: Grant | null, token: Grant): Grant & { grant: GrantState } {
  if (fixed === null) return { ...token, grant: 'open' };
  const scopes = fixed.scopes.filter((scope) => token.scopes.includes(scope));
  const present = { scopes, includeRecordings: fixed.includeRecordings && token.includeRecordings };
  return { ...present, grant: partsOf(present) === partsOf(fixed) ? 'whole' : 'less' };
}

/** The parts of a body that depend on it. */
function partsOf({ scopes, includeRecordings }: Grant): string {
  const parts = [scopes.includes('transcripts'), scopes.includes('insights')];
  return String([...parts, scopes.includes('recordings') && includeRecordings]);
}

/** From here on bodies show this and never more. Throws LeaseLost where the job is another's by now. */
export function keepGrant(pool: Pool, job: Job<'deliver'>, grant: Grant): Promise<void> {
  return inTransaction(pool, async (tx) => {
    await holdJob(tx, job);
    await execute(tx, keep, [job.accountId, job.payload.deliveryId, grant.scopes, grant.includeRecordings]);
  });
}

/**
 * Ends a delivery of which a receiver may have a body with more than may be sent now. Another with an id of its own takes its place
 * and is due at once. Throws LeaseLost where the job is another's by now.
 */
export function replaceDelivery(pool: Pool, job: Job<'deliver'>, grant: Grant): Promise<void> {
  const { accountId, subjectId, payload } = job;
  return inTransaction(pool, async (tx) => {
    await finishJob(tx, job);
    const values = [accountId, payload.deliveryId];
    const made = await queryOne<{ id: string }>(tx, insertReplacement, [
      ...values,
      grant.scopes,
      grant.includeRecordings,
    ]);
    if (!made) throw new Error(`Delivery ${payload.deliveryId} is gone`);
    await execute(tx, markReplaced, [...values, made.id]);
    await enqueue(tx, { accountId, kind: 'deliver', subjectId, payload: { deliveryId: made.id } });
  });
}

/** An attempt was made whose outcome is not known here: a receiver may have the body. */
export async function noteCutAttempt(db: Db, { accountId, payload }: Job<'deliver'>): Promise<void> {
  await execute(db, markCut, [accountId, payload.deliveryId]);
}

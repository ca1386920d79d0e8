import { type Db, execute, queryAll, queryOne } from '../db/pool.ts';
import type { Failure } from '../domain/conversations/failure.ts';
import type { WebhookEvent } from '../domain/webhooks/events.ts';
import { failedConversation, shownConversation } from '../domain/webhooks/payload.ts';
import { tellReturn } from '../domain/webhooks/tell-return.ts';
import type { EventType } from '../events/event-log.ts';
import { type JobKind, jobKinds } from '../jobs/kinds.ts';

/** The parts of a body that are copied; a body without content tells of the id alone. */
interface Body {
  id: string;
  content: string | null;
  insights: string | null;
}

const announce = {
  name: 'announce-events',
  text: `with told as materialized (
      select event.* from (select $3::uuid[] as ids) given, append_events(array_fill($1::uuid, array[cardinality(ids)]),
        array_fill($2::text, array[cardinality(ids)]), ids) as event)
    select (select count(*) from told) as events, (
      select queue_event_deliveries(array_agg(told.account_id), array_agg(told.subject_id), array_agg($4::text),
        array_agg(told.sequence), array_agg(body.content), array_agg(body.insights), array_agg($8::timestamptz), $9, $10)
      from unnest($5::uuid[], $6::text[], $7::text[]) as body (id, content, insights)
      join told on told.subject_id = body.id having count(*) > 0) as jobs`,
};
const asked = 'exists (select from webhook_subscription s where s.account_id = $1 and';
const selectUpdated = {
  name: 'select-updated-conversations',
  text: `select c.id, c.partner_card as card, a.insights
    from conversation c left join analysis a on a.account_id = c.account_id and a.conversation_id = c.id
    where c.account_id = $1 and c.id = any($2::uuid[]) and c.status = 'completed' and c.deleted_at is null
      and ($3::timestamptz is null or c.started_at >= $3) and ${asked} 'conversation.updated' = any(s.events))`,
};
const selectCompleted = {
  name: 'select-completed-card',
  text: `select partner_card as card from conversation
    where account_id = $1 and id = $2 and status = 'completed' and deleted_at is null`,
};
const selectFailed = {
  name: 'select-failed-title',
  text: `select title from conversation where account_id = $1 and id = $2 and deleted_at is null
    and ${asked} 'conversation.failed' = any(s.events))`,
};

/**
 * Tells that conversations show something else: last of the transaction that changed them. Webhooks are told of those that
 * are completed, and that took place at `since` or later where that is given.
 */
export async function announceChanges(
  tx: Db,
  accountId: string,
  ids: readonly string[],
  { now, since = null }: { now: Date; since?: Date | null },
): Promise<void> {
  const rows = await queryAll<{ id: string; card: string; insights: string | null }>(tx, selectUpdated, [
    accountId,
    ids,
    since,
  ]);
  const bodies = rows.map(({ id, card, insights }) => ({
    id,
    content: shownConversation(JSON.parse(card)),
    insights,
  }));
  await tell(
    tx,
    { accountId, type: 'conversation.changed', event: 'conversation.updated', ids, now },
    bodies,
  );
}

/**
 * Tells that a deleted conversation is back: last of its transaction. Those that were told of the deletion, and do not hear of
 * updates, are told anew that it is completed.
 */
export async function announceReturn(
  tx: Db,
  key: { accountId: string; id: string },
  toldOfDeletion: readonly string[],
  now: Date,
): Promise<void> {
  const { accountId, id } = key;
  await announceChanges(tx, accountId, [id], { now });
  if (toldOfDeletion.length === 0) return;
  const row = await queryOne<{ card: string }>(tx, selectCompleted, [accountId, id]);
  if (!row) return;
  const content = shownConversation(JSON.parse(row.card));
  await tellReturn(tx, key, { subscriptionIds: toldOfDeletion, content }, now);
}

/** Tells that the processing of a conversation ended with a failure: last of its transaction. */
export async function announceFailure(
  tx: Db,
  { accountId, id }: { accountId: string; id: string },
  failure: Failure,
  now: Date,
): Promise<void> {
  const row = await queryOne<{ title: string }>(tx, selectFailed, [accountId, id]);
  const type = 'conversation.failed';
  const bodies = row
    ? [{ id, content: failedConversation({ id, title: row.title, failure }), insights: null }]
    : [];
  await tell(tx, { accountId, type, event: type, ids: [id], now }, bodies);
}

/** Tells that a conversation was deleted: last of its transaction. */
export async function announceDeletion(tx: Db, accountId: string, id: string, now: Date): Promise<void> {
  const type = 'conversation.deleted';
  await tell(tx, { accountId, type, event: type, ids: [id], now }, [{ id, content: null, insights: null }]);
}

interface Announced {
  accountId: string;
  type: EventType;
  event: WebhookEvent;
  ids: readonly string[];
  now: Date;
}

async function tell(tx: Db, told: Announced, bodies: readonly Body[]): Promise<void> {
  await execute(tx, announce, [
    told.accountId,
    told.type,
    told.ids,
    told.event,
    bodies.map(({ id }) => id),
    bodies.map(({ content }) => content),
    bodies.map(({ insights }) => insights),
    told.now,
    jobKinds.deliver.lane,
    'deliver' satisfies JobKind,
  ]);
}

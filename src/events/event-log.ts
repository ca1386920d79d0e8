import { type Db, execute, queryAll, queryOne } from '../db/pool.ts';

export type EventType =
  /** It came in. */
  | 'conversation.created'
  /** A step of its processing ended and another follows or is still there, or a failed one is tried again. */
  | 'conversation.progressed'
  /** It was analysed for the first time: all is there. */
  | 'conversation.completed'
  /** It shows something else, as after renaming, a new analysis, or being brought back. */
  | 'conversation.changed'
  /** Its processing ended without result. */
  | 'conversation.failed'
  /** Nobody sees it any more. */
  | 'conversation.deleted'
  /** The last five attempts for a subscription failed. */
  | 'webhook.failing'
  /** Nothing is sent any more, whoever or whatever stopped it. */
  | 'webhook.disabled'
  | 'webhook.paused'
  /** Sent again after it was paused or disabled. */
  | 'webhook.enabled'
  /** Its file was taken in, was here already, or was refused. Only its owner hears of it. */
  | 'upload.settled';

export interface Event {
  sequence: number;
  type: EventType;
  subjectId: string;
  at: Date;
}

/** `events_gone`: some after the sequence are no longer kept, or the log never came so far. Read all anew. */
export type EventsRead =
  | { kind: 'events'; events: Event[] }
  | { kind: 'events_gone'; oldestSequence: number };

interface ReadRow {
  last: number;
  oldest: number;
  sequence: number | null;
  type: EventType;
  subjectId: string;
  at: Date;
}

const append = {
  name: 'append-events',
  text: `select from (select $3::uuid[] as ids) given, append_events(array_fill($1::uuid, array[cardinality(ids)]),
    array_fill($2::text, array[cardinality(ids)]), ids)`,
};
// One statement sees one state: what is purged meanwhile is there as a whole, or known to be gone.
const select = {
  name: 'select-events',
  text: `select counter.last_sequence as last, coalesce(oldest.sequence, counter.last_sequence + 1) as oldest,
      next.sequence, next.type, next.subject_id as "subjectId", next.at
    from event_counter counter
    left join lateral (
      select sequence from event where account_id = $1 order by account_id, sequence limit 1) oldest on true
    left join lateral (
      select sequence, type, subject_id, at from event where account_id = $1 and sequence > $2
      order by account_id, sequence limit $3) next on true
    where counter.account_id = $1`,
};

const selectLast = {
  name: 'select-last-event',
  text: 'select last_sequence as last from event_counter where account_id = $1',
};

/**
 * Call it as the last statement of the change's transaction: until commit nobody else appends for the account. Statements
 * that change many conversations call append_events themselves.
 */
export async function appendEvent(
  tx: Db,
  accountId: string,
  type: EventType,
  subjectId: string,
): Promise<void> {
  await appendEvents(tx, accountId, type, [subjectId]);
}

/** The same for several conversations that one transaction changed. */
async function appendEvents(
  tx: Db,
  accountId: string,
  type: EventType,
  subjectIds: readonly string[],
): Promise<void> {
  await execute(tx, append, [accountId, type, subjectIds]);
}

/** Of the newest event; 0 where there was none. */
export async function lastSequence(db: Db, accountId: string): Promise<number> {
  return (await queryOne<{ last: number }>(db, selectLast, [accountId]))?.last ?? 0;
}

/** The account's next events after a sequence, 0 for all. The last one's sequence is where to go on. */
export async function readEvents(
  db: Db,
  accountId: string,
  after: number,
  limit: number,
): Promise<EventsRead> {
  const rows = await queryAll<ReadRow>(db, select, [accountId, after, limit]);
  const { last, oldest } = rows[0] ?? { last: 0, oldest: 1 };
  if (after < oldest - 1 || after > last) return { kind: 'events_gone', oldestSequence: oldest };
  const events = rows.flatMap(({ sequence, type, subjectId, at }) =>
    sequence === null ? [] : [{ sequence, type, subjectId, at }],
  );
  return { kind: 'events', events: events.toSorted((one, other) => one.sequence - other.sequence) };
}

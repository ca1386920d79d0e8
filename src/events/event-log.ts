import { type Db, queryAll } from '../db/pool.ts';

/** What can happen, with what each tells. Where several would do, the first of them is written. */
export const eventTypes = {
  'conversation.created': 'It came in.',
  'conversation.completed': 'It was analysed for the first time: all is there.',
  'conversation.failed': 'Its processing ended without result.',
  'conversation.deleted': 'Nobody sees it any more.',
  'conversation.progressed': 'A step of its processing ended and another follows, or it is tried again.',
  'conversation.changed':
    'It shows something else, as after renaming, a new analysis, or being brought back.',
} as const;
export type EventType = keyof typeof eventTypes;

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
  last_sequence: number;
  oldest_sequence: number;
  sequence: number | null;
  type: EventType;
  subject_id: string;
  at: Date;
}

const append = {
  name: 'append-events',
  text: 'select account_id, subject_id, sequence from append_events($1, $2, $3)',
};
// One statement sees one state: what is purged meanwhile is there as a whole, or known to be gone.
const select = {
  name: 'select-events',
  text: `select counter.last_sequence, coalesce(oldest.sequence, counter.last_sequence + 1) as oldest_sequence,
      next.sequence, next.type, next.subject_id, next.at
    from event_counter counter
    left join lateral (
      select sequence from event where account_id = $1 order by account_id, sequence limit 1) oldest on true
    left join lateral (
      select sequence, type, subject_id, at from event where account_id = $1 and sequence > $2
      order by account_id, sequence limit $3) next on true
    where counter.account_id = $1`,
};

export interface NewEvent {
  accountId: string;
  type: EventType;
  subjectId: string;
}

/**
 * Call it as the last statement of the changes' transaction: until commit nobody else appends for the accounts. Gives the
 * events, each of another subject, with their sequences.
 */
export async function appendEvents<Given extends NewEvent>(
  tx: Db,
  events: readonly Given[],
): Promise<(Given & { sequence: number })[]> {
  const rows = await queryAll<{ account_id: string; subject_id: string; sequence: number }>(tx, append, [
    events.map(({ accountId }) => accountId),
    events.map(({ type }) => type),
    events.map(({ subjectId }) => subjectId),
  ]);
  const sequences = new Map(rows.map((row) => [`${row.account_id} ${row.subject_id}`, row.sequence]));
  return events.map((event) => {
    const sequence = sequences.get(`${event.accountId} ${event.subjectId}`);
    if (sequence === undefined) throw new Error(`The event of ${event.subjectId} has no sequence`);
    return { ...event, sequence };
  });
}

/** The same for one event. */
export async function appendEvent(
  tx: Db,
  accountId: string,
  type: EventType,
  subjectId: string,
): Promise<void> {
  await appendEvents(tx, [{ accountId, type, subjectId }]);
}

/** The account's next events after a sequence, 0 for all. The last one's sequence is where to go on. */
export async function readEvents(
  db: Db,
  accountId: string,
  after: number,
  limit: number,
): Promise<EventsRead> {
  const rows = await queryAll<ReadRow & Record<string, unknown>>(db, select, [accountId, after, limit]);
  const { last_sequence: last, oldest_sequence: oldest } = rows[0] ?? {
    last_sequence: 0,
    oldest_sequence: 1,
  };
  if (after < oldest - 1 || after > last) return { kind: 'events_gone', oldestSequence: oldest };
  const events = rows.flatMap(({ sequence, type, subject_id: subjectId, at }) =>
    sequence === null ? [] : [{ sequence, type, subjectId, at }],
  );
  return { kind: 'events', events: events.toSorted((one, other) => one.sequence - other.sequence) };
}

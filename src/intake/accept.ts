import { randomUUID } from 'node:crypto';
import { eachOrAll } from '../db/each-or-all.ts';
import { inBatches } from '../db/in-batches.ts';
import { type Db, inTransaction, type Pool } from '../db/pool.ts';
import type { CardMaking } from '../domain/conversations/card.ts';
import type { ConversationKey } from '../domain/conversations/conversation.ts';
import { packTranscript } from '../domain/conversations/packed-transcript.ts';
import { type RecognitionWishes, storeWishes } from '../domain/conversations/recognition.ts';
import { setRecording } from '../domain/conversations/store.ts';
import type { NewConversation } from '../domain/conversations/store-new.ts';
import { haveOwners, type NewRow, newRow, storeNew } from '../domain/conversations/store-new.ts';
import { type StoredFile, storeRecording } from '../domain/recordings/recordings.ts';
import type { StoredTranscript } from '../domain/transcripts/stored-transcript.ts';
import { appendEvent } from '../events/event-log.ts';
import { enqueue } from '../jobs/queue.ts';

/** A conversation as it comes in; the server gives it its id. */
export type IncomingConversation = Omit<NewConversation, 'accountId' | 'id'> & {
  transcript: StoredTranscript;
  recording: StoredFile | null;
};

/** A recording whose words are not known yet. */
export type IncomingSound = Omit<NewConversation, 'accountId' | 'id'> & {
  recording: StoredFile;
  wishes: RecognitionWishes;
};

/** Conversations that share a commit. A commit for each costs more than the conversation. */
const mostAtOnce = 32;
/** A longer transcript is its own batch: the texts of many would be too much at once. */
const largeBytes = 65_536;

/** Stores a conversation with its first job, both or neither. A conversation whose id was returned is kept. */
export type Accept = (
  accountId: string,
  incoming: IncomingConversation,
  making: CardMaking,
) => Promise<string>;

/** Accepts a conversation in a commit of its own. */
export function acceptConversation(
  pool: Pool,
  accountId: string,
  incoming: IncomingConversation,
  making: CardMaking,
): Promise<string> {
  return accept(pool, (row) => storeAll(pool, [row]), { accountId, incoming, making });
}

/** The same, but short transcripts that come in meanwhile share the next commit. */
export function acceptTogether(pool: Pool): Accept {
  const storeShort = inBatches(mostAtOnce, (rows: NewRow[]) =>
    eachOrAll(rows, async (some) => {
      await storeAll(pool, some);
      return some.map(() => true as const);
    }),
  );
  return (accountId, incoming, making) => accept(pool, storeShort, { accountId, incoming, making });
}

async function accept(
  pool: Pool,
  storeShort: (row: NewRow) => Promise<unknown>,
  { accountId, incoming, making }: { accountId: string; incoming: IncomingConversation; making: CardMaking },
): Promise<string> {
  const id = randomUUID();
  const { transcript, recording, ...rest } = incoming;
  const packed = packTranscript(id, transcript);
  const row = newRow({ ...rest, accountId, id }, packed, { analyse: true, ...making });
  if (!recording) {
    if (packed.deflated.length > largeBytes) await storeAll(pool, [row]);
    else await storeShort(row);
    return id;
  }
  await inTransaction(pool, async (tx) => {
    await storeNew(tx, [row], null);
    await attachRecording(tx, { accountId, id }, recording, making.now);
    await enqueue(tx, { accountId, kind: 'peaks', subjectId: id, payload: {} });
    await appendEvent(tx, accountId, 'conversation.created', id);
  });
  return id;
}

/** The same for a recording: its first job decodes it. */
export async function acceptSound(
  pool: Pool,
  accountId: string,
  incoming: IncomingSound,
  making: CardMaking,
): Promise<string> {
  const id = randomUUID();
  await inTransaction(pool, async (tx) => {
    const row = newRow({ ...incoming, accountId, id }, null, { analyse: false, ...making });
    await storeNew(tx, [row], null);
    await attachRecording(tx, { accountId, id }, incoming.recording, making.now);
    await storeWishes(tx, accountId, id, incoming.wishes);
    await enqueue(tx, { accountId, kind: 'decode', subjectId: id, payload: {} });
    await appendEvent(tx, accountId, 'conversation.created', id);
  });
  return id;
}

function storeAll(pool: Pool, rows: NewRow[]): Promise<void> {
  return haveOwners(rows) ? inTransaction(pool, (tx) => storeNew(tx, rows)) : storeNew(pool, rows);
}

async function attachRecording(
  tx: Db,
  key: ConversationKey,
  recording: StoredFile,
  now: Date,
): Promise<void> {
  await storeRecording(tx, key.accountId, key.id, { ...recording, now });
  await setRecording(tx, key, recording.recordingId, now);
}

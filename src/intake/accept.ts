import { randomUUID } from 'node:crypto';
import { eachOrAll } from '../db/each-or-all.ts';
import { inBatches } from '../db/in-batches.ts';
import { type Db, inTransaction, type Pool } from '../db/pool.ts';
import type { CardMaking } from '../domain/conversations/card.ts';
import type { ConversationKey } from '../domain/conversations/conversation.ts';
import {
  findImportedBefore,
  type ImportedBefore,
  type ImportKey,
} from '../domain/conversations/import-keys.ts';
import { packTranscript } from '../domain/conversations/packed-transcript.ts';
import { type RecognitionWishes, storeWishes } from '../domain/conversations/recognition.ts';
import { setRecording } from '../domain/conversations/store.ts';
import type { NewConversation } from '../domain/conversations/store-new.ts';
import { haveOwners, type NewRow, newRow, storeNew } from '../domain/conversations/store-new.ts';
import { type StoredFile, storeRecording } from '../domain/recordings/recordings.ts';
import { indexStored } from '../domain/search/index-stored.ts';
import { Stems } from '../domain/search/stemmers.ts';
import type { StoredTranscript } from '../domain/transcripts/stored-transcript.ts';
import { appendEvent } from '../events/event-log.ts';
import { enqueue } from '../jobs/queue.ts';

/** A conversation as it comes in; the server gives it its id. */
export type IncomingConversation = Omit<NewConversation, 'accountId' | 'id'> & {
  transcript: StoredTranscript;
  recording: StoredFile | null;
  /** Without one it is stored whatever is there. */
  importKey?: ImportKey | undefined;
};

/** A recording whose words are not known yet. */
export type IncomingSound = Omit<NewConversation, 'accountId' | 'id'> & {
  recording: StoredFile;
  wishes: RecognitionWishes;
  importKey?: ImportKey | undefined;
};

/** Conversations that share a commit. A commit for each costs more than the conversation. */
const mostAtOnce = 32;
/** A longer transcript is its own batch: the texts of many would be too much at once. */
const largeBytes = 65_536;

/** `already_here`: another conversation has its key, and nothing is stored. */
export type Accepted = { kind: 'stored'; id: string } | ({ kind: 'already_here' } & ImportedBefore);

/** Stores a conversation with its first job, both or neither. A conversation whose id was returned is kept. */
export type Accept = (
  accountId: string,
  incoming: IncomingConversation,
  making: CardMaking,
) => Promise<Accepted>;

/** Accepts a conversation in a commit of its own; gives its id, or that of the one that has its key. */
export async function acceptConversation(
  pool: Pool,
  accountId: string,
  incoming: IncomingConversation,
  making: CardMaking,
): Promise<string> {
  const storeShort = async (row: NewRow): Promise<boolean> => (await storeAll(pool, [row]))[0] === true;
  return (await accept(pool, storeShort, { accountId, incoming, making })).id;
}

/** The same, but short transcripts that come in meanwhile share the next commit. */
export function acceptTogether(pool: Pool): Accept {
  const storeShort = inBatches(mostAtOnce, (rows: NewRow[]) =>
    eachOrAll(rows, (some) => storeAll(pool, some)),
  );
  return (accountId, incoming, making) => accept(pool, storeShort, { accountId, incoming, making });
}

async function accept(
  pool: Pool,
  storeShort: (row: NewRow) => Promise<boolean>,
  { accountId, incoming, making }: { accountId: string; incoming: IncomingConversation; making: CardMaking },
): Promise<Accepted> {
  const id = randomUUID();
  const { transcript, recording, importKey, ...rest } = incoming;
  const packed = packTranscript(id, transcript);
  const row = newRow({ ...rest, accountId, id }, packed, { analyse: true, importKey, ...making });
  return onceByKey(pool, { accountId, id, importKey }, async () => {
    if (recording) return storeWithRecording(pool, row, recording);
    if (packed.deflated.length <= largeBytes) return storeShort(row);
    return (await storeAll(pool, [row]))[0] === true;
  });
}

function storeWithRecording(pool: Pool, row: NewRow, recording: StoredFile): Promise<boolean> {
  const { accountId, id } = row.conversation;
  return inTransaction(pool, async (tx) => {
    const [isStored = false] = await storeNew(tx, [row], null);
    if (!isStored) return false;
    await attachRecording(tx, { accountId, id }, recording, row.now);
    await enqueue(tx, { accountId, kind: 'peaks', subjectId: id, payload: {} });
    await appendEvent(tx, accountId, 'conversation.created', id);
    return true;
  });
}

/** The same for a recording: its first job decodes it. */
export function acceptSound(
  pool: Pool,
  accountId: string,
  incoming: IncomingSound,
  making: CardMaking,
): Promise<Accepted> {
  const id = randomUUID();
  const { recording, wishes, importKey, ...rest } = incoming;
  const row = newRow({ ...rest, accountId, id }, null, { analyse: false, importKey, ...making });
  return onceByKey(pool, { accountId, id, importKey }, () =>
    inTransaction(pool, async (tx) => {
      const [isStored = false] = await storeNew(tx, [row], null);
      if (!isStored) return false;
      await attachRecording(tx, { accountId, id }, recording, making.now);
      await storeWishes(tx, accountId, id, wishes);
      // Its title and people are found while its words are not known yet.
      await indexStored(tx, new Stems(), accountId, [id]);
      await enqueue(tx, { accountId, kind: 'decode', subjectId: id, payload: {} });
      await appendEvent(tx, accountId, 'conversation.created', id);
      return true;
    }),
  );
}

/** The conversation that has the key may be deleted just now: then the key is free again. */
const mostRounds = 5;

async function onceByKey(
  pool: Pool,
  wanted: ConversationKey & { importKey: ImportKey | undefined },
  store: () => Promise<boolean>,
): Promise<Accepted> {
  const { accountId, id, importKey } = wanted;
  for (let round = 0; round < mostRounds; round += 1) {
    if (await store()) return { kind: 'stored', id };
    const before = importKey && (await findImportedBefore(pool, accountId, importKey.text));
    if (before) return { kind: 'already_here', ...before };
  }
  throw new Error(`No conversation has the key ${importKey?.text}, and none can take it`);
}

function storeAll(pool: Pool, rows: NewRow[]): Promise<boolean[]> {
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

import { type Db, execute, queryOne } from '../../db/pool.ts';
import type { RecognisedSentence } from '../../engines/speech/recogniser.ts';
import type { ConversationKey } from './conversation.ts';

/** The uploader's wishes for the recognition of a recording. */
export interface RecognitionWishes {
  /** How many people speak; null where nobody said so. */
  speakers: number | null;
  /** Take what is there of a recording that is cut off. */
  acceptTruncated: boolean;
}

/** The words of a recording, before every sentence has its speaker. */
export interface Recognition {
  sentences: readonly RecognisedSentence[];
  uncertainSpeakers: readonly string[];
}

interface RecognitionRow extends RecognitionWishes {
  sentences: string | null;
}

const insertWishes = {
  name: 'store-recognition-wishes',
  text: `insert into recognition (account_id, conversation_id, speakers_wanted, accept_truncated) values ($1, $2, $3, $4)`,
};
const updateWords = {
  name: 'store-recognised-words',
  text: 'update recognition set recogniser = $3, sentences = $4 where account_id = $1 and conversation_id = $2',
};
const forgetSentences = {
  name: 'forget-recognised-words',
  text: 'update recognition set sentences = null where account_id = $1 and conversation_id = $2',
};
const selectRecognition = {
  name: 'select-recognition',
  text: `select speakers_wanted as speakers, accept_truncated as "acceptTruncated", sentences from recognition
    where account_id = $1 and conversation_id = $2`,
};

export async function storeWishes(
  tx: Db,
  accountId: string,
  id: string,
  wishes: RecognitionWishes,
): Promise<void> {
  await execute(tx, insertWishes, [accountId, id, wishes.speakers, wishes.acceptTruncated]);
}

export async function storeWords(
  tx: Db,
  key: ConversationKey,
  recogniser: string,
  recognition: Recognition,
): Promise<void> {
  await execute(tx, updateWords, [key.accountId, key.id, recogniser, JSON.stringify(recognition)]);
}

/** The transcript has them now. */
export async function forgetWords(tx: Db, accountId: string, id: string): Promise<void> {
  await execute(tx, forgetSentences, [accountId, id]);
}

/** Wishes, and the words once they are recognised. */
export async function findRecognition(
  db: Db,
  accountId: string,
  id: string,
): Promise<{ wishes: RecognitionWishes; recognition: Recognition | null }> {
  const row = await queryOne<RecognitionRow>(db, selectRecognition, [accountId, id]);
  if (!row) throw new Error(`Conversation ${id} has nothing to recognise`);
  const recognition: Recognition | null = row.sentences === null ? null : JSON.parse(row.sentences);
  const { speakers, acceptTruncated } = row;
  return { wishes: { speakers, acceptTruncated }, recognition };
}

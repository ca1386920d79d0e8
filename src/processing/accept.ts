import { randomUUID } from 'node:crypto';
import { packTranscript } from '../conversations/packed-transcript.ts';
import { type NewConversation, setRecording, storeConversation } from '../conversations/store.ts';
import { announceNews } from '../db/notifications.ts';
import { execute, inTransaction, type Pool } from '../db/pool.ts';
import { enqueue } from '../jobs/queue.ts';
import { type StoredFile, storeRecording } from '../recordings/recordings.ts';
import type { StoredTranscript } from '../transcripts/stored-transcript.ts';

/** What is known of a conversation when it comes in; the server gives it its id. */
export type IncomingConversation = Omit<NewConversation, 'accountId' | 'id'> & {
  transcript: StoredTranscript;
  recording: StoredFile | null;
};

/** Stores the conversation with its first job, both or neither. What is acknowledged by the returned id is kept. */
export async function acceptConversation(
  pool: Pool,
  accountId: string,
  incoming: IncomingConversation,
  now: Date,
): Promise<string> {
  const id = randomUUID();
  const packed = packTranscript(id, incoming.transcript);
  await inTransaction(pool, async (tx) => {
    await storeConversation(tx, { ...incoming, accountId, id }, packed, now);
    if (incoming.recording) {
      await storeRecording(tx, accountId, id, { ...incoming.recording, now });
      await setRecording(tx, { accountId, id }, incoming.recording.recordingId, now);
    }
    await enqueue(tx, { accountId, lane: 'pipeline', kind: 'analyse', subjectId: id, payload: {} });
    await execute(tx, announceNews, ['jobs']);
  });
  return id;
}

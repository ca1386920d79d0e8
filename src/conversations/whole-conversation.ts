import type { Db } from '../db/pool.ts';
import { findAnalysis } from './analysis-store.ts';
import { unpackTranscriptJson } from './packed-transcript.ts';
import { findConversation, findTranscript } from './store.ts';

/** Everything that leaves the server of one conversation, as JSON texts; 'null' where a part is not there. */
export interface WholeConversation {
  card: string;
  transcriptJson: string;
  insightsJson: string;
  recordingId: string | null;
}

export async function readWhole(
  db: Db,
  accountId: string,
  id: string,
): Promise<WholeConversation | undefined> {
  const conversation = await findConversation(db, accountId, id);
  if (!conversation) return undefined;
  const packed = await findTranscript(db, accountId, id);
  const analysis = conversation.status === 'completed' ? await findAnalysis(db, accountId, id) : undefined;
  return {
    card: conversation.card,
    transcriptJson: packed ? unpackTranscriptJson(id, packed) : 'null',
    insightsJson: analysis?.insights ?? 'null',
    recordingId: conversation.recording_id,
  };
}

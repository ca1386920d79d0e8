import { type Db, queryAll } from '../db/pool.ts';
import type { ConversationKey } from './conversation.ts';
import { unpackTranscriptJson } from './packed-transcript.ts';

/** Everything that leaves the server of one conversation, as JSON texts; 'null' where a part is not there. */
export interface WholeConversation {
  card: string;
  transcriptJson: string;
  insightsJson: string;
  recordingId: string | null;
}

interface WholeRow {
  account_id: string;
  id: string;
  card: string;
  recording_id: string | null;
  deflated: Buffer | null;
  insights: string | null;
}

// Sub-selects hide how many keys there are: one plan for any number, instead of planning each time.
const select = {
  name: 'select-whole-conversations',
  text: `select c.account_id, c.id, c.card, c.recording_id, t.deflated, a.insights
    from unnest((select $1::uuid[]), (select $2::uuid[])) as wanted (account_id, id)
    join conversation c on c.account_id = wanted.account_id and c.id = wanted.id
    left join transcript t on t.account_id = c.account_id and t.conversation_id = c.id
    left join analysis a on c.status = 'completed' and a.account_id = c.account_id and a.conversation_id = c.id`,
};

/** In the order of the keys; null for one that does not exist, an Error for one whose stored bytes can not be read. */
export async function readWholes(
  db: Db,
  keys: ConversationKey[],
): Promise<(WholeConversation | Error | null)[]> {
  const values = [keys.map((key) => key.accountId), keys.map((key) => key.id)];
  const rows = await queryAll<WholeRow & Record<string, unknown>>(db, select, values);
  const byKey = new Map(rows.map((row) => [`${row.account_id} ${row.id}`, row]));
  return keys.map(({ accountId, id }) => wholeOf(byKey.get(`${accountId} ${id}`)));
}

function wholeOf(row: WholeRow | undefined): WholeConversation | Error | null {
  if (!row) return null;
  const { id, card, recording_id: recordingId, deflated, insights } = row;
  try {
    const transcriptJson = deflated ? unpackTranscriptJson(id, { deflated }) : 'null';
    return { card, transcriptJson, insightsJson: insights ?? 'null', recordingId };
  } catch (cause) {
    return new Error(`The transcript of conversation ${id} can not be read`, { cause });
  }
}

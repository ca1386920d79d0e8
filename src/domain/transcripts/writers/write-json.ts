import type { TranscriptWriter } from './writer.ts';

/** Our own JSON: what is known of the conversation, then the transcript as it is stored. */
export const writeJson: TranscriptWriter = ({ conversationType, participants, transcript, ...about }) => {
  const known = { ...about, conversation_type: conversationType, participants };
  return `${JSON.stringify({ ...known, ...transcript }, null, 2)}\n`;
};

import { findAnalysis } from '../../domain/conversations/analysis-store.ts';
import { extendCard } from '../../domain/conversations/card.ts';
import { unpackTranscriptJson } from '../../domain/conversations/packed-transcript.ts';
import { findTranscript } from '../../domain/conversations/store.ts';
import { grants, mayHaveRecordings } from '../../domain/tokens/token.ts';
import { missingScope } from '../errors.ts';
import { answerOfJson } from './answer.ts';
import type { Call, Handler } from './handler.ts';
import { linkVersion } from './link-version.ts';
import { recordingMember } from './recording-link.ts';
import { requireConversation } from './require-conversation.ts';

export const getConversation: Handler = async (call) => {
  const { context, token, parameters, now } = call;
  const transcriptWanted = wanted(call, 'include_transcript', 'transcripts');
  const insightsWanted = wanted(call, 'include_insights', 'insights');
  const conversation = await requireConversation(context.reads, token.accountId, parameters['id']);
  const members = recordingMember(context, token, conversation.recording_id, now);
  const version = [conversation.id, conversation.version];
  if (mayHaveRecordings(token)) version.push(`link ${linkVersion(now)}`);
  if (transcriptWanted) {
    const packed = await findTranscript(context.pool, token.accountId, conversation.id);
    members['transcript'] = packed ? unpackTranscriptJson(conversation.id, packed) : 'null';
    version.push(`transcript ${packed?.crc32} ${packed?.bytes}`);
  }
  if (insightsWanted) {
    const ready = conversation.status === 'completed';
    const analysis = ready ? await findAnalysis(context.pool, token.accountId, conversation.id) : undefined;
    members['insights'] = analysis?.insights ?? 'null';
    version.push(`insights ${members['insights']}`);
  }
  members['imported_as'] = JSON.stringify(conversation.imported_as);
  // The database keeps them as jsonb, which orders keys its own way.
  members['notices'] = JSON.stringify(conversation.notices, ['code', 'count', 'first_place']);
  const json = `{"conversation":${extendCard(conversation.partner_card, members)}}`;
  return { answer: answerOfJson(json, version.join()), conversationId: conversation.id };
};

function wanted({ parameters, token }: Call, parameter: string, scope: string): boolean {
  if (parameters[parameter] !== true) return false;
  if (!grants(token, scope)) throw missingScope(scope);
  return true;
}

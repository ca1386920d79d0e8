import { type JsonMembers, jsonObject, jsonText } from '../../base/json-text.ts';
import { findAnalysis } from '../../domain/conversations/analysis-store.ts';
import { unpackTranscriptJson } from '../../domain/conversations/packed-transcript.ts';
import { findTranscript } from '../../domain/conversations/store.ts';
import type { Scope } from '../../domain/tokens/scopes.ts';
import { grants, mayHaveRecordings } from '../../domain/tokens/token.ts';
import { answerOfJson } from '../api/answer.ts';
import { refused } from '../errors.ts';
import { missingScope } from './caller.ts';
import type { AnyCall, Handler } from './handler.ts';
import { type DetailMembers, extendCard } from './present-conversation.ts';
import { linkVersion, recordingMember } from './present-recording.ts';
import { requireConversation } from './require-conversation.ts';

export const getConversation: Handler<'getConversation'> = async (call) => {
  const { context, caller, parameters, now } = call;
  const { token } = caller;
  const transcriptWanted = isWanted(call, parameters.include_transcript, 'transcripts');
  const insightsWanted = isWanted(call, parameters.include_insights, 'insights');
  const conversation = await requireConversation(call, parameters.id);
  const members: JsonMembers<DetailMembers> = recordingMember(call, conversation.recordingId, now);
  const version = [conversation.id, conversation.version];
  if (mayHaveRecordings(token)) version.push(`link ${linkVersion(now)}`);
  if (transcriptWanted) {
    const packed = await findTranscript(context.pool, token.accountId, conversation.id);
    members.transcript = packed ? unpackTranscriptJson(conversation.id, packed) : jsonText(null);
    version.push(`transcript ${packed?.crc32} ${packed?.bytes}`);
  }
  if (insightsWanted) {
    const ready = conversation.status === 'completed';
    const analysis = ready ? await findAnalysis(context.pool, token.accountId, conversation.id) : undefined;
    members.insights = analysis?.insights ?? jsonText(null);
    version.push(`insights ${members.insights}`);
  }
  members.imported_as = jsonText(conversation.importedAs);
  members.notices = jsonText(
    // The database keeps them as jsonb, which orders keys its own way.
    conversation.notices.map(({ code, count, first_place }) => ({ code, count, first_place })),
  );
  const json = jsonObject({ conversation: extendCard<DetailMembers>(conversation.partnerCard, members) });
  return { answer: answerOfJson(json, version.join()), subjectId: conversation.id };
};

function isWanted({ caller }: AnyCall, given: boolean | undefined, scope: Scope): boolean {
  if (given !== true) return false;
  if (!grants(caller.token, scope)) throw refused(missingScope(scope));
  return true;
}

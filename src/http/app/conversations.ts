import type { components } from '../../../contract/app.types.ts';
import { listVisible, type VisibleConversation } from '../../domain/conversations/visible-list.ts';
import { answerOf } from '../api/answer.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { invalidParameter } from '../errors.ts';
import { presentParticipant } from '../partner/present-participant.ts';
import type { Handler } from './handler.ts';

type Row = components['schemas']['ConversationRow'];

export const listConversations: Handler<'listConversations'> = async ({
  context,
  caller,
  parameters,
  now,
}) => {
  const { viewer } = caller.session;
  const { cursor, limit } = parameters;
  const scope = { key: context.keys.cursor, accountId: viewer.accountId, filters: `app ${viewer.userId}` };
  const position = cursor === undefined ? null : decodeCursor(scope, cursor, now);
  if (cursor !== undefined && !position)
    throw invalidParameter('cursor', 'must be the next_cursor of an earlier answer to the same query');
  const after = position && { startedUs: position.us, id: position.id };
  const rows = await listVisible(context.pool, viewer, { after, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next =
    last && rows.length > limit ? encodeCursor(scope, { us: last.startedUs, id: last.id }, now) : null;
  return { answer: answerOf({ conversations: shown.map(presentRow), next_cursor: next }) };
};

function presentRow(conversation: VisibleConversation): Row {
  const { id, status, title, company, startedAt, durationSeconds, sentiment } = conversation;
  const { conversationType, summary, department, user, participants, hasRecording } = conversation;
  return {
    id,
    status,
    title,
    company,
    started_at: startedAt.toISOString(),
    duration_seconds: durationSeconds,
    medium: conversation.medium as Row['medium'],
    sentiment,
    conversation_type: conversationType,
    summary,
    department,
    user: user && { id: user.id, name: user.name },
    participants: participants.map(presentParticipant),
    has_recording: hasRecording,
  };
}

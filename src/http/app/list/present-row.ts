import type { components } from '../../../../contract/app.types.ts';
import type { ListedConversation } from '../../../domain/search/conversation-list.ts';

type Row = components['schemas']['ConversationRow'];

/** A conversation as lists show it. */
export function presentRow(conversation: ListedConversation): Row {
  const { id, status, title, company, startedAt, durationSeconds, sentiment, failure } = conversation;
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
    participants: participants.map(({ name, email, role }) => ({ name, email, role })),
    has_recording: hasRecording,
    failure_code: failure?.code ?? null,
  };
}

import { api, type Schemas } from '../../../api.ts';
import type { Conversation, Directory, Insight, Participant } from '../data.ts';
import { conversationTexts as texts } from '../texts.ts';
import type { Edit } from './edit-queue.ts';
import { sentOf } from './refusal.ts';

export interface Fields {
  title: string;
  company: string | null;
  conversation_type: string | null;
  user_id: string | null;
  department_id: string | null;
}

export type ParticipantFields = Schemas['ParticipantFields'];

export function fieldsOf({ title, company, conversation_type, user, department }: Conversation): Fields {
  return {
    title,
    company,
    conversation_type,
    user_id: user?.id ?? null,
    department_id: department?.id ?? null,
  };
}

/** Those that differ. */
export function changedFields(before: Fields, after: Fields): Partial<Fields> {
  const names = ['title', 'company', 'conversation_type', 'user_id', 'department_id'] as const;
  return Object.fromEntries(
    names.filter((name) => before[name] !== after[name]).map((name) => [name, after[name]]),
  );
}

export function fieldEdit(id: string, before: Fields, after: Fields, directory: Directory | undefined): Edit {
  const set = (from: Fields, to: Fields, undo: readonly Edit[]): Edit => ({
    message: texts.saved,
    inConversation: (conversation) => ({
      ...conversation,
      title: to.title,
      company: to.company,
      conversation_type: to.conversation_type,
      user: named(to.user_id, directory?.users) ?? (to.user_id ? conversation.user : null),
      department:
        named(to.department_id, directory?.departments) ??
        (to.department_id ? conversation.department : null),
    }),
    send: async () => {
      const body = changedFields(from, to);
      await sentOf(api.PATCH('/conversations/{id}', { params: { path: { id } }, body }));
      return { undo };
    },
  });
  return set(before, after, [{ ...set(after, before, []), message: null }]);
}

function named(id: string | null, all: readonly { id: string; name: string }[] | undefined) {
  const found = all?.find((one) => one.id === id);
  return found ? { id: found.id, name: found.name } : null;
}

export function tick(id: string, insight: Pick<Insight, 'id'>, isDone: boolean): Edit {
  const set = (done: boolean): Edit => ({
    message: null,
    inConversation: (conversation) => ({
      ...conversation,
      insights: conversation.insights.map((one) =>
        one.id === insight.id ? { ...one, done_at: done ? new Date().toISOString() : null } : one,
      ),
    }),
    send: async () => {
      await sentOf(
        api.PUT('/conversations/{id}/action-items/{insight_id}', {
          params: { path: { id, insight_id: insight.id } },
          body: { is_done: done },
        }),
      );
      return { undo: [set(!isDone)] };
    },
  });
  return { ...set(isDone), message: isDone ? texts.ticked : texts.reopened };
}

const participantPath = '/conversations/{id}/participants/{participant_id}';

export function participantEdit(id: string, before: Participant, after: ParticipantFields): Edit {
  const set = (fields: ParticipantFields, undo: readonly Edit[]): Edit => ({
    message: texts.saved,
    inConversation: (conversation) => ({
      ...conversation,
      participants: conversation.participants.map((one) =>
        one.id === before.id ? { ...one, ...fields } : one,
      ),
    }),
    send: async () => {
      const params = { path: { id, participant_id: before.id } };
      await sentOf(api.PATCH(participantPath, { params, body: fields }));
      return { undo };
    },
  });
  const { name, email, phone, role } = before;
  return set(after, [{ ...set({ name, email, phone, role }, []), message: null }]);
}

export function participantAdded(id: string, fields: ParticipantFields): Edit {
  return {
    message: texts.participantAdded,
    send: async () => {
      const added = await sentOf(
        api.POST('/conversations/{id}/participants', { params: { path: { id } }, body: fields }),
      );
      return { undo: [{ ...participantRemoved(id, { id: added.id, ...emptied(fields) }), message: null }] };
    },
  };
}

export function participantRemoved(
  id: string,
  {
    id: participantId,
    name,
    email,
    phone,
    role,
  }: Pick<Participant, 'id' | 'name' | 'email' | 'phone' | 'role'>,
): Edit {
  return {
    message: texts.participantRemoved(name ?? email ?? ''),
    inConversation: (conversation) => ({
      ...conversation,
      participants: conversation.participants.filter((one) => one.id !== participantId),
    }),
    send: async () => {
      const params = { path: { id, participant_id: participantId } };
      await sentOf(api.DELETE(participantPath, { params }));
      return { undo: [{ ...participantAdded(id, { name, email, phone, role }), message: null }] };
    },
  };
}

function emptied({ name = null, email = null, phone = null, role = null }: ParticipantFields) {
  return { name, email, phone, role };
}

import type { QueryClient } from '@tanstack/react-query';
import type { Schemas } from '../api.ts';

/** As the event stream tells it, and as tabs tell each other. */
export type News =
  /** The stream is open. Not resumed: something may have been missed. */
  | { kind: 'hello'; resumed: boolean }
  | { kind: 'change'; type: string; id: string }
  | { kind: 'progress'; id: string; step: string; progress: number }
  | { kind: 'ended'; reason: string };

export interface StepProgress {
  step: string;
  /** 0 to 1. */
  progress: number;
}

export const uploadsKey = ['uploads'] as const;
export const progressKey = (conversationId: string) => ['step-progress', conversationId] as const;

/** Pages whose figures and rows may be made of any conversation. */
const lists: ReadonlySet<unknown> = new Set([
  'conversations',
  'home',
  'search',
  'uploads',
  'insights',
  'people',
]);

/** Marks as old what the news made old; what is on the screen is fetched anew. */
export function applyNews(client: QueryClient, news: News): void {
  if (news.kind === 'hello' && !news.resumed) void client.invalidateQueries({ predicate: isNoSession });
  if (news.kind === 'progress') showProgress(client, news);
  if (news.kind === 'change')
    void client.invalidateQueries({ predicate: ({ queryKey }) => isTouched(queryKey, news) });
}

const isNoSession = ({ queryKey }: { queryKey: readonly unknown[] }): boolean => queryKey[0] !== 'session';

function isTouched(queryKey: readonly unknown[], { type, id }: { type: string; id: string }): boolean {
  if (type.startsWith('upload.')) return queryKey[0] === uploadsKey[0];
  if (type.startsWith('webhook.')) return queryKey.includes('webhooks');
  return lists.has(queryKey[0]) || queryKey.includes(id);
}

function showProgress(client: QueryClient, { id, step, progress }: News & { kind: 'progress' }): void {
  client.setQueryData<StepProgress>(progressKey(id), { step, progress });
  client.setQueryData<{ uploads: Schemas['Upload'][] }>(
    uploadsKey,
    (known) =>
      known && {
        ...known,
        uploads: known.uploads.map((upload) => moved(upload, id, { kind: step, progress })),
      },
  );
}

function moved(
  upload: Schemas['Upload'],
  id: string,
  step: { kind: string; progress: number },
): Schemas['Upload'] {
  const { conversation } = upload;
  if (conversation?.id !== id || conversation.status !== 'processing') return upload;
  return { ...upload, conversation: { ...conversation, step } };
}

/** News out of a message of the stream; null for one that this version does not know. */
export function readNews(event: string, text: string): News | null {
  const data: Record<string, unknown> = JSON.parse(text);
  const [id, type, step] = [String(data['id']), String(data['type']), String(data['step'])];
  if (event === 'hello') return { kind: 'hello', resumed: data['resumed'] === true };
  if (event === 'change') return { kind: 'change', type, id };
  if (event === 'progress') return { kind: 'progress', id, step, progress: Number(data['progress']) };
  return event === 'ended' ? { kind: 'ended', reason: String(data['reason']) } : null;
}

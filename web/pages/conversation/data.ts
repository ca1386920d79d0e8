import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ApiFailure, answerOf, api, type Schemas } from '../../api.ts';

export type Conversation = Schemas['ConversationPage'];
export type Transcript = Schemas['TranscriptPage'];
export type Sentence = Transcript['sentences'][number];
export type Speaker = Transcript['speakers'][number];
export type Insight = Conversation['insights'][number];
export type InsightType = Insight['type'];
export type Participant = Conversation['participants'][number];
export type Recording = NonNullable<Conversation['recording']>;
export type Range = Schemas['SentenceRange'];
export type Directory = Schemas['Directory'];

export const conversationKey = (id: string) => ['conversation', id] as const;
export const transcriptKey = (id: string) => ['transcript', id] as const;

/** The path of one conversation, as the contract's operations take it. */
export const pathOf = (id: string) => ({ path: { id } });

export const useConversation = (id: string) =>
  useQuery({
    queryKey: conversationKey(id),
    queryFn: async () =>
      (await answerOf(api.GET('/conversations/{id}', { params: pathOf(id) }))).conversation,
    refetchOnWindowFocus: true,
  });

/** Asked for at once with the conversation, so that the words need not wait for it; null while there are none. */
export function useTranscript(id: string, newest: number | null | undefined) {
  const client = useQueryClient();
  const query = useQuery({ queryKey: transcriptKey(id), queryFn: () => fetchTranscript(id) });
  const known = query.data?.revision ?? (query.data === null ? 0 : undefined);
  useEffect(() => {
    if (known !== undefined && (newest ?? 0) > known)
      void client.invalidateQueries({ queryKey: transcriptKey(id) });
  }, [client, id, known, newest]);
  return query;
}

async function fetchTranscript(id: string): Promise<Transcript | null> {
  try {
    return await answerOf(api.GET('/conversations/{id}/transcript', { params: pathOf(id) }));
  } catch (error) {
    if (error instanceof ApiFailure && error.status === 404) return null;
    throw error;
  }
}

/** People, departments and types to choose from. */
export const useDirectory = () =>
  useQuery({ queryKey: ['directory'], queryFn: () => answerOf(api.GET('/directory')) });

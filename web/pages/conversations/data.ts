import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../../api.ts';
import type { ListQuery } from './query.ts';

export type Row = Schemas['ConversationRow'];

const pageRows = 50;
export const listKey = 'conversations';

export function useConversations(query: ListQuery) {
  return useInfiniteQuery({
    queryKey: [listKey, query],
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam === null ? {} : { cursor: pageParam };
      return answerOf(
        api.GET('/conversations', { params: { query: { ...query, ...cursor, limit: pageRows } }, signal }),
      );
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor: next }) => next,
    placeholderData: keepPreviousData,
  });
}

/** Users, teams, departments and types of the account. */
export const useDirectory = () =>
  useQuery({
    queryKey: ['directory'],
    queryFn: () => answerOf(api.GET('/directory')),
    staleTime: 5 * 60_000,
  });

export const useTopics = (enabled: boolean) =>
  useQuery({
    queryKey: ['topics'],
    queryFn: () => answerOf(api.GET('/conversations/topics')),
    staleTime: 5 * 60_000,
    enabled,
  });

export const viewsKey = ['saved-views'];
export const useViews = () =>
  useQuery({
    queryKey: viewsKey,
    queryFn: async () => (await answerOf(api.GET('/saved-views'))).saved_views,
  });

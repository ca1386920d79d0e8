import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../../../api.ts';
import { sessionKey } from '../../../session.tsx';

export type OwnSession = Schemas['SessionList']['sessions'][number];

const key = ['settings', 'sessions'] as const;

export const useSessions = () => useQuery({ queryKey: key, queryFn: () => answerOf(api.GET('/sessions')) });

export interface ProfileChanges {
  name: string;
  email?: string;
  current_password?: string;
}

export function useChangeProfile() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ProfileChanges) => answerOf(api.PATCH('/profile', { body })),
    onSuccess: ({ session }) => client.setQueryData(sessionKey, session),
  });
}

export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { current_password: string; password: string }) =>
      answerOf(api.PUT('/session/password', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  });
}

export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answerOf(api.DELETE('/sessions/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  });
}

export const endAllSessions = (): Promise<unknown> => answerOf(api.DELETE('/sessions'));

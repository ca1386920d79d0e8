import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  answerOf,
  api,
  apiPrefix,
  failureOf,
  ownHeader,
  type Schemas,
  sessionRefresh,
} from '../../../api.ts';
import { sessionKey } from '../../../session.tsx';

export type Settings = Schemas['AccountSettings'];
export type Changes = Schemas['AccountChanges'];

const key = ['settings', 'account'] as const;

export const useSettings = () => useQuery({ queryKey: key, queryFn: () => answerOf(api.GET('/account')) });

/** Keeps the answer, and asks for the session again: the shell shows name and logo. */
function useKept<Given>(change: (given: Given) => Promise<Settings>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (settings) => {
      client.setQueryData(key, settings);
      return client.invalidateQueries({ queryKey: sessionKey });
    },
  });
}

export const useChange = () => useKept((body: Changes) => answerOf(api.PATCH('/account', { body })));

/** The picture's bytes as they are; null takes the logo away. */
export const useLogo = () =>
  useKept(async (picture: File | null) => {
    if (!picture) {
      await answerOf(api.DELETE('/account/logo'));
      return answerOf(api.GET('/account'));
    }
    const request = new Request(`${apiPrefix}/account/logo`, {
      method: 'PUT',
      headers: { ...ownHeader, 'content-type': picture.type },
      body: picture,
    });
    const response = await sessionRefresh.fetch(request);
    const body: unknown = await response.json();
    if (!response.ok) throw failureOf(body, response);
    return body as Settings;
  });

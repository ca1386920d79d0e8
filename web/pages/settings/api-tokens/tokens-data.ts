import { useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../../../api.ts';

export type Token = Schemas['ApiToken'];
export type TokenScopes = Awaited<ReturnType<typeof fetchScopes>>;

const tokensKey = ['tokens'] as const;

const fetchScopes = () => answerOf(api.GET('/token-scopes'));

export const useTokens = () =>
  useQuery({
    queryKey: tokensKey,
    queryFn: async () => (await answerOf(api.GET('/tokens'))).tokens,
  });

export const useTokenScopes = () =>
  useQuery({ queryKey: ['token-scopes'], queryFn: fetchScopes, staleTime: Number.POSITIVE_INFINITY });

/** To be called after a change: tokens and the webhooks that are bound to them are read again. */
export function useTokensChanged(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: tokensKey }),
      client.invalidateQueries({ queryKey: ['webhooks'] }),
    ]);
  };
}

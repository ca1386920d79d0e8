import { useQuery, useQueryClient } from '@tanstack/react-query';

const key = ['api-reference-token'] as const;

/**
 * The token to try with: in the query cache, which is memory, and nowhere else. It goes with the session, as all that
 * is cached does.
 */
export function useTryToken(): [token: string, setToken: (token: string) => void] {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => '',
    initialData: '',
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return [data, (token) => client.setQueryData(key, token)];
}

import { QueryClient } from '@tanstack/react-query';
import { ApiFailure } from './api.ts';

/** A refusal stays one; only what the network or the server failed at is tried again. */
function mayHelpToRetry(failures: number, error: Error): boolean {
  const passing = !(error instanceof ApiFailure) || error.status >= 500;
  return passing && failures < 2;
}

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, retry: mayHelpToRetry, refetchOnWindowFocus: false },
      mutations: { retry: false },
    },
  });

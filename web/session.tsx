import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { Redirect, useLocation } from 'wouter';
import { ApiFailure, answerOf, api, type Schemas, sessionRefresh } from './api.ts';
import { ErrorState } from './parts/error-state.tsx';

export type Session = Schemas['SessionAnswer']['session'];
export type Role = Session['user']['role'];

const roles: readonly Role[] = ['member', 'manager', 'admin', 'owner'];

export const hasRole = (role: Role, least: Role): boolean => roles.indexOf(role) >= roles.indexOf(least);

export const sessionKey = ['session'] as const;

/** Another person, or nobody, is signed in from now on: nothing that the one before fetched stays. */
export function setSession(client: QueryClient, session: Session | null): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
  client.setQueryData(sessionKey, session);
}

/** Null where nobody is signed in. */
export async function fetchSession(): Promise<Session | null> {
  try {
    return (await answerOf(api.GET('/session'))).session;
  } catch (error) {
    if (error instanceof ApiFailure && error.status === 401) return null;
    throw error;
  }
}

export const useSessionQuery = () =>
  useQuery({ queryKey: sessionKey, queryFn: fetchSession, staleTime: Number.POSITIVE_INFINITY });

const SessionContext = createContext<Session | null>(null);

/** Who is signed in. Only below SessionGate. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession stands outside of SessionGate');
  return session;
}

/** Shows its children to those that are signed in, and sends all others to the sign-in page and back. */
export function SessionGate({ children, waiting }: { children: ReactNode; waiting: ReactNode }): ReactNode {
  const client = useQueryClient();
  const { data: session, error, refetch } = useSessionQuery();
  const [path] = useLocation();
  useEffect(() => {
    const end = (): void => setSession(client, null);
    sessionRefresh.events.addEventListener('ended', end);
    return () => sessionRefresh.events.removeEventListener('ended', end);
  }, [client]);
  if (session) return <SessionContext value={session}>{children}</SessionContext>;
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  if (session === undefined) return waiting;
  // wouter's useSearch gives it decoded, which is not the same any more.
  const here = path + location.search;
  return <Redirect to={here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`} replace />;
}

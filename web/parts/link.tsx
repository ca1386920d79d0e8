import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { answerOf, api, type Schemas } from '../api.ts';
import { type Session, setSession } from '../session.tsx';
import { Entry, EntrySkeleton } from './entry.tsx';
import { ErrorState } from './error-state.tsx';
import { partTexts as texts } from './texts.ts';

export type LinkFacts = Schemas['LinkAnswer'];

interface WithLinkProps {
  purpose: LinkFacts['purpose'];
  children: (link: { secret: string; facts: LinkFacts }) => ReactNode;
}

/** Asks the server what the link of this page is for. The secret stands behind the #, which no server is sent. */
export function WithLink({ purpose, children }: WithLinkProps): ReactNode {
  const secret = location.hash.slice(1);
  const { data, error, refetch } = useQuery({
    queryKey: ['link', secret],
    queryFn: () => answerOf(api.POST('/links/check', { body: { link: secret } })),
    enabled: secret !== '',
    // It may be used up meanwhile, by this page: then the page goes on with what it knows.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (data?.purpose === purpose) return children({ secret, facts: data });
  if (error && !('status' in error && error.status === 404))
    return <ErrorState error={error} onRetry={refetch} />;
  if (secret !== '' && !error && !data) return <EntrySkeleton />;
  return <Entry title={texts.linkGone}>{texts.linkGoneHint}</Entry>;
}

/** For what lets somebody in: keeps the session and goes to a page of the app. */
export function useEntered(): (answer: { session: Session }, path?: string) => void {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  return ({ session }, path = '/') => {
    setSession(client, session);
    navigate(path, { replace: true });
  };
}

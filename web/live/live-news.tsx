import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { fetchSession, useSession } from '../session.tsx';
import { applyNews } from './news.ts';
import { shareOneStream } from './one-stream.ts';

/** Keeps all that the query cache holds fresh, without asking again and again. */
export function LiveNews(): null {
  const client = useQueryClient();
  const { user, account } = useSession();
  const name = `meetric-live-${account.id}-${user.id}`;
  useEffect(
    () =>
      shareOneStream({
        name,
        onNews: ({ news }) => applyNews(client, news),
        isSignedIn: async () => (await fetchSession()) !== null,
      }),
    [client, name],
  );
  return null;
}

import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { ConfirmDanger } from '../../../parts/confirm-danger.tsx';
import { DateTime } from '../../../parts/date-time.tsx';
import { ErrorState } from '../../../parts/error-state.tsx';
import { toast, toastError } from '../../../parts/toast.ts';
import { setSession } from '../../../session.tsx';
import { agentName } from './agent.ts';
import classes from './profile.module.css';
import { endAllSessions, type OwnSession, useEndSession, useSessions } from './queries.ts';
import { profileTexts as texts } from './texts.ts';

export function SessionList(): ReactNode {
  const { data, error, refetch } = useSessions();
  const [asks, setAsks] = useState(false);
  const signOut = useSignOutEverywhere();
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <Skeleton height={64} />;
  return (
    <Stack gap="md">
      <div>
        {data.sessions.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </div>
      <Button variant="default" w="fit-content" onClick={() => setAsks(true)}>
        {texts.everywhere}
      </Button>
      <ConfirmDanger
        opened={asks}
        onClose={() => setAsks(false)}
        title={texts.everywhereTitle}
        action={texts.everywhere}
        onConfirm={signOut}
      >
        {texts.everywhereText}
      </ConfirmDanger>
    </Stack>
  );
}

function SessionRow({ session }: { session: OwnSession }): ReactNode {
  const end = useEndSession();
  const agent = agentName(session.user_agent);
  return (
    <div className={classes.row}>
      <div>
        <Text size="sm" fw={500}>
          {agent}
        </Text>
        <Text size="sm" c="dimmed">
          {session.is_current ? (
            <span className={classes.current}>{texts.current}</span>
          ) : (
            <>
              {texts.lastUsed} <DateTime at={session.last_used_at} />
            </>
          )}
        </Text>
      </div>
      {!session.is_current && (
        <Button
          variant="default"
          aria-label={texts.endOf(agent)}
          loading={end.isPending}
          onClick={() => end.mutateAsync(session.id).then(() => toast({ message: texts.ended }), toastError)}
        >
          {texts.end}
        </Button>
      )}
    </div>
  );
}

function useSignOutEverywhere(): () => Promise<void> {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  return () =>
    endAllSessions().then(() => {
      navigate('/sign-in');
      setSession(client, null);
    }, toastError);
}

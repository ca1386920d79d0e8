import { Button, Group, Select, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import { answerOf, api, type Schemas } from '../../../api.ts';
import { DateTime } from '../../../parts/date-time.tsx';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { ErrorState } from '../../../parts/error-state.tsx';
import { PageHead } from '../../../parts/page-head.tsx';
import { PageSkeleton } from '../../../parts/page-skeleton.tsx';
import { toast, toastError } from '../../../parts/toast.ts';
import classes from './audit.module.css';
import { auditTexts as texts } from './texts.ts';

type Entry = Schemas['AuditEntry'];

export default function AuditPage(): ReactNode {
  const [search, setSearch] = useSearchParams();
  const action = search.get('action') ?? undefined;
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useAudit(action);
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  const entries = data?.pages.flatMap((page) => page.entries);
  return (
    <>
      <PageHead title={texts.title} facts={texts.facts} actions={<VerifyButton />} />
      <Select
        aria-label={texts.filter}
        placeholder={texts.all}
        data={texts.actions}
        value={action ?? null}
        onChange={(chosen) => setSearch(chosen ? { action: chosen } : {})}
        clearable
        searchable
        maw={360}
        mb="md"
      />
      {!entries && <PageSkeleton />}
      {entries?.length === 0 && <EmptyState title={texts.none} hint={texts.noneHint} />}
      <ul className={classes.list}>
        {entries?.map((entry) => (
          <AuditRow key={entry.sequence} entry={entry} />
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" mt="md" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {texts.more}
        </Button>
      )}
    </>
  );
}

function useAudit(action: string | undefined) {
  return useInfiniteQuery({
    queryKey: ['settings', 'audit', action],
    queryFn: ({ pageParam }) =>
      answerOf(api.GET('/audit', { params: { query: { action, before: pageParam ?? undefined } } })),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.before,
  });
}

function AuditRow({ entry }: { entry: Entry }): ReactNode {
  const { actor, action, subject, at, details } = entry;
  const told = Object.entries(details).map(([name, value]) => `${name}: ${String(value)}`);
  return (
    <li className={classes.row}>
      <Group gap="xs" justify="space-between" align="baseline">
        <Text className={classes.words}>
          <b>{actor.name ?? texts.actors[actor.kind]}</b> {texts.wordsOf(action)}{' '}
          {subject.name === null ? <span className={classes.erased}>{texts.erased}</span> : subject.name}
        </Text>
        <Text size="xs" c="dimmed">
          <DateTime at={at} />
        </Text>
      </Group>
      {told.length > 0 && (
        <Text size="xs" c="dimmed">
          {told.join(' · ')}
        </Text>
      )}
    </li>
  );
}

function VerifyButton(): ReactNode {
  const verify = useMutation({ mutationFn: () => answerOf(api.GET('/audit/verification')) });
  const run = (): void =>
    verify.mutate(undefined, {
      onSuccess: ({ whole, entries, problem }) =>
        void toast(
          whole
            ? { message: texts.whole(entries), tone: 'positive' }
            : { message: texts.broken(entries + 1, problem ?? ''), tone: 'negative', timeoutMs: 30_000 },
        ),
      onError: toastError,
    });
  return (
    <Button variant="default" loading={verify.isPending} onClick={run}>
      {texts.verify}
    </Button>
  );
}

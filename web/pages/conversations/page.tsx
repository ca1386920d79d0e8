import { Skeleton, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useMemo } from 'react';
import { ErrorState } from '../../parts/error-state.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { useUrlParams } from '../../parts/url-params.ts';
import { BulkBar } from './bulk/bulk-bar.tsx';
import { useConversations } from './data.ts';
import { Empty } from './empty.tsx';
import { FilterBar } from './filters/filter-bar.tsx';
import { filtersOf, queryOf, sortOf } from './query.ts';
import { ConversationList } from './rows/conversation-list.tsx';
import { listTexts as texts } from './texts.ts';
import { useSelection } from './use-selection.ts';

export default function ConversationsPage(): ReactNode {
  const [params, setParams] = useUrlParams();
  const change = useCallback(
    (changes: Readonly<Record<string, string | null>>) => setParams(changes),
    [setParams],
  );
  return (
    <>
      <PageHead title={texts.title} />
      <FilterBar params={params} onChange={change} />
      <Found params={params} />
    </>
  );
}

function Found({ params }: { params: URLSearchParams }): ReactNode {
  const query = useMemo(() => queryOf(params), [params]);
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useConversations(query);
  const rows = useMemo(() => data?.pages.flatMap(({ conversations }) => conversations) ?? [], [data]);
  const selection = useSelection();
  const place = usePlace(params.toString());
  const words = params.get('q')?.trim() ?? '';
  const onlyRead = data?.pages.at(-1)?.search?.only_read_for_phrases ?? null;
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <Rows />;
  if (rows.length === 0)
    return (
      <>
        <OnlyRead count={onlyRead} />
        <Empty words={words} isFiltered={Object.keys(filtersOf(params)).length > 0} />
      </>
    );
  const sort = sortOf(params);
  return (
    <>
      <SecondTry told={data.pages[0]?.search?.second_try ?? []} />
      <OnlyRead count={onlyRead} />
      <ConversationList
        // Another list begins at its top.
        key={params.toString()}
        rows={rows}
        words={words}
        isByDay={sort === 'newest' || sort === 'oldest'}
        selection={selection}
        hasMore={hasNextPage}
        onEnd={() => hasNextPage && !isFetchingNextPage && void fetchNextPage()}
        place={place}
      />
      <BulkBar rows={rows} selection={selection} />
    </>
  );
}

/** Where the reader was in this list, for when he or she comes back. */
function usePlace(address: string): { first: number; keep: (first: number) => void } {
  const client = useQueryClient();
  return useMemo(() => {
    const key = ['place-in-list', address];
    return {
      first: client.getQueryData<number>(key) ?? 0,
      keep: (first: number) => void client.setQueryData(key, first),
    };
  }, [client, address]);
}

function SecondTry({ told }: { told: readonly { typed: string; words: readonly string[] }[] }): ReactNode {
  return told.map(({ typed, words }) => (
    <Text key={typed} c="dimmed" mb="xs" role="status">
      {texts.secondTry(typed, words.join(', '))}
    </Text>
  ));
}

function OnlyRead({ count }: { count: number | null }): ReactNode {
  if (count === null) return null;
  return (
    <Text c="dimmed" mb="xs" role="status">
      {texts.onlyRead(count)}
    </Text>
  );
}

const places = Array.from({ length: 10 }, (_, index) => index);

function Rows(): ReactNode {
  return (
    <Stack gap={8} mt="xl" aria-busy="true">
      {places.map((place) => (
        <Skeleton key={place} height={48} />
      ))}
    </Stack>
  );
}

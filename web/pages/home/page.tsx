import { Code, SegmentedControl, Skeleton, Stack } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { answerOf, api } from '../../api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { useUrlParams } from '../../parts/url-params.ts';
import { useSession } from '../../session.tsx';
import { ActionItems } from './action-items.tsx';
import { type Days, type Home, periods, useHome } from './data.ts';
import classes from './home.module.css';
import { News } from './news.tsx';
import { homeTexts as texts } from './texts.ts';
import { Trends } from './trends.tsx';

export default function HomePage(): ReactNode {
  const [params, setParams] = useUrlParams();
  const days = periods.find((one) => String(one) === params.get('days')) ?? 28;
  const { data, error, refetch } = useHome(days);
  const isThere = data !== undefined;
  useEffect(() => {
    // Without this the page still serves; the next visit tells more news than there are.
    if (isThere) void answerOf(api.POST('/home/visits')).catch(() => {});
  }, [isThere]);
  const { user } = useSession();
  const name = user.name.split(' ')[0] ?? user.name;
  return (
    <>
      <PageHead
        title={greetingAt(new Date().getHours())(name)}
        facts={data ? texts.today(data.today) : <Skeleton height={20} width={180} component="span" />}
      />
      {error && !data && <ErrorState error={error} onRetry={refetch} />}
      {!error && !data && <Waiting />}
      {data && <Content home={data} days={days} onDays={(value) => setParams({ days: String(value) })} />}
    </>
  );
}

interface ContentProps {
  home: Home;
  days: Days;
  onDays: (days: Days) => void;
}

function Content({ home, days, onDays }: ContentProps): ReactNode {
  const isEmpty = home.news_count === 0 && home.weeks.every(({ conversations }) => conversations === 0);
  if (isEmpty)
    return (
      <EmptyState title={texts.emptyTitle} hint={texts.emptyHint}>
        <Code>{texts.command}</Code>
      </EmptyState>
    );
  return (
    <Stack gap="xl">
      <div className={classes.columns}>
        <News home={home} />
        <ActionItems home={home} />
      </div>
      <section aria-label={texts.period}>
        <SegmentedControl
          aria-label={texts.period}
          value={String(days)}
          onChange={(value) => onDays(periods.find((one) => String(one) === value) ?? 28)}
          data={periods.map((value) => ({ value: String(value), label: texts.days[value] }))}
          mb="md"
        />
        <Trends home={home} />
      </section>
    </Stack>
  );
}

function Waiting(): ReactNode {
  return (
    <Stack gap="xl" aria-busy="true">
      <div className={classes.columns}>
        <Skeleton height={260} />
        <Skeleton height={260} />
      </div>
      <div className={classes.trends}>
        {texts.waiting.map((part) => (
          <Skeleton key={part} height={190} />
        ))}
      </div>
    </Stack>
  );
}

function greetingAt(hour: number): (name: string) => string {
  if (hour < 12) return texts.morning;
  return hour < 18 ? texts.day : texts.evening;
}

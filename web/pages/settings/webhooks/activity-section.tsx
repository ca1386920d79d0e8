import { Skeleton, Text, Title } from '@mantine/core';
import { lazy, type ReactNode, Suspense } from 'react';
import { webhookTexts as texts } from './texts.ts';
import { useActivity } from './webhooks-data.ts';

const ActivityChart = lazy(() => import('./activity-chart.tsx'));

/** What was sent in the last 24 hours, as a sentence and a chart. */
export function ActivitySection({ id }: { id: string }): ReactNode {
  const { data } = useActivity();
  const own = data?.webhooks.find((one) => one.id === id);
  const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
  return (
    <section>
      <Title order={2} mb="xs">
        {texts.columns.activity}
      </Title>
      {data && (
        <Text c="dimmed" mb="xs">
          {own ? texts.activity(total(own.succeeded), total(own.failed)) : texts.nothingSent}
        </Text>
      )}
      {data && own && (
        <Suspense fallback={<Skeleton height={150} />}>
          <ActivityChart hours={data.hours} own={own} />
        </Suspense>
      )}
      {!data && <Skeleton height={20} width={180} />}
    </section>
  );
}

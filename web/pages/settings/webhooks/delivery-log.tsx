import { Anchor, Button, Group, Select, Stack, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Ago } from '../../../parts/ago.tsx';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { ErrorState } from '../../../parts/error-state.tsx';
import { usePhone } from '../../../parts/phone.ts';
import { RowsSkeleton } from '../../../parts/rows-skeleton.tsx';
import { useUrlParams } from '../../../parts/url-params.ts';
import { answerOfDelivery, EventName, StatusWord } from './delivery-words.tsx';
import { ReplayMany } from './replay-many.tsx';
import { webhookTexts as texts } from './texts.ts';
import classes from './webhooks.module.css';
import {
  type Delivery,
  type LogFilters,
  type LogTime,
  logTimesMs,
  useLog,
  type Webhook,
} from './webhooks-data.ts';

const statuses = ['pending', 'succeeded', 'failed', 'skipped', 'cancelled'] as const;
const times = Object.keys(logTimesMs) as LogTime[];

/** The log of a webhook; its filters stand in the address. */
export function DeliveryLog({ webhook }: { webhook: Webhook }): ReactNode {
  const [params, change] = useUrlParams();
  const filters: LogFilters = {
    status: statuses.find((status) => status === params.get('status')) ?? null,
    event: webhook.events.find((event) => event === params.get('event')) ?? null,
    time: times.find((time) => time === params.get('time')) ?? 'week',
  };
  const log = useLog(webhook.id, filters);
  const rows = log.data?.pages.flatMap(({ deliveries }) => deliveries);
  const isFiltered = filters.status !== null || filters.event !== null || filters.time !== 'week';
  return (
    <Stack component="section" gap="md">
      <Group justify="space-between">
        <Title order={2}>{texts.log}</Title>
        <Group gap="xs">
          <Button variant="default" loading={log.isRefetching} onClick={() => void log.refetch()}>
            {texts.refresh}
          </Button>
          <ReplayMany webhook={webhook} />
        </Group>
      </Group>
      <Filters filters={filters} events={webhook.events} onChange={change} />
      {log.error && !rows && <ErrorState error={log.error} onRetry={log.refetch} />}
      {!rows && !log.error && <RowsSkeleton height={44} />}
      {rows?.length === 0 &&
        (isFiltered ? (
          <EmptyState title={texts.logNone}>
            <Button variant="default" onClick={() => change({ status: null, event: null, time: null })}>
              {texts.clearFilters}
            </Button>
          </EmptyState>
        ) : (
          <EmptyState title={texts.logEmpty} hint={texts.logEmptyHint} />
        ))}
      {rows && rows.length > 0 && <Rows rows={rows} />}
      {log.hasNextPage && (
        <Group>
          <Button variant="default" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {texts.loadMore}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

interface FiltersProps {
  filters: LogFilters;
  events: readonly Delivery['event'][];
  onChange: (changes: Readonly<Record<string, string | null>>) => void;
}

function Filters({ filters, events, onChange }: FiltersProps): ReactNode {
  return (
    <div className={classes.filters}>
      <Select
        label={texts.filters.status}
        placeholder={texts.anyStatus}
        data={statuses.map((value) => ({ value, label: texts.statuses[value] }))}
        value={filters.status}
        onChange={(status) => onChange({ status })}
        clearable
      />
      <Select
        label={texts.filters.event}
        placeholder={texts.anyEvent}
        data={[...events]}
        value={filters.event}
        onChange={(event) => onChange({ event })}
        clearable
      />
      <Select
        label={texts.filters.time}
        data={times.map((value) => ({ value, label: texts.times[value] }))}
        value={filters.time}
        onChange={(time) => onChange({ time: time === 'week' ? null : time })}
        allowDeselect={false}
      />
    </div>
  );
}

function Rows({ rows }: { rows: readonly Delivery[] }): ReactNode {
  const { logColumns: columns } = texts;
  if (usePhone()) return <Cards rows={rows} />;
  return (
    <Table verticalSpacing="xs" highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          {[columns.status, columns.event, columns.attempts, columns.answer, columns.made].map((heading) => (
            <Table.Th key={heading}>{heading}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((delivery) => (
          <Table.Tr key={delivery.id}>
            <Table.Td>
              <StatusWord status={delivery.status} />
            </Table.Td>
            <Table.Td>
              <Anchor component={Link} size="sm" href={pathOf(delivery)}>
                <EventName delivery={delivery} />
              </Anchor>
            </Table.Td>
            <Table.Td>{delivery.attempts}</Table.Td>
            <Table.Td title={delivery.reason ?? undefined}>{answerOfDelivery(delivery)}</Table.Td>
            <Table.Td>
              <Ago at={delivery.created_at} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Cards({ rows }: { rows: readonly Delivery[] }): ReactNode {
  return (
    <ul className={classes.cards}>
      {rows.map((delivery) => (
        <li key={delivery.id} className={classes.card}>
          <div className={classes.cardRow}>
            <StatusWord status={delivery.status} />
            <Ago at={delivery.created_at} />
          </div>
          <Anchor component={Link} size="sm" href={pathOf(delivery)} className={classes.cardLink}>
            <EventName delivery={delivery} />
          </Anchor>
          <Text c="dimmed" size="sm">
            {delivery.reason ?? answerOfDelivery(delivery)}
          </Text>
        </li>
      ))}
    </ul>
  );
}

const pathOf = ({ webhook_id, id }: Delivery): string => `/settings/webhooks/${webhook_id}/deliveries/${id}`;

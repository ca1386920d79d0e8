import { Anchor, Button, Group, Stack, Switch, Table, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'wouter';
import { ApiFailure, answerOf, api } from '../../../api.ts';
import { CopyButton } from '../../../parts/copy-button.tsx';
import { DateTime } from '../../../parts/date-time.tsx';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { ErrorState } from '../../../parts/error-state.tsx';
import { PageHead } from '../../../parts/page-head.tsx';
import { RowsSkeleton } from '../../../parts/rows-skeleton.tsx';
import { toast } from '../../../parts/toast.ts';
import { useDeed } from '../../../parts/use-deed.ts';
import { StatusWord } from './delivery-words.tsx';
import { wordsOf } from './replay-many.tsx';
import { webhookTexts as texts } from './texts.ts';
import classes from './webhooks.module.css';
import {
  type Delivery,
  type DeliveryAnswer,
  followDelivery,
  newReplayKey,
  useDelivery,
} from './webhooks-data.ts';

/** A delivery's page: its attempts, and the request as it was sent. */
export function OneDelivery(): ReactNode {
  const { id = '', delivery = '' } = useParams();
  const { data, error, refetch } = useDelivery(delivery);
  const back = (
    <Anchor component={Link} size="sm" href={`/settings/webhooks/${id}`} className={classes.back}>
      {texts.back}
    </Anchor>
  );
  if (data)
    return (
      <>
        {back}
        <Found answer={data} />
      </>
    );
  if (error instanceof ApiFailure && [400, 404].includes(error.status))
    return (
      <EmptyState title={texts.deliveryUnknown} hint={texts.deliveryUnknownHint}>
        {back}
      </EmptyState>
    );
  return error ? <ErrorState error={error} onRetry={refetch} /> : <RowsSkeleton />;
}

function Found({ answer }: { answer: DeliveryAnswer }): ReactNode {
  const { delivery, attempts, request } = answer;
  return (
    <>
      <PageHead
        title={delivery.event}
        facts={<Facts delivery={delivery} />}
        actions={<Replay delivery={delivery} />}
      />
      <Stack gap="xl">
        <Text component="div" size="sm" aria-live="polite">
          <StatusWord status={delivery.status} />
          {delivery.reason && <> · {delivery.reason}</>}
        </Text>
        <Attempts attempts={attempts} />
        {'gone' in request ? (
          <Text c="dimmed" size="sm">
            {texts.gone[request.gone]}
          </Text>
        ) : (
          <Request request={request} />
        )}
      </Stack>
    </>
  );
}

function Facts({ delivery }: { delivery: Delivery }): ReactNode {
  return (
    <>
      <DateTime at={delivery.created_at} /> · {delivery.id} · {texts.conversation}{' '}
      {delivery.is_test ? (
        texts.madeUp
      ) : (
        <Anchor component={Link} size="sm" href={`/conversations/${delivery.conversation_id}`}>
          {delivery.conversation_id}
        </Anchor>
      )}
    </>
  );
}

function Replay({ delivery }: { delivery: Delivery }): ReactNode {
  const client = useQueryClient();
  const deed = useDeed();
  const replay = () =>
    deed.run(async () => {
      const params = { path: { id: delivery.id } };
      const body = { key: newReplayKey() };
      const answer = await answerOf(api.POST('/webhook-deliveries/{id}/replay', { params, body }));
      void toast({ message: wordsOf(answer), tone: 'positive' });
      if ((await followDelivery(client, delivery.id, delivery.attempts)) === null)
        void toast({ message: texts.replayWaits });
    });
  return (
    <Button loading={deed.busy} onClick={replay}>
      {texts.replay}
    </Button>
  );
}

function Attempts({ attempts }: { attempts: DeliveryAnswer['attempts'] }): ReactNode {
  const { attemptColumns: columns } = texts;
  return (
    <Stack component="section" gap="xs">
      <Title order={2}>{texts.attempts}</Title>
      {attempts.length === 0 ? (
        <Text c="dimmed" size="sm">
          {texts.noAttempts}
        </Text>
      ) : (
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              {[columns.n, columns.at, columns.outcome, columns.latency].map((heading) => (
                <Table.Th key={heading}>{heading}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {attempts.map(({ attempt, at, outcome, response_status: status, latency_ms: ms }) => (
              <Table.Tr key={attempt}>
                <Table.Td>{attempt}</Table.Td>
                <Table.Td>
                  <DateTime at={at} />
                </Table.Td>
                <Table.Td>{status ?? outcome}</Table.Td>
                <Table.Td>{ms.toLocaleString()} ms</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  );
}

type Sent = Exclude<DeliveryAnswer['request'], { gone: string }>;

function Request({ request }: { request: Sent }): ReactNode {
  const headers = request.headers.map(({ name, value }) => `${name}: ${value}`).join('\n');
  const isMail = request.url === null && request.headers.some(({ name }) => name === 'to');
  return (
    <>
      <Stack component="section" gap="xs">
        <Group justify="space-between">
          <Title order={2}>{isMail ? texts.mailHeaders : texts.headers}</Title>
          <CopyButton text={headers} label={texts.copyHeaders} size="xs" />
        </Group>
        {!isMail && (
          <Text c="dimmed" size="sm">
            {texts.headersHint}
          </Text>
        )}
        <pre className={classes.code}>
          {request.url !== null && `POST ${request.url}\n`}
          {headers}
        </pre>
      </Stack>
      <Body request={request} />
    </>
  );
}

/** A longer one makes the page slow; it is copied whole. */
const longestShown = 200_000;

function Body({ request }: { request: Sent }): ReactNode {
  const [formatted, setFormatted] = useState(true);
  const { body, body_bytes: bytes, is_cut: isCut } = request;
  const text = formatted ? indented(body) : body;
  return (
    <Stack component="section" gap="xs">
      <Group justify="space-between">
        <Title order={2}>{texts.body}</Title>
        <Group>
          <Switch
            label={texts.formatted}
            checked={formatted}
            onChange={(event) => setFormatted(event.currentTarget.checked)}
          />
          <CopyButton text={body} label={texts.copyBody} size="xs" />
        </Group>
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it. */}
      <pre className={classes.code} tabIndex={0}>
        {text.slice(0, longestShown)}
      </pre>
      {(isCut || text.length > longestShown) && (
        <Text c="dimmed" size="sm">
          {texts.bodyCut(bytes)}
        </Text>
      )}
    </Stack>
  );
}

/** JSON over several lines; anything else as it is. */
function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

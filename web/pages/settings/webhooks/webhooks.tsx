import { Anchor, Button, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { DateTime } from '../../../parts/date-time.tsx';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { ErrorState } from '../../../parts/error-state.tsx';
import { PageHead } from '../../../parts/page-head.tsx';
import { usePhone } from '../../../parts/phone.ts';
import { RowsSkeleton } from '../../../parts/rows-skeleton.tsx';
import { HealthWord } from './health.tsx';
import { Sparkline } from './sparkline.tsx';
import { webhookTexts as texts } from './texts.ts';
import classes from './webhooks.module.css';
import { type Activity, useActivity, useWebhooks, type Webhook } from './webhooks-data.ts';

/** The list with health and the last day of each. */
export function Webhooks(): ReactNode {
  const { data, error, refetch } = useWebhooks();
  const webhooks = data?.webhooks;
  const hasSome = webhooks !== undefined && webhooks.length > 0;
  return (
    <>
      <PageHead title={texts.title} facts={texts.facts} actions={hasSome && <NewWebhook />} />
      {error && !webhooks && <ErrorState error={error} onRetry={refetch} />}
      {!webhooks && !error && <RowsSkeleton />}
      {webhooks?.length === 0 && (
        <EmptyState title={texts.empty} hint={texts.emptyHint}>
          <NewWebhook />
        </EmptyState>
      )}
      {hasSome && <Listed webhooks={webhooks} />}
    </>
  );
}

function NewWebhook(): ReactNode {
  return (
    <Button component={Link} href="/settings/webhooks/new">
      {texts.create}
    </Button>
  );
}

function Listed({ webhooks }: { webhooks: readonly Webhook[] }): ReactNode {
  const { data: activity } = useActivity();
  const isPhone = usePhone();
  const isPartly = activity && activity.since !== activity.hours[0];
  return (
    <>
      {isPhone ? (
        <Cards webhooks={webhooks} activity={activity} />
      ) : (
        <Rows webhooks={webhooks} activity={activity} />
      )}
      {isPartly && (
        <Text c="dimmed" size="xs" mt="md">
          {texts.countedSince} <DateTime at={activity.since} />
        </Text>
      )}
    </>
  );
}

interface ListProps {
  webhooks: readonly Webhook[];
  /** Undefined while it is not known. */
  activity: Activity | undefined;
}

function Rows({ webhooks, activity }: ListProps): ReactNode {
  const { columns } = texts;
  return (
    <Table verticalSpacing="sm" horizontalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          {[columns.url, columns.health, columns.activity, columns.token].map((heading) => (
            <Table.Th key={heading}>{heading}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {webhooks.map((webhook) => (
          <Table.Tr key={webhook.id}>
            <Table.Td className={classes.url}>
              <Target webhook={webhook} />
              <EventWords webhook={webhook} />
            </Table.Td>
            <Table.Td>
              <HealthWord webhook={webhook} />
            </Table.Td>
            <Table.Td>{activity && <Sparkline activity={activity} id={webhook.id} />}</Table.Td>
            <Table.Td className={classes.url}>
              <TokenOf webhook={webhook} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Cards({ webhooks, activity }: ListProps): ReactNode {
  return (
    <ul className={classes.cards}>
      {webhooks.map((webhook) => (
        <li key={webhook.id} className={classes.card}>
          <Target webhook={webhook} className={classes.cardLink} />
          <EventWords webhook={webhook} />
          <div className={classes.cardRow}>
            <HealthWord webhook={webhook} />
            {activity && <Sparkline activity={activity} id={webhook.id} />}
          </div>
          <TokenOf webhook={webhook} />
        </li>
      ))}
    </ul>
  );
}

function Target({ webhook, className }: { webhook: Webhook; className?: string }): ReactNode {
  return (
    <Anchor
      component={Link}
      size="sm"
      href={`/settings/webhooks/${webhook.id}`}
      fw={500}
      className={className}
    >
      <bdi>
        <Text span inherit lineClamp={3}>
          {webhook.url ?? texts.mailTo}
        </Text>
      </bdi>
    </Anchor>
  );
}

function EventWords({ webhook }: { webhook: Webhook }): ReactNode {
  const form = webhook.form === 'webhook' ? '' : `${texts.forms[webhook.form]} · `;
  return <div className={classes.dimmed}>{form + webhook.events.join(', ')}</div>;
}

export function TokenOf({ webhook: { token } }: { webhook: Webhook }): ReactNode {
  if (!token) return <span className={classes.dimmed}>{texts.noToken}</span>;
  return (
    <Anchor component={Link} size="sm" href={`/settings/api-tokens/${token.id}`}>
      <bdi>{shortened(token.name)}</bdi>
    </Anchor>
  );
}

const longestName = 60;

const shortened = (name: string): string =>
  name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;

import { Button, Menu, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { ApiFailure, answerOf, api } from '../../../api.ts';
import { ConfirmDanger } from '../../../parts/confirm-danger.tsx';
import { DateTime } from '../../../parts/date-time.tsx';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { ErrorState } from '../../../parts/error-state.tsx';
import { PageHead } from '../../../parts/page-head.tsx';
import { RowsSkeleton } from '../../../parts/rows-skeleton.tsx';
import { toast } from '../../../parts/toast.ts';
import { useDeed } from '../../../parts/use-deed.ts';
import { ActivitySection } from './activity-section.tsx';
import { DeliveryLog } from './delivery-log.tsx';
import { HealthSentence, HealthWord } from './health.tsx';
import { PauseOrResume } from './pause-or-resume.tsx';
import { RotateSecret } from './rotate-secret.tsx';
import { TestButton, TestResult, useTest } from './test-webhook.tsx';
import { webhookTexts as texts } from './texts.ts';
import { TokenOf } from './webhooks.tsx';
import { useWebhook, useWebhooksChanged, type Webhook } from './webhooks-data.ts';

/** A webhook's page: its health, a test, and the log of its deliveries. */
export function OneWebhook(): ReactNode {
  const { id = '' } = useParams();
  const { data, error, refetch } = useWebhook(id);
  if (data) return <Found webhook={data.webhook} />;
  if (error instanceof ApiFailure && [400, 404].includes(error.status)) return <Unknown />;
  return error ? <ErrorState error={error} onRetry={refetch} /> : <RowsSkeleton />;
}

function Unknown(): ReactNode {
  return (
    <EmptyState title={texts.unknown} hint={texts.unknownHint}>
      <Button component={Link} href="/settings/webhooks" variant="default">
        {texts.toList}
      </Button>
    </EmptyState>
  );
}

function Found({ webhook }: { webhook: Webhook }): ReactNode {
  const test = useTest(webhook.id);
  const [rotates, setRotates] = useState(false);
  const actions = (
    <>
      <PauseOrResume webhook={webhook} />
      <MoreMenu webhook={webhook} onRotate={() => setRotates(true)} />
      <TestButton test={test} />
    </>
  );
  return (
    <>
      <PageHead title={titleOf(webhook)} facts={<Facts webhook={webhook} />} actions={actions} />
      <Stack gap="xl">
        <Text component="div" size="sm">
          <HealthWord webhook={webhook} /> · <HealthSentence webhook={webhook} />
        </Text>
        <TestResult test={test} webhookId={webhook.id} />
        {(rotates || webhook.next_secret_at !== null) && (
          <RotateSecret webhook={webhook} onClose={() => setRotates(false)} />
        )}
        <ActivitySection id={webhook.id} />
        <DeliveryLog webhook={webhook} />
      </Stack>
    </>
  );
}

/** The host: the whole address stands beneath. */
const titleOf = ({ url }: Webhook): string => (url === null ? texts.mailTo : new URL(url).host);

function Facts({ webhook }: { webhook: Webhook }): ReactNode {
  return (
    <>
      {webhook.url !== null && (
        <div>
          <bdi>{webhook.url}</bdi>
        </div>
      )}
      {texts.forms[webhook.form]} · {webhook.events.join(', ')} · <TokenOf webhook={webhook} /> ·{' '}
      {texts.created} <DateTime at={webhook.created_at} form="date" />
    </>
  );
}

function MoreMenu({ webhook, onRotate }: { webhook: Webhook; onRotate: () => void }): ReactNode {
  const [asks, setAsks] = useState(false);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default">{texts.more}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {webhook.form === 'webhook' && <Menu.Item onClick={onRotate}>{texts.rotate}</Menu.Item>}
          <Menu.Item color="red" onClick={() => setAsks(true)}>
            {texts.delete}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <DeleteWebhook webhook={webhook} opened={asks} onClose={() => setAsks(false)} />
    </>
  );
}

interface DeleteProps {
  webhook: Webhook;
  opened: boolean;
  onClose: () => void;
}

function DeleteWebhook({ webhook, opened, onClose }: DeleteProps): ReactNode {
  const [, navigate] = useLocation();
  const changed = useWebhooksChanged();
  const deed = useDeed();
  const remove = (): Promise<boolean> =>
    deed.run(async () => {
      const params = { path: { id: webhook.id } };
      const { cancelled } = await answerOf(api.DELETE('/webhooks/{id}', { params }));
      void toast({ message: texts.deleted(cancelled) });
      navigate('/settings/webhooks');
      await changed();
    });
  return (
    <ConfirmDanger
      opened={opened}
      onClose={onClose}
      title={texts.deleteTitle}
      action={texts.delete}
      onConfirm={remove}
    >
      <bdi>{webhook.url}</bdi>
      <Text mt="xs">{texts.deleteText}</Text>
    </ConfirmDanger>
  );
}

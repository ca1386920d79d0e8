import { Anchor, Stack, Switch, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { answerOf, api } from '../../../api.ts';
import { toast } from '../../../parts/toast.ts';
import { useDeed } from '../../../parts/use-deed.ts';
import { useWebhooks, useWebhooksChanged, type Webhook } from '../webhooks/webhooks-data.ts';
import { generalTexts as texts } from './texts.ts';

/** Who hears of a conversation by itself: its owner by mail, and channels of Slack or Teams. Each is one of the webhooks. */
export function MessageAfterCall(): ReactNode {
  const { data } = useWebhooks();
  if (!data) return null;
  const mails = data.webhooks.filter(({ form }) => form === 'mail');
  const channels = data.webhooks.filter(({ form }) => form === 'slack' || form === 'teams');
  return (
    <Stack component="section" gap="sm" mt="xl" maw={480}>
      <Title order={2}>{texts.message}</Title>
      <MailSwitch mails={mails} canMail={data.forms.includes('mail')} />
      <Text c="dimmed">
        {texts.channels(channels.length)}{' '}
        <Anchor component={Link} href="/settings/webhooks" underline="always" inherit>
          {texts.toWebhooks}
        </Anchor>
      </Text>
    </Stack>
  );
}

function MailSwitch({ mails, canMail }: { mails: readonly Webhook[]; canMail: boolean }): ReactNode {
  const changed = useWebhooksChanged();
  const deed = useDeed();
  const isOn = mails.length > 0;
  const stopped = mails.find(({ health }) => health.state === 'paused' || health.state === 'disabled');
  const turn = (): Promise<boolean> =>
    deed.run(async () => {
      if (isOn)
        await Promise.all(
          mails.map(({ id }) => answerOf(api.DELETE('/webhooks/{id}', { params: { path: { id } } }))),
        );
      else await answerOf(api.POST('/webhooks', { body: { form: 'mail' } }));
      await changed();
      void toast({ message: isOn ? texts.mailOff : texts.mailOn, tone: 'positive' });
    });
  return (
    <Switch
      label={texts.mailOwner}
      description={canMail || isOn ? texts.mailHint : texts.noMail}
      checked={isOn}
      disabled={deed.busy || !(canMail || isOn)}
      error={stopped && texts.mailStopped}
      onChange={() => void turn()}
    />
  );
}

import { Button, Group, Select, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { answerOf, api } from '../../../api.ts';
import { DateTime } from '../../../parts/date-time.tsx';
import { toast } from '../../../parts/toast.ts';
import { useDeed } from '../../../parts/use-deed.ts';
import { ShownOnce } from '../shown-once/shown-once.tsx';
import { webhookTexts as texts } from './texts.ts';
import classes from './webhooks.module.css';
import { useWebhooksChanged, type Webhook } from './webhooks-data.ts';

interface RotateProps {
  webhook: Webhook;
  onClose: () => void;
}

/** Another secret, beside which the old one signs for a while. */
export function RotateSecret({ webhook, onClose }: RotateProps): ReactNode {
  const [secret, setSecret] = useState<string | null>(null);
  const changed = useWebhooksChanged();
  const stored = (): void => {
    setSecret(null);
    onClose();
    void changed();
  };
  if (secret !== null)
    return (
      <ShownOnce title={texts.secretTitle} secret={secret} copyLabel={texts.copySecret} onStored={stored} />
    );
  if (webhook.next_secret_at !== null)
    return <Overlapping webhook={webhook} until={webhook.next_secret_at} />;
  return <Begin webhook={webhook} onClose={onClose} onRotated={setSecret} />;
}

function Begin({
  webhook,
  onClose,
  onRotated,
}: RotateProps & { onRotated: (secret: string) => void }): ReactNode {
  const [hours, setHours] = useState('24');
  const deed = useDeed();
  const params = { path: { id: webhook.id } };
  const body = { overlap_hours: Number(hours) };
  const rotate = () =>
    deed.run(async () =>
      onRotated((await answerOf(api.POST('/webhooks/{id}/rotation', { params, body }))).secret),
    );
  return (
    <Stack component="section" className={classes.form}>
      <Title order={2}>{texts.rotate}</Title>
      <Text c="dimmed" size="sm">
        {texts.rotateText}
      </Text>
      <Group align="flex-end">
        <Select
          label={texts.overlap}
          data={Object.entries(texts.overlaps).map(([value, label]) => ({ value, label }))}
          value={hours}
          onChange={(value) => setHours(value ?? '24')}
          allowDeselect={false}
        />
        <Button loading={deed.busy} onClick={rotate}>
          {texts.rotateNow}
        </Button>
        <Button variant="default" onClick={onClose}>
          {texts.cancel}
        </Button>
      </Group>
    </Stack>
  );
}

function Overlapping({ webhook, until }: { webhook: Webhook; until: string }): ReactNode {
  const deed = useDeed();
  const changed = useWebhooksChanged();
  const end = async (): Promise<void> => {
    const params = { path: { id: webhook.id } };
    if (await deed.run(() => answerOf(api.DELETE('/webhooks/{id}/rotation', { params }))))
      void toast({ message: texts.overlapEnded, tone: 'positive' });
    await changed();
  };
  return (
    <Stack component="section" className={classes.form} align="flex-start" gap="xs">
      <Text size="sm">
        {texts.overlapping} <DateTime at={until} />
      </Text>
      <Text c="dimmed" size="sm">
        {texts.endOverlapText}
      </Text>
      <Button variant="default" loading={deed.busy} onClick={end}>
        {texts.endOverlap}
      </Button>
    </Stack>
  );
}

import { Button, Group, Modal, Radio, Select, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { answerOf, api, type Schemas } from '../../../api.ts';
import { partTexts } from '../../../parts/texts.ts';
import { toast } from '../../../parts/toast.ts';
import { useDeed } from '../../../parts/use-deed.ts';
import { webhookTexts as texts } from './texts.ts';
import {
  type LogTime,
  logTimesMs,
  newReplayKey,
  sinceOf,
  useWebhooksChanged,
  type Webhook,
} from './webhooks-data.ts';

/** Sends the failed deliveries of a time again, or all of them. */
export function ReplayMany({ webhook }: { webhook: Webhook }): ReactNode {
  // Who presses twice, or after an answer was lost, sends nothing twice.
  const [key, setKey] = useState<string | null>(null);
  return (
    <>
      <Button variant="default" disabled={webhook.status !== 'active'} onClick={() => setKey(newReplayKey())}>
        {texts.replayMany}
      </Button>
      <Modal
        opened={key !== null}
        onClose={() => setKey(null)}
        title={texts.replayTitle}
        closeButtonProps={{ 'aria-label': partTexts.close }}
        centered
      >
        {key !== null && <Form webhook={webhook} replayKey={key} onDone={() => setKey(null)} />}
      </Modal>
    </>
  );
}

interface FormProps {
  webhook: Webhook;
  replayKey: string;
  onDone: () => void;
}

type Which = 'failed' | 'all';

function Form({ webhook, replayKey, onDone }: FormProps): ReactNode {
  const [which, setWhich] = useState<Which>('failed');
  const [time, setTime] = useState<LogTime>('day');
  const deed = useDeed();
  // Under one key the request stays the same.
  const [opened] = useState(() => new Date());
  const changed = useWebhooksChanged();
  const replay = () =>
    deed.run(async () => {
      const since = sinceOf(time, opened);
      const body = { key: `${replayKey} ${which} ${time}`, which, ...(since !== null && { since }) };
      const params = { path: { id: webhook.id } };
      const answer = await answerOf(api.POST('/webhooks/{id}/replay', { params, body }));
      void toast({ message: wordsOf(answer), tone: 'positive' });
      onDone();
      await changed();
    });
  return (
    <Stack>
      <Radio.Group
        label={texts.replayWhich}
        value={which}
        onChange={(value) => setWhich(value === 'all' ? 'all' : 'failed')}
      >
        <Stack gap="xs" mt="xs">
          {Object.entries(texts.replayWhichChoices).map(([value, label]) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </Stack>
      </Radio.Group>
      <Select
        label={texts.filters.time}
        data={Object.keys(logTimesMs).map((value) => ({ value, label: texts.times[value as LogTime] }))}
        value={time}
        onChange={(value) => setTime((value ?? 'day') as LogTime)}
        allowDeselect={false}
      />
      <Text c="dimmed" size="sm">
        {texts.replayHint}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onDone}>
          {texts.cancel}
        </Button>
        <Button loading={deed.busy} onClick={replay}>
          {texts.replay}
        </Button>
      </Group>
    </Stack>
  );
}

export function wordsOf({ replayed, due_now, erased, deleted, left }: Schemas['ReplayAnswer']): string {
  const again = replayed + due_now;
  return [
    again === 0 ? texts.replayedNone : texts.replayed(again),
    ...(erased + deleted > 0 ? [texts.replayedErased(erased + deleted)] : []),
    ...(left > 0 ? [texts.replayedLeft(left)] : []),
  ].join(' ');
}

import { Alert, Anchor, Button, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { answerOf, api } from '../../../api.ts';
import { useDeed } from '../../../parts/use-deed.ts';
import { webhookTexts as texts } from './texts.ts';
import classes from './webhooks.module.css';
import { type DeliveryAnswer, followDelivery, useWebhooksChanged } from './webhooks-data.ts';

export interface Test {
  busy: boolean;
  result: DeliveryAnswer | null;
  run(): Promise<boolean>;
}

/** Sends a test. Its outcome is there within a second; of a receiver that takes longer it follows. */
export function useTest(id: string): Test {
  const client = useQueryClient();
  const changed = useWebhooksChanged();
  const deed = useDeed();
  const [result, setResult] = useState<DeliveryAnswer | null>(null);
  const run = (): Promise<boolean> => {
    setResult(null);
    return deed.run(async () => {
      const answer = await answerOf(api.POST('/webhooks/{id}/test', { params: { path: { id } } }));
      setResult(answer);
      void changed();
      if (answer.delivery.status !== 'pending') return;
      const late = await followDelivery(client, answer.delivery.id, answer.delivery.attempts);
      if (late) setResult(late);
    });
  };
  return { busy: deed.busy, result, run };
}

export function TestButton({ test }: { test: Test }): ReactNode {
  return (
    <Button loading={test.busy} onClick={test.run}>
      {texts.test}
    </Button>
  );
}

/** The receiver's answer to the test. */
export function TestResult({ test, webhookId }: { test: Test; webhookId: string }): ReactNode {
  return <div aria-live="polite">{test.result && <Answer answer={test.result} webhookId={webhookId} />}</div>;
}

function Answer({ answer, webhookId }: { answer: DeliveryAnswer; webhookId: string }): ReactNode {
  const { delivery, attempts } = answer;
  const outcomes = {
    pending: { title: texts.testWaitsTitle, tone: classes.neutral, text: texts.testWaits },
    succeeded: {
      title: texts.testDeliveredTitle,
      tone: classes.positive,
      text: texts.testDelivered(delivery.response_status ?? 0, attempts.at(-1)?.latency_ms ?? 0),
    },
    failed: { title: texts.testFailedTitle, tone: classes.negative, text: delivery.reason },
  };
  const { status } = delivery;
  const { title, tone, text } = outcomes[status === 'pending' || status === 'succeeded' ? status : 'failed'];
  return (
    <Alert variant="default" title={<span className={tone}>{title}</span>} className={classes.result}>
      <Text size="sm">{text}</Text>
      <Anchor component={Link} size="sm" href={`/settings/webhooks/${webhookId}/deliveries/${delivery.id}`}>
        {texts.testShow}
      </Anchor>
    </Alert>
  );
}

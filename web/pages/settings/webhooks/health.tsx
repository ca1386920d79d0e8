import type { ReactNode } from 'react';
import { DateTime } from '../../../parts/date-time.tsx';
import { webhookTexts as texts } from './texts.ts';
import classes from './webhooks.module.css';
import type { Webhook } from './webhooks-data.ts';

const tones = {
  ok: classes.positive,
  failing: classes.negative,
  token_ended: classes.negative,
  paused: classes.neutral,
  disabled: classes.negative,
} as const;

/** How a webhook does, in a word. */
export function HealthWord({ webhook }: { webhook: Webhook }): ReactNode {
  const { state } = webhook.health;
  return <span className={`${classes.health} ${tones[state]}`}>{texts.health[state]}</span>;
}

/** The same in a sentence, with what to do. */
export function HealthSentence({ webhook }: { webhook: Webhook }): ReactNode {
  const { health } = webhook;
  const last = health.last_success_at && (
    <>
      {' '}
      {texts.lastSuccess}: <DateTime at={health.last_success_at} />.
    </>
  );
  return (
    <>
      {beginningOf(webhook)}
      {health.since && (
        <>
          {' '}
          <DateTime at={health.since} />.
        </>
      )}
      {last}
    </>
  );
}

function beginningOf({ health }: Webhook): string {
  const { healthSentence: sentences } = texts;
  if (health.state === 'ok') return health.last_success_at ? sentences.ok : sentences.okNever;
  if (health.state === 'failing') return sentences.failing(health.failures ?? 0);
  if (health.state === 'paused') return sentences.paused;
  return sentences[health.reason ?? 'operator'];
}

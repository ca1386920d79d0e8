import type { ReactNode } from 'react';
import { DateTime } from './date-time.tsx';
import { partTexts as texts } from './texts.ts';

const minuteMs = 60_000;
const steps = [
  { unit: 'day', ms: 24 * 60 * minuteMs },
  { unit: 'hour', ms: 60 * minuteMs },
  { unit: 'minute', ms: minuteMs },
] as const;
const longestMs = 7 * 24 * 60 * minuteMs;

/** A time of the last week as "5 minutes ago", an older one as its date; the hover tells it in full. */
export function Ago({ at, now = new Date() }: { at: string; now?: Date }): ReactNode {
  const date = new Date(at);
  const agoMs = now.getTime() - date.getTime();
  if (!(agoMs < longestMs)) return <DateTime at={at} form="date" />;
  return (
    <time dateTime={at} title={date.toLocaleString(undefined, { dateStyle: 'full', timeStyle: 'long' })}>
      {wordsOf(agoMs)}
    </time>
  );
}

function wordsOf(agoMs: number): string {
  const step = steps.find(({ ms }) => agoMs >= ms);
  if (!step) return texts.justNow;
  return new Intl.RelativeTimeFormat(undefined).format(-Math.floor(agoMs / step.ms), step.unit);
}

import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { webhookTexts as texts } from './texts.ts';
import classes from './webhooks.module.css';
import type { Activity } from './webhooks-data.ts';

const barWidth = 4;
const step = 5;
const height = 24;

/** A bar an hour: failed attempts stand on those that were delivered. */
export function Sparkline({ activity, id }: { activity: Activity; id: string }): ReactNode {
  const own = activity.webhooks.find((one) => one.id === id);
  if (!own)
    return (
      <Text span inherit c="dimmed" size="xs">
        {texts.noActivity}
      </Text>
    );
  const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
  const most = Math.max(...own.succeeded.map((count, n) => count + (own.failed[n] ?? 0)));
  const scale = (count: number): number => (count === 0 ? 0 : Math.max(2, (height * count) / most));
  return (
    <svg
      className={classes.sparkline}
      viewBox={`0 0 ${step * activity.hours.length} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={texts.activity(total(own.succeeded), total(own.failed))}
    >
      {activity.hours.map((hour, n) => {
        const failed = scale(own.failed[n] ?? 0);
        const succeeded = Math.min(height - failed, scale(own.succeeded[n] ?? 0));
        return (
          <g key={hour}>
            <rect className={classes.ground} x={n * step} y={height - 1} width={barWidth} height={1} />
            <rect
              className={classes.succeeded}
              x={n * step}
              y={height - succeeded}
              width={barWidth}
              height={succeeded}
            />
            <rect
              className={classes.failed}
              x={n * step}
              y={height - succeeded - failed}
              width={barWidth}
              height={failed}
            />
          </g>
        );
      })}
    </svg>
  );
}

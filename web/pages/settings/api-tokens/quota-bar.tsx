import { Progress, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './api-tokens.module.css';
import { tokenTexts as texts } from './texts.ts';
import type { Token } from './tokens-data.ts';

/** Today's share of a token's quota, as a bar and in figures. */
export function QuotaBar({ token }: { token: Token }): ReactNode {
  const { used_today: used, daily_conversation_quota: quota } = token;
  const share = Math.min(100, (100 * used) / quota);
  return (
    <div className={classes.quota}>
      <Progress.Root size="sm">
        <Progress.Section value={share} color={colorOf(share)} aria-label={texts.quotaLabel(used, quota)} />
      </Progress.Root>
      <Text size="xs" c="dimmed" className="figures">
        {texts.quota(used, quota)}
      </Text>
    </div>
  );
}

function colorOf(share: number): string {
  if (share >= 100) return 'var(--negative)';
  return share >= 80 ? 'var(--warning)' : 'var(--accent)';
}

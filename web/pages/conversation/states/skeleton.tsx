import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from '../conversation.module.css';
import { conversationTexts as texts } from '../texts.ts';

const lines = [92, 60, 78, 84, 40, 88, 66, 73, 52, 90, 70, 58].map((width, at) => ({
  width,
  key: `line ${at}`,
}));

/** The same boxes as the page that comes. */
export function ConversationSkeleton(): ReactNode {
  return (
    <div className={classes.page} role="status" aria-busy="true" aria-label={texts.loading}>
      <div>
        <Skeleton height={16} width={110} mb={6} />
        <Skeleton height={28} width="46%" mb={8} />
        <Skeleton height={16} width="32%" mb={14} />
      </div>
      <div className={classes.columns}>
        <div>
          <Skeleton height={36} width={352} maw="100%" mb={20} />
          {lines.map(({ key, width }) => (
            <Skeleton key={key} height={18} width={`${width}%`} mb={14} />
          ))}
        </div>
        <div className={classes.side}>
          <Skeleton height={20} width={100} mb={12} />
          <Skeleton height={72} mb={24} />
          <Skeleton height={20} width={120} mb={12} />
          <Skeleton height={96} mb={24} />
          <Skeleton height={20} width={90} mb={12} />
          <Skeleton height={64} />
        </div>
      </div>
      <Skeleton height={64} className={classes.playerSkeleton} />
    </div>
  );
}

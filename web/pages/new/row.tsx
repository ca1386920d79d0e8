import { Group, Progress, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './new.module.css';

interface RowProps {
  name: string;
  /** Where it stands, in one line. */
  state: ReactNode;
  tone?: 'plain' | 'positive' | 'negative';
  /** 0 to 100; null where nothing moves. */
  percent: number | null;
  /** More words beneath. */
  children?: ReactNode;
  actions: ReactNode;
}

/** One file: name and state, a bar while something moves, and what can be done. */
export function Row({ name, state, tone = 'plain', percent, children, actions }: RowProps): ReactNode {
  return (
    <li className={classes.row}>
      <Group justify="space-between" wrap="nowrap" gap="sm" align="flex-start">
        <div className={classes.words}>
          <Text fw={500} className={classes.name} title={name}>
            {name}
          </Text>
          <Text component="div" className={classes[tone]} role="status">
            {state}
          </Text>
        </div>
        <Group gap={4} wrap="nowrap" className={classes.actions}>
          {actions}
        </Group>
      </Group>
      {percent !== null && <Progress value={percent} size={4} mt={8} aria-label={name} />}
      {children}
    </li>
  );
}

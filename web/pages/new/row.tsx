import { Group, Progress, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './new.module.css';

interface RowProps {
  name: string;
  /** Where it stands, in one line. */
  state: ReactNode;
  tone?: 'plain' | 'positive' | 'negative';
  /** 0 to 100; null where there is nothing to measure. */
  percent: number | null;
  /** The bar stands still. */
  isStill?: boolean;
  /** More words beneath. */
  children?: ReactNode;
  actions: ReactNode;
}

/** One file: name and state, a bar while something moves, and what can be done. */
export function Row({
  name,
  state,
  tone = 'plain',
  percent,
  isStill = false,
  children,
  actions,
}: RowProps): ReactNode {
  return (
    <li className={classes.row}>
      <Group justify="space-between" gap="xs" align="flex-start">
        <div className={classes.words}>
          <Text size="sm" fw={500} className={classes.name} title={name}>
            {name}
          </Text>
          <Text size="sm" component="div" className={classes[tone]} role="status">
            {state}
          </Text>
        </div>
        <Group gap={4} wrap="nowrap" className={classes.actions}>
          {actions}
        </Group>
      </Group>
      {percent !== null && (
        <Progress value={percent} size={4} mt={8} color={isStill ? 'gray' : 'accent'} aria-label={name} />
      )}
      {children}
    </li>
  );
}

import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './states.module.css';

interface EmptyStateProps {
  title: string;
  /** How to fill the page. */
  hint?: ReactNode;
  /** Buttons or a command. */
  children?: ReactNode;
}

/** In place of a list that has nothing: it says so, and how to fill it. */
export function EmptyState({ title, hint, children }: EmptyStateProps): ReactNode {
  return (
    <Stack className={classes.state} gap="sm" align="flex-start">
      <Title order={2}>{title}</Title>
      {hint && (
        <Text component="div" c="dimmed">
          {hint}
        </Text>
      )}
      {children}
    </Stack>
  );
}

import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './page-head.module.css';
import { useTitle } from './title.tsx';

interface PageHeadProps {
  title: string;
  /** One line of dimmed facts beneath. */
  facts?: ReactNode;
  /** Top right; at most one of them filled. */
  actions?: ReactNode;
}

/** The head of a page; its title is the browser's as well. */
export function PageHead({ title, facts, actions }: PageHeadProps): ReactNode {
  useTitle(title);
  return (
    <Group component="header" justify="space-between" align="flex-start" gap="md" mb="lg">
      <div className={classes.words}>
        <Title order={1}>{title}</Title>
        {facts && (
          <Text component="div" c="dimmed" mt={4}>
            {facts}
          </Text>
        )}
      </div>
      {actions && <Group gap="xs">{actions}</Group>}
    </Group>
  );
}

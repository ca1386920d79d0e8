import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './aside.module.css';

interface SectionProps {
  title: string;
  /** How many there are. */
  count?: number;
  action?: ReactNode;
  children: ReactNode;
}

export function Section({ title, count, action, children }: SectionProps): ReactNode {
  return (
    <section className={classes.section}>
      <header className={classes.head}>
        <Title order={2}>
          {title}
          {count !== undefined && <span className={`${classes.count} figures`}>{count}</span>}
        </Title>
        {action}
      </header>
      {children}
    </section>
  );
}

import { Anchor, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { DateTime } from '../../parts/date-time.tsx';
import type { Home } from './data.ts';
import classes from './home.module.css';
import { homeTexts as texts } from './texts.ts';

/** What changed since the reader was last here. */
export function News({ home }: { home: Home }): ReactNode {
  return (
    <section>
      <header className={classes.head}>
        <Title order={2}>{home.since === null ? texts.firstNews : texts.news}</Title>
        {home.news_count > home.news.length && (
          <Anchor component={Link} href="/conversations" size="sm">
            {texts.allNews(home.news_count)}
          </Anchor>
        )}
      </header>
      {home.news.length === 0 && <Text c="dimmed">{texts.noNews}</Text>}
      <ul className={classes.rows}>
        {home.news.map(({ id, title, company, kind, started_at }) => (
          <li key={id}>
            <Link href={`/conversations/${id}`} className={classes.row}>
              <span className={classes.kind} data-kind={kind}>
                {texts.kinds[kind]}
              </span>
              <span className={classes.title}>
                {title}
                {company && <span className={classes.dimmed}> · {company}</span>}
              </span>
              <span className={classes.dimmed}>
                <DateTime at={started_at} form="day" />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

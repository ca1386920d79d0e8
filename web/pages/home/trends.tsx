import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Compared, comparedWith } from './compared.tsx';
import { type Home, listOf } from './data.ts';
import classes from './home.module.css';
import { momentOf } from './moment-of.ts';
import { Sentiment } from './sentiment.tsx';
import { homeTexts as texts } from './texts.ts';
import { WeeksChart } from './weeks-chart.tsx';

/** Four figures in a row, each with its sentence, and what was objected to. */
export function Trends({ home }: { home: Home }): ReactNode {
  return (
    <div className={classes.trends}>
      <Card title={texts.perWeek}>
        <p className={classes.sentence}>
          <Link href={listOf(home.period)} className={classes.figure}>
            {home.conversations.now}
          </Link>{' '}
          {texts.conversations}, <Compared figure={home.conversations} />
        </p>
        <WeeksChart weeks={home.weeks} />
      </Card>
      <Talk home={home} />
      <Card title={texts.sentiment}>
        <Sentiment home={home} />
      </Card>
      <Topics home={home} />
      <Interest home={home} />
      <Objections home={home} />
    </div>
  );
}

function Card({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section className={classes.card}>
      <Title order={3} mb="xs">
        {title}
      </Title>
      {children}
    </section>
  );
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

function Talk({ home: { talk_ratio: ratio, period } }: { home: Home }): ReactNode {
  const { now, before } = ratio;
  if (now === null)
    return (
      <Card title={texts.talk}>
        <p className={classes.dimmed}>{texts.talkUnknown}</p>
      </Card>
    );
  return (
    <Card title={texts.talk}>
      <p className={classes.sentence}>
        <Link href={listOf(period)} className={classes.figure}>
          {percent(now)}
        </Link>{' '}
        {before !== null && (
          <span className={classes.compared}>{comparedWith({ now, before }, percent)}</span>
        )}
      </p>
      <svg className={classes.stack} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect width={now * 100} height="8" className={classes.us} />
        <rect x={now * 100 + 0.6} width={Math.max(0, 99.4 - now * 100)} height="8" className={classes.them} />
      </svg>
      <p className={classes.legend}>
        <span>
          {texts.us} {percent(now)}
        </span>
        <span>
          {texts.them} {percent(1 - now)}
        </span>
      </p>
      <p className={classes.dimmed}>{texts.talkHint}</p>
    </Card>
  );
}

function Topics({ home: { topics, period } }: { home: Home }): ReactNode {
  return (
    <Card title={texts.topics}>
      {topics.length === 0 && <p className={classes.dimmed}>{texts.noTopics}</p>}
      <ul className={classes.figures}>
        {topics.map(({ name, now, before }) => (
          <li key={name}>
            <Link href={listOf({ topic: name, ...period })} className={classes.counted}>
              <span className={classes.title}>{name}</span>
              <b>{now}</b>
              <Compared figure={{ now, before }} />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Interest({ home: { insights, period } }: { home: Home }): ReactNode {
  const names = Object.entries(texts.insightNames);
  const shown = names.flatMap(([type, name]) => {
    const found = insights.find((one) => one.type === type);
    return found && (found.now > 0 || found.before > 0) ? [{ ...found, name }] : [];
  });
  return (
    <Card title={texts.insights}>
      <ul className={classes.figures}>
        {shown.map(({ type, name, now, before }) => (
          <li key={type}>
            <Link href={listOf({ insight_type: type, ...period })} className={classes.counted}>
              <span className={classes.title}>{name}</span>
              <b>{now}</b>
              <Compared figure={{ now, before }} />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Objections({ home: { objections } }: { home: Home }): ReactNode {
  return (
    <section className={`${classes.card} ${classes.wide}`}>
      <Title order={3} mb="xs">
        {texts.objections}
      </Title>
      {objections.length === 0 && <p className={classes.dimmed}>{texts.noObjections}</p>}
      <ul className={classes.rows}>
        {objections.map(({ conversation, insight, start_seconds: start }) => (
          <li key={`${conversation.id} ${start} ${insight}`}>
            <Link href={momentOf(conversation.id, start)} className={classes.row}>
              <span className={classes.title}>“{insight}”</span>
              <span className={classes.dimmed}>{conversation.title}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

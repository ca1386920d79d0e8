import { Tooltip } from '@mantine/core';
import type { CSSProperties, ReactNode } from 'react';
import { Link } from 'wouter';
import { formatDate } from '../../parts/date-time.tsx';
import { type Home, listOf } from './data.ts';
import classes from './home.module.css';
import { homeTexts as texts } from './texts.ts';

const fewestAtTop = 4;

/** A bar for each week, which opens the list of its conversations. */
export function WeeksChart({ weeks }: { weeks: Home['weeks'] }): ReactNode {
  const most = Math.max(fewestAtTop, ...weeks.map(({ conversations }) => conversations));
  return (
    <div className={classes.weeks}>
      <span className={classes.most} aria-hidden="true">
        {most}
      </span>
      <ul className={classes.bars}>
        {weeks.map(({ from, conversations }) => (
          <li key={from}>
            <Bar from={from} conversations={conversations} share={conversations / most} />
          </li>
        ))}
      </ul>
      <div className={classes.ends} aria-hidden="true">
        {[weeks.at(0), weeks.at(-1)].map((week) => week && <span key={week.from}>{dayOf(week.from)}</span>)}
      </div>
    </div>
  );
}

interface BarProps {
  /** The week's Monday, YYYY-MM-DD. */
  from: string;
  conversations: number;
  /** Of the chart's height. */
  share: number;
}

function Bar({ from, conversations, share }: BarProps): ReactNode {
  const label = texts.perWeekOf(conversations, dayOf(from));
  const height: CSSProperties = { height: `${(100 * share).toFixed(1)}%` };
  return (
    <Tooltip label={label}>
      <Link href={listOf(daysOf(from))} className={classes.bar} aria-label={label}>
        <span style={height} />
      </Link>
    </Tooltip>
  );
}

const dayOf = (day: string): string => formatDate(new Date(`${day}T00:00`), 'day');

/** The week's filters: from Monday to Sunday. */
function daysOf(from: string): { from: string; to: string } {
  const sunday = new Date(Date.parse(`${from}T00:00Z`) + 6 * 86_400_000);
  return { from, to: sunday.toISOString().slice(0, 10) };
}

import { formatDate } from '../../parts/date-time.tsx';
import { listTexts as texts } from './texts.ts';

export interface Day<T> {
  title: string;
  rows: T[];
}

/** Rows under the days on which they began, in their order. The year stands where it is another. */
export function byDay<T extends { started_at: string }>(rows: readonly T[], now: Date): Day<T>[] {
  const days: Day<T>[] = [];
  for (const row of rows) {
    const title = titleOf(new Date(row.started_at), now);
    const last = days.at(-1);
    if (last?.title === title) last.rows.push(row);
    else days.push({ title, rows: [row] });
  }
  return days;
}

function titleOf(date: Date, now: Date): string {
  const age = Math.round((dayOf(now).getTime() - dayOf(date).getTime()) / 86_400_000);
  if (age === 0) return texts.today;
  if (age === 1) return texts.yesterday;
  const day = formatDate(date, 'day');
  return date.getFullYear() === now.getFullYear() ? day : `${day} ${date.getFullYear()}`;
}

const dayOf = (date: Date): Date => new Date(date.getFullYear(), date.getMonth(), date.getDate());

import { type Db, queryAll, queryOne } from '../../db/pool.ts';
import { type Viewer, visibilityValues, visibleTo } from '../conversations/visibility.ts';
import { type Span, shifted, weekOf } from './periods.ts';

/** A figure of the period, and of the one before. */
export interface Figure {
  now: number;
  before: number;
}

export interface Week {
  /** Its Monday. */
  from: string;
  conversations: number;
}

export interface Counts {
  conversations: Figure;
  today: number;
  positive: Figure;
  neutral: Figure;
  negative: Figure;
}

const weeksShown = 12;

const local = (column: string, zone: string): string => `(${column} at time zone ${zone})::date`;
/** Those of the viewer: $2 to $5 decide. */
const visible = visibleTo('c', 2);
/** From a day on, $6, in the zone $7. */
const fromDay = 'c.started_at >= ($6::date)::timestamp at time zone $7';

const selectWeeks = {
  name: 'select-home-weeks',
  text: `select to_char(date_trunc('week', ${local('c.started_at', '$7')}), 'YYYY-MM-DD') as "from",
      count(*)::int as conversations
    from conversation c where c.account_id = $1 and c.deleted_at is null and ${visible} and ${fromDay} group by 1`,
};

const figure = (name: string, condition: string): string =>
  `count(*) filter (where is_current and ${condition})::int as "${name}Now",
   count(*) filter (where not is_current and ${condition})::int as "${name}Before"`;
const selectCounts = {
  name: 'select-home-counts',
  text: `select count(*) filter (where day = $9::date)::int as today, ${figure('conversations', 'true')},
      ${['positive', 'neutral', 'negative'].map((one) => figure(one, `sentiment = '${one}'`)).join(', ')}
    from (
      select c.sentiment, ${local('c.started_at', '$7')} as day, ${local('c.started_at', '$7')} >= $8::date as is_current
      from conversation c where c.account_id = $1 and c.deleted_at is null and ${visible} and ${fromDay}) shown
    where day <= $9::date`,
};

/** Conversations by week, the weeks without any as well, the oldest first. */
export async function countWeeks(db: Db, viewer: Viewer, { current, timeZone }: Span): Promise<Week[]> {
  const last = weekOf(current.to);
  const first = shifted(last, -7 * (weeksShown - 1));
  const values = [viewer.accountId, ...visibilityValues(viewer), first, timeZone];
  const rows = await queryAll<Week>(db, selectWeeks, values);
  const counted = new Map(rows.map(({ from, conversations }) => [from, conversations]));
  return Array.from({ length: weeksShown }, (_, index) => {
    const from = shifted(first, 7 * index);
    return { from, conversations: counted.get(from) ?? 0 };
  });
}

export async function countConversations(db: Db, viewer: Viewer, span: Span): Promise<Counts> {
  const row = await queryOne<Record<string, number>>(db, selectCounts, valuesOf(viewer, span));
  const of = (name: string): Figure => ({
    now: row?.[`${name}Now`] ?? 0,
    before: row?.[`${name}Before`] ?? 0,
  });
  return {
    conversations: of('conversations'),
    today: row?.['today'] ?? 0,
    positive: of('positive'),
    neutral: of('neutral'),
    negative: of('negative'),
  };
}

/** Account, viewer, first day, zone, first day of the current period, today. */
export function valuesOf(viewer: Viewer, { current, previous, timeZone }: Span): unknown[] {
  return [viewer.accountId, ...visibilityValues(viewer), previous.from, timeZone, current.from, current.to];
}

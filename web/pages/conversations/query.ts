import type { operations } from '../../../contract/app.types.ts';

export type ListQuery = NonNullable<operations['listConversations']['parameters']['query']>;

/** In the order in which they are shown. */
export const filterNames = [
  'from',
  'to',
  'user_id',
  'team_id',
  'department_id',
  'conversation_type',
  'medium',
  'sentiment',
  'status',
  'topic',
  'insight_type',
  'participant',
] as const;
export type FilterName = (typeof filterNames)[number];

export const sorts = ['newest', 'oldest', 'longest', 'relevance'] as const;
export type Sort = (typeof sorts)[number];

/** Those of the address that are set. */
export function filtersOf(params: URLSearchParams): Partial<Record<FilterName, string>> {
  return Object.fromEntries(
    filterNames.flatMap((name) => {
      const value = params.get(name);
      return value ? [[name, value]] : [];
    }),
  );
}

export function sortOf(params: URLSearchParams): Sort {
  const fallback = params.get('q') ? 'relevance' : 'newest';
  return sorts.find((sort) => sort === params.get('sort')) ?? fallback;
}

/** As the API takes it. Days of the address are the reader's own, and the last one counts. */
export function queryOf(params: URLSearchParams): ListQuery {
  const { from, to, ...filters } = filtersOf(params);
  const q = params.get('q')?.trim();
  const begin = from ? dayBegins(from, 0) : null;
  const end = to ? dayBegins(to, 1) : null;
  return {
    ...(filters as Omit<ListQuery, 'from' | 'to'>),
    ...(q ? { q: q.slice(0, 200) } : {}),
    ...(begin ? { from: begin } : {}),
    ...(end ? { to: end } : {}),
    sort: sortOf(params),
  };
}

/** The moment at which a day of YYYY-MM-DD begins here, or so many days after it; null where it is no day. */
function dayBegins(day: string, after: number): string | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (!year) return null;
  return new Date(Number(year), Number(month) - 1, Number(date) + after).toISOString();
}

/** What a saved view keeps: the query string without what belongs to one visit. */
export function viewOf(params: URLSearchParams): string {
  const kept = [...filterNames, 'q', 'sort'].flatMap((name) => {
    const value = params.get(name);
    return value ? [[name, value]] : [];
  });
  return new URLSearchParams(kept).toString();
}

import { useQuery } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../../api.ts';

export type Home = Schemas['Home'];
export type Figure = Schemas['Figure'];

export const periods = [7, 28, 90] as const;
export type Days = (typeof periods)[number];

const homeKey = 'home';

export const useHome = (days: Days) =>
  useQuery({
    queryKey: [homeKey, days],
    queryFn: ({ signal }) => answerOf(api.GET('/home', { params: { query: { days } }, signal })),
    placeholderData: (before) => before,
  });

/** The address of the list behind a figure. */
export function listOf(filters: Readonly<Record<string, string>>): string {
  return `/conversations?${new URLSearchParams(filters)}`;
}

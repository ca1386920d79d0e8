import { useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../../api.ts';
import { toastError, undoable } from '../../parts/toast.ts';
import { homeTexts as texts } from './texts.ts';

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

export type Item = Home['action_items'][number];

/** Ticks an item off. It goes from the page at once, and comes back where that fails or is undone. */
export function useTick(): (item: Item) => Promise<void> {
  const client = useQueryClient();
  const again = () => client.invalidateQueries({ queryKey: [homeKey] });
  const set = ({ conversation, insight_id }: Item, isDone: boolean) =>
    answerOf(
      api.PUT('/conversations/{id}/action-items/{insight_id}', {
        params: { path: { id: conversation.id, insight_id } },
        body: { is_done: isDone },
      }),
    );
  return async (item) => {
    client.setQueriesData<Home>({ queryKey: [homeKey] }, (home) => home && withoutItem(home, item));
    try {
      await set(item, true);
      undoable(texts.done, () => set(item, false).then(again));
    } catch (error) {
      toastError(error instanceof Error ? error : new Error(String(error)));
    }
    await again();
  };
}

const withoutItem = (home: Home, { insight_id }: Item): Home => ({
  ...home,
  action_items: home.action_items.filter((one) => one.insight_id !== insight_id),
  action_item_count: home.action_item_count - 1,
});

/** The address of the list behind a figure. */
export function listOf(filters: Readonly<Record<string, string>>): string {
  return `/conversations?${new URLSearchParams(filters)}`;
}

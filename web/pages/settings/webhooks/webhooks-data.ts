import { type QueryClient, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../../../api.ts';

export type Webhook = Schemas['Webhook'];
export type Delivery = Schemas['LoggedDelivery'];
export type DeliveryAnswer = Schemas['WebhookDeliveryAnswer'];
export type Activity = Awaited<ReturnType<typeof fetchActivity>>;

const webhooksKey = ['webhooks'] as const;
const deliveryKey = (id: string) => ['webhook-delivery', id] as const;

const fetchActivity = () => answerOf(api.GET('/webhook-activity'));

export const useWebhooks = () =>
  useQuery({ queryKey: webhooksKey, queryFn: () => answerOf(api.GET('/webhooks')) });

export const useActivity = () => useQuery({ queryKey: [...webhooksKey, 'activity'], queryFn: fetchActivity });

export const useWebhook = (id: string) =>
  useQuery({
    queryKey: [...webhooksKey, id],
    queryFn: () => answerOf(api.GET('/webhooks/{id}', { params: { path: { id } } })),
  });

export const useDelivery = (id: string) =>
  useQuery({ queryKey: deliveryKey(id), queryFn: () => fetchDelivery(id) });

const fetchDelivery = (id: string) =>
  answerOf(api.GET('/webhook-deliveries/{id}', { params: { path: { id } } }));

export interface LogFilters {
  status: Delivery['status'] | null;
  event: Delivery['event'] | null;
  time: LogTime;
}

const hourMs = 3_600_000;
export const logTimesMs = { hour: hourMs, day: 24 * hourMs, week: 7 * 24 * hourMs } as const;
export type LogTime = keyof typeof logTimesMs;

/** The log, page by page. All pages begin at the same moment, to which their cursors are bound. */
export const useLog = (id: string, { status, event, time }: LogFilters) =>
  useInfiniteQuery({
    queryKey: [...webhooksKey, id, 'log', status, event, time],
    initialPageParam: { cursor: null as string | null, since: null as string | null },
    queryFn: async ({ pageParam }) => {
      const since = pageParam.since ?? sinceOf(time, new Date());
      const { cursor } = pageParam;
      const query = {
        ...(status && { status }),
        ...(event && { event }),
        ...(since && { since }),
        ...(cursor && { cursor }),
      };
      const page = await answerOf(api.GET('/webhooks/{id}/deliveries', { params: { path: { id }, query } }));
      return { ...page, since };
    },
    getNextPageParam: ({ next_cursor: cursor, since }) => (cursor === null ? null : { cursor, since }),
  });

/** Null where all that is kept is wanted. */
export const sinceOf = (time: LogTime, now: Date): string | null =>
  time === 'week' ? null : new Date(now.getTime() - logTimesMs[time]).toISOString();

/** To be called after a change. */
export function useWebhooksChanged(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: webhooksKey });
}

/** An attempt lasts at most fifteen seconds, and each request waits four for it. */
const mostWaits = 5;

/** Keeps the delivery in the cache current until there is an attempt after so many, or it is over. */
export async function followDelivery(
  client: QueryClient,
  id: string,
  afterAttempts: number,
): Promise<DeliveryAnswer | null> {
  for (let wait = 0; wait < mostWaits; wait += 1) {
    const params = { path: { id }, query: { after_attempts: afterAttempts } };
    const answer = await answerOf(api.GET('/webhook-deliveries/{id}', { params }));
    client.setQueryData(deliveryKey(id), answer);
    const { delivery } = answer;
    if (delivery.status !== 'pending' || delivery.attempts > afterAttempts) {
      await client.invalidateQueries({ queryKey: webhooksKey });
      return answer;
    }
  }
  return null;
}

/** Under a key a replay is carried out once. Not crypto.randomUUID, which plain http does not have. */
export function newReplayKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

import { type Db, queryAll } from '../../db/pool.ts';
import type { ClaimWish, Job } from '../../jobs/queue.ts';
import { claimInTurns } from './claim-turns.ts';
import { findWebhookContents, type WebhookContent } from './contents.ts';
import type { EndpointPaces } from './endpoint-paces.ts';
import { type DueDelivery, findDeliveriesToTry, findLoggedPaces, loggedMs } from './queries.ts';

/** A claimed job of lane `delivery` with what its attempt needs. */
export interface DeliveryJob extends Job<'deliver'> {
  /** null where it is gone. */
  delivery: DueDelivery | null;
  /** One object for all deliveries that share it; null where it is too large to wait in memory, or nothing is to be sent. */
  content: WebhookContent | null;
}

/** Deflated, as most of it is. */
const longestWaitingBytes = 16_384;

const fixLinks = {
  name: 'fix-delivery-links',
  text: `select account_id as "accountId", id, link_base_url as "linkBaseUrl", link_made_at as "linkMadeAt"
    from fix_delivery_links($1, $2, $3, $4)`,
};

/** Of links in bodies that are claimed the first time. */
export interface LinkSource {
  now: Date;
  publicUrl: string;
}

/** Claims due deliveries; call it in a transaction, so that none is claimed without what it needs. */
export async function claimDeliveries(
  tx: Db,
  wish: ClaimWish & LinkSource,
  paces: EndpointPaces,
): Promise<DeliveryJob[]> {
  return prepareDeliveries(tx, await claimInTurns(tx, wish, paces), wish);
}

/** Adds to claimed jobs what their attempts need, in the transaction of the claim. */
export async function prepareDeliveries(
  tx: Db,
  jobs: readonly Job<'deliver'>[],
  source: LinkSource,
): Promise<DeliveryJob[]> {
  if (jobs.length === 0) return [];
  const deliveries = await findDeliveriesToTry(tx, jobs.map(keyOf));
  const sendable = deliveries.flatMap((delivery) => (delivery?.status === 'pending' ? [delivery] : []));
  const loaded = await findWebhookContents(tx, sendable, longestWaitingBytes);
  const contents = new Map(sendable.map((delivery, i) => [delivery, loaded[i] ?? null]));
  const linkless = sendable.filter((delivery) => lacksLink(delivery, contents.get(delivery)));
  const links = await fixDeliveryLinks(tx, linkless, source);
  return jobs.map((job, i) => {
    const found = deliveries[i] ?? null;
    const content = found && contents.get(found);
    const delivery = found && { ...found, ...links.get(`${found.accountId} ${found.id}`) };
    return { ...job, delivery, content: content?.conversation ? content : null };
  });
}

/** A process that just began knows none of its receivers: the log does. */
export async function learnPaces(db: Db, paces: EndpointPaces, now: Date): Promise<void> {
  const logged = await findLoggedPaces(db, new Date(now.getTime() - loggedMs));
  for (const { id, ...pace } of logged) paces.learn(id, pace);
}

/** The key of a job's delivery. */
export function keyOf(job: Job<'deliver'>): { accountId: string; id: string } {
  return { accountId: job.accountId, id: job.payload.deliveryId };
}

/** Whether or not its token may have it: it may be given it before the body is made. */
function lacksLink(delivery: DueDelivery, content: WebhookContent | null | undefined): boolean {
  return Boolean(content?.recordingId) && delivery.linkMadeAt === null;
}

type FixedLink = Pick<DueDelivery, 'accountId' | 'id' | 'linkBaseUrl' | 'linkMadeAt'>;

/** The first claim decides. */
async function fixDeliveryLinks(
  tx: Db,
  deliveries: readonly DueDelivery[],
  { now, publicUrl }: LinkSource,
): Promise<Map<string, FixedLink>> {
  if (deliveries.length === 0) return new Map();
  const rows = await queryAll<FixedLink>(tx, fixLinks, [
    deliveries.map((delivery) => delivery.accountId),
    deliveries.map((delivery) => delivery.id),
    publicUrl,
    now,
  ]);
  return new Map(rows.map((row) => [`${row.accountId} ${row.id}`, row]));
}

import { type Db, queryAll } from '../../db/pool.ts';
import { jobKinds } from '../../jobs/kinds.ts';
import { type ClaimWish, claimJobs, type Job } from '../../jobs/queue.ts';
import { findWebhookContents, type WebhookContent } from './contents.ts';
import { type DueDelivery, findDueDeliveries } from './queries.ts';

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
  text: 'select account_id, id, link_base_url, link_made_at from fix_delivery_links($1, $2, $3, $4)',
};

/** Of links in bodies that are claimed the first time. */
interface LinkSource {
  now: Date;
  publicUrl: string;
}

/** Claims due deliveries; call it in a transaction, so that none is claimed without what it needs. */
export async function claimDeliveries(tx: Db, wish: ClaimWish & LinkSource): Promise<DeliveryJob[]> {
  const jobs = await claimJobs(tx, jobKinds.deliver.lane, wish);
  if (jobs.length === 0) return [];
  const deliveries = await findDueDeliveries(tx, jobs.map(keyOf));
  const sendable = deliveries.flatMap((delivery) => (delivery?.status === 'pending' ? [delivery] : []));
  const found = await findWebhookContents(tx, sendable, longestWaitingBytes);
  const contents = new Map(sendable.map((delivery, i) => [delivery, found[i] ?? null]));
  await setLinks(
    tx,
    sendable.filter((delivery) => lacksLink(delivery, contents.get(delivery))),
    wish,
  );
  return jobs.map((job, i) => {
    const delivery = deliveries[i] ?? null;
    const content = delivery && contents.get(delivery);
    return { ...job, delivery, content: content?.conversation ? content : null };
  });
}

/** The key of a job's delivery. */
export function keyOf(job: Job<'deliver'>): { accountId: string; id: string } {
  return { accountId: job.accountId, id: job.payload.deliveryId };
}

function lacksLink(delivery: DueDelivery, content: WebhookContent | null | undefined): boolean {
  const mayHaveIt = delivery.include_recordings && delivery.scopes.includes('recordings');
  return mayHaveIt && Boolean(content?.recording_id) && delivery.link_made_at === null;
}

type FixedLink = Pick<DueDelivery, 'account_id' | 'id' | 'link_base_url' | 'link_made_at'>;

/** Whoever claims first decides, also where two have the same delivery at once. */
async function setLinks(tx: Db, deliveries: DueDelivery[], { now, publicUrl }: LinkSource): Promise<void> {
  if (deliveries.length === 0) return;
  const keys = [deliveries.map((delivery) => delivery.account_id), deliveries.map(({ id }) => id)];
  const rows = await queryAll<FixedLink & Record<string, unknown>>(tx, fixLinks, [...keys, publicUrl, now]);
  const fixed = new Map(rows.map((row) => [`${row.account_id} ${row.id}`, row]));
  for (const delivery of deliveries) {
    const link = fixed.get(`${delivery.account_id} ${delivery.id}`);
    delivery.link_base_url = link?.link_base_url ?? null;
    delivery.link_made_at = link?.link_made_at ?? null;
  }
}

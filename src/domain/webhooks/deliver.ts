import type { Logger } from 'pino';
import type { Clock } from '../../base/clock.ts';
import { inBatches } from '../../db/in-batches.ts';
import { inTransaction, type Pool } from '../../db/pool.ts';
import { finishJob, type Job, LeaseLost } from '../../jobs/queue.ts';
import type { JobHandler } from '../../jobs/worker.ts';
import type { Keys } from '../keys/keys.ts';
import { tokenPrefix } from '../tokens/token-format.ts';
import { recordAttemptOfCancelled } from './cancel-deliveries.ts';
import { type DeliveryJob, keyOf } from './claim.ts';
import { findWebhookContents, type WebhookContent } from './contents.ts';
import type { Ending, EndpointPaces } from './endpoint-paces.ts';
import { keepGrant, noteCutAttempt, replaceDelivery } from './grants.ts';
import { type MessageContext, type NotAddressed, sendMessage } from './messages/send-message.ts';
import { payloadRenderer } from './payload.ts';
import { type AttemptRecord, type DueDelivery, type DueWebhook, findDeliveriesToTry } from './queries.ts';
import { deliveryHeaders } from './request-headers.ts';
import { type DeliveryOutcome, sendDelivery } from './send.ts';
import { SendGate, sentAtOnce, sentAtOncePerEndpoint } from './send-gate.ts';
import { type HealthChange, type Settlement, settleAttempts } from './settle.ts';
import { notSent, obstacleTo, type SentAttempt, settlementOf, settlementOfCrash } from './settlement.ts';
import { rememberingSecrets, type SigningSecrets } from './signature.ts';

export interface DeliverContext extends MessageContext {
  pool: Pool;
  keys: Keys;
  clock: Clock;
  log: Logger;
  paces: EndpointPaces;
  random(): number;
  onAttempt(outcome: DeliveryOutcome['kind'], seconds: number): void;
  /** By mail, of subscriptions that are failing or disabled. */
  tellOperator?: boolean;
}

/** Deliveries that one process holds, sent or made ready. */
export const heldAtOnce = 1_664;
export const heldPerEndpoint = 40;
/** A claim of fewer costs nearly as much. */
export const claimedAtLeast = 64;
/** Attempts that the server itself failed to make: with their waits half an hour. */
export const mostThrown = 25;
/** A delivery that was in hand at so many crashes uses up an attempt of its schedule. */
const mostLostLeases = 7;
/** Of the large ones, which are read when it is their turn. */
const contentsAtOnce = 8;
/** Most of those that are read are larger. */
const largeBytes = 524_288;
const rowsAtOnce = 512;
/** Outcomes wait for others to be written down with: their answers are in, nothing else waits. */
const gatherMs = 10;
/** A delivery that was read earlier may have changed while it waited for its turn: its token may be revoked. */
const freshForMs = 1_000;

interface Deliverer extends DeliverContext {
  gate: SendGate;
  /** When there was news last of deletions, tokens or subscriptions. */
  recheckedMs: number;
  secrets(delivery: DueWebhook, now: Date): SigningSecrets;
  render(delivery: DueWebhook, content: WebhookContent | null): Buffer;
  /** The delivery as it is now. */
  load(job: DeliveryJob): Promise<{ delivery: DueDelivery | null }>;
  content(delivery: DueDelivery): Promise<WebhookContent>;
  settle(settlement: Settlement): Promise<true>;
}

/** Jobs of kind `deliver`. */
export interface DeliverHandler extends JobHandler<DeliveryJob> {
  /** Something was deleted, cut or stopped: what was read until now, or is being read, is read again before it is sent. */
  recheck(): void;
}

/** One attempt of one delivery. The reads and writes of attempts go in batches. */
export function deliverHandler(context: DeliverContext): DeliverHandler {
  const deliverer: Deliverer = {
    ...context,
    gate: new SendGate(context.paces, sentAtOnce, sentAtOncePerEndpoint),
    recheckedMs: Number.NEGATIVE_INFINITY,
    secrets: rememberingSecrets(context.keys),
    render: payloadRenderer(context.keys.link),
    load: inBatches(rowsAtOnce, async (jobs) => {
      const found = await findDeliveriesToTry(context.pool, jobs.map(keyOf));
      return found.map((delivery) => ({ delivery }));
    }),
    content: inBatches(contentsAtOnce, async (deliveries) => {
      const found = await findWebhookContents(context.pool, deliveries, null);
      return deliveries.map(({ id }, i) => found[i] ?? new Error(`Delivery ${id} has no content`));
    }),
    settle: inBatches(
      rowsAtOnce,
      async (settlements) => {
        const { leaseTokens, changes } = await settleAttempts(context.pool, settlements, context);
        for (const change of changes) logChange(context, change);
        return settlements.map(({ job }) => leaseTokens.has(job.leaseToken) || new LeaseLost(job));
      },
      { gatherMs },
    ),
  };
  return {
    recheck: () => {
      deliverer.recheckedMs = context.clock.monotonicMs();
    },
    run: (job, signal) => attemptDelivery(deliverer, job, signal),
    giveUp: (job) => end(deliverer, job, { ...notSent, status: 'failed', lastError: 'internal_error' }),
  };
}

function logChange({ log }: DeliverContext, change: HealthChange): void {
  if (change.state === 'failing') log.warn(change, 'a webhook subscription is failing');
  else log.error(change, 'a webhook subscription is disabled: nothing is sent to it any more');
}

async function attemptDelivery(context: Deliverer, job: DeliveryJob, signal: AbortSignal): Promise<void> {
  const { delivery } = job;
  const claimedMs = context.clock.monotonicMs();
  if (delivery?.status !== 'pending') return inTransaction(context.pool, (tx) => finishJob(tx, job));
  // The process that had it may have sent it. The job tells so no longer than it lasts.
  if (job.lostLeases > 0 && !delivery.isCut) await noteCutAttempt(context.pool, job);
  const obstacle = obstacleTo(delivery, context.clock.now());
  if (obstacle) return end(context, job, obstacle);
  if (job.lostLeases >= mostLostLeases)
    return settleAttempt(context, settlementOfCrash(job, delivery, context.random()));
  const place = await context.gate.enter(job.subjectId, bytesOf(job));
  let pace: Ending = 'cut';
  let ending: SentAttempt | AttemptRecord | null;
  try {
    signal.throwIfAborted();
    // Large contents are read now, so whether they may still be sent is looked up just before.
    const isRead = job.content !== null || delivery.contentId === null;
    const isKnown = isRead && isFresh(context, claimedMs);
    const current = isKnown ? delivery : (await context.load(job)).delivery;
    // Its job went with it.
    if (current === null || current.status === 'cancelled') return;
    if (current.status !== 'pending') throw new LeaseLost(job);
    ending = obstacleTo(current, context.clock.now());
    if (ending === null && (await isReplaced(context, current, job))) return;
    ending ??= await send(context, current, { job, signal });
    pace = endingOf(ending);
  } finally {
    context.gate.leave(place, pace);
  }
  if (!('outcome' in ending)) return end(context, job, ending);
  const moment = { now: context.clock.now(), random: context.random() };
  await settleAttempt(context, settlementOf(job, delivery, ending, moment));
}

/** Whether another delivery takes its place, since a receiver may have more of it than its token may have now. */
async function isReplaced(context: Deliverer, delivery: DueDelivery, job: DeliveryJob): Promise<boolean> {
  if (delivery.grant === 'whole') return false;
  const maySent = delivery.attempts > 0 || delivery.isCut || job.lostLeases > 0;
  const isLess = delivery.grant === 'less' && maySent;
  await (isLess ? replaceDelivery : keepGrant)(context.pool, job, delivery);
  return isLess;
}

/** Of the body that is made of it, or nearly. News of a deletion has none but its ids. */
function bytesOf({ delivery, content }: DeliveryJob): number {
  if (!content) return delivery?.contentId === null ? 0 : largeBytes;
  const { conversation, transcript, transcriptBytes, insights } = content;
  return (conversation?.length ?? 0) + (transcript ? (transcriptBytes ?? 0) : 0) + (insights?.length ?? 0);
}

/** An outcome shows the receiver's pace. */
function endingOf(ended: SentAttempt | AttemptRecord): Ending {
  if (!('outcome' in ended)) return 'cut';
  const { outcome } = ended;
  if (outcome.kind !== 'unreachable') return 'answered';
  if (outcome.failure === 'target_refused') return 'cut';
  return outcome.failure === 'timeout' ? 'timeout' : 'answered';
}

function isFresh({ clock, recheckedMs }: Deliverer, claimedMs: number): boolean {
  // A delivery that was claimed just after the news may have been read before the deletion.
  return clock.monotonicMs() - claimedMs <= freshForMs && claimedMs > recheckedMs + freshForMs;
}

async function send(
  context: Deliverer,
  delivery: DueDelivery,
  { job, signal }: { job: DeliveryJob; signal: AbortSignal },
): Promise<SentAttempt | AttemptRecord> {
  const isHeld = delivery.contentId === null || (job.content !== null && isEnough(job, delivery));
  const content = isHeld ? job.content : await context.content(delivery);
  const request = requestOf(context, delivery, content);
  const startedMs = context.clock.monotonicMs();
  const outcome = await request(signal).catch((error) => throwCut(context, job, error));
  if (outcome.kind === 'not_addressed') return { ...notSent, status: 'skipped', lastError: outcome.reason };
  const latencyMs = context.clock.monotonicMs() - startedMs;
  const seconds = latencyMs / 1000;
  context.onAttempt(outcome.kind, seconds);
  context.log.info(
    {
      deliveryId: delivery.id,
      conversationId: delivery.conversationId,
      tokenPrefix: delivery.lookup && tokenPrefix(delivery.lookup),
      attempt: delivery.attempts + 1,
      outcome,
      seconds,
    },
    'delivery attempted',
  );
  return { outcome, attempt: { number: delivery.attempts + 1, latencyMs: Math.round(latencyMs) } };
}

/** The request as it is sent, by the form of the subscription. */
function requestOf(
  context: Deliverer,
  delivery: DueDelivery,
  content: WebhookContent | null,
): (signal: AbortSignal) => Promise<DeliveryOutcome | NotAddressed> {
  if (delivery.form !== 'webhook') {
    if (content === null) throw new Error(`Nothing is there to tell of by delivery ${delivery.id}`);
    return (signal) => sendMessage(context, delivery, content, signal);
  }
  const body = context.render(delivery, content);
  const at = context.clock.now();
  const moment = { attempt: delivery.attempts + 1, at, secrets: context.secrets(delivery, at) };
  const request = { url: delivery.url, headers: deliveryHeaders(delivery, body, moment), body };
  return (signal) => sendDelivery(context.dispatcher, request, signal, context.clock);
}

/** Notes that the outcome is not known, and goes on failing. Where even that can not be noted the lease will run out, which tells it. */
async function throwCut({ pool }: Deliverer, job: Job<'deliver'>, error: unknown): Promise<never> {
  await noteCutAttempt(pool, job).catch(() => {});
  throw error;
}

/** The content that was claimed holds what the token might have then: it may have more by now. */
function isEnough({ delivery: claimed }: DeliveryJob, { scopes }: DueDelivery): boolean {
  return scopes.every((scope) => claimed?.scopes.includes(scope));
}

/** Also where the delivery was cancelled with its conversation while the attempt was under way. */
async function settleAttempt(context: Deliverer, settlement: Settlement): Promise<void> {
  try {
    await context.settle(settlement);
  } catch (error) {
    const { job } = settlement;
    const cancelled =
      error instanceof LeaseLost && (await recordAttemptOfCancelled(context.pool, settlement));
    if (!cancelled) await throwCut(context, job, error);
  }
}

async function end(context: Deliverer, job: Job<'deliver'>, record: AttemptRecord): Promise<void> {
  await context.settle({ job, record, delayMs: null, attempt: null });
}

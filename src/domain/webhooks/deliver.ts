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
import { type MessageContext, type NotAddressed, sendMessage } from './messages/send-message.ts';
import { payloadRenderer } from './payload.ts';
import { type AttemptRecord, type DueDelivery, type DueWebhook, findDueDeliveries } from './queries.ts';
import { nextDelayMs } from './schedule.ts';
import { type DeliveryOutcome, sendDelivery } from './send.ts';
import { SendGate, sentAtOnce, sentAtOncePerEndpoint } from './send-gate.ts';
import { gone, type Settlement, settleDeliveries } from './settle.ts';
import { rememberingSecrets, signatureHeader } from './signature.ts';

export interface DeliverContext extends MessageContext {
  pool: Pool;
  keys: Keys;
  clock: Clock;
  log: Logger;
  random(): number;
  onAttempt(outcome: DeliveryOutcome['kind'], seconds: number): void;
}

/** Deliveries that one process holds, sent or made ready. */
export const heldAtOnce = 512;
export const heldPerEndpoint = 40;
/** A claim of fewer costs nearly as much. */
export const claimedAtLeast = 64;
/** Of the large ones, which are read when it is their turn. */
const contentsAtOnce = 8;
const rowsAtOnce = heldAtOnce;
/** Outcomes wait for others to be written down with: their answers are in, nothing else waits. */
const gatherMs = 10;
/** A delivery that was read earlier may have changed while it waited for its turn: its token may be revoked. */
const freshForMs = 1_000;

interface Deliverer extends DeliverContext {
  gate: SendGate;
  /** When there was news of a deletion last. */
  recheckedMs: number;
  secret(delivery: DueWebhook): string;
  render(delivery: DueWebhook, content: WebhookContent | null): Buffer;
  /** The delivery as it is now. */
  load(job: DeliveryJob): Promise<{ delivery: DueDelivery | null }>;
  content(delivery: DueDelivery): Promise<WebhookContent>;
  settle(settlement: Settlement): Promise<true>;
}

/** Jobs of kind `deliver`. */
export interface DeliverHandler extends JobHandler<DeliveryJob> {
  /** Something was deleted: what was read until now, or is being read, is read again before it is sent. */
  recheck(): void;
}

/** One attempt of one delivery. The reads and writes of attempts go in batches. */
export function deliverHandler(context: DeliverContext): DeliverHandler {
  const deliverer: Deliverer = {
    ...context,
    gate: new SendGate(sentAtOnce, sentAtOncePerEndpoint),
    recheckedMs: Number.NEGATIVE_INFINITY,
    secret: rememberingSecrets(context.keys),
    render: payloadRenderer(context.keys.link),
    load: inBatches(rowsAtOnce, async (jobs) => {
      const found = await findDueDeliveries(context.pool, jobs.map(keyOf));
      return found.map((delivery) => ({ delivery }));
    }),
    content: inBatches(contentsAtOnce, async (deliveries) => {
      const found = await findWebhookContents(context.pool, deliveries, null);
      return deliveries.map(({ id }, i) => found[i] ?? new Error(`Delivery ${id} has no content`));
    }),
    settle: inBatches(
      rowsAtOnce,
      async (settlements) => {
        const settled = await settleDeliveries(context.pool, settlements);
        return settlements.map(({ job }) => settled.has(job.leaseToken) || new LeaseLost(job));
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

const notSent = { attempts: 0, responseStatus: null, deliveredAt: null } as const;

async function attemptDelivery(context: Deliverer, job: DeliveryJob, signal: AbortSignal): Promise<void> {
  const { delivery } = job;
  const claimedMs = context.clock.monotonicMs();
  if (delivery?.status !== 'pending') return inTransaction(context.pool, (tx) => finishJob(tx, job));
  const obstacle = obstacleTo(delivery, context.clock.now());
  if (obstacle) return end(context, job, obstacle);
  await context.gate.enter(job.subjectId);
  let outcome: DeliveryOutcome | AttemptRecord;
  try {
    signal.throwIfAborted();
    // Large contents are read now, so whether they may still be sent is looked up just before.
    const isRead = job.content !== null || delivery.contentId === null;
    const isKnown = isRead && isFresh(context, claimedMs);
    const current = isKnown ? delivery : ((await context.load(job)).delivery ?? delivery);
    // Its job went with it.
    if (current.status === 'cancelled') return;
    if (current.status !== 'pending') throw new LeaseLost(job);
    outcome = obstacleTo(current, context.clock.now()) ?? (await send(context, current, { job, signal }));
  } finally {
    context.gate.leave(job.subjectId);
  }
  if ('kind' in outcome) await record(context, job, delivery, outcome);
  else await end(context, job, outcome);
}

function isFresh({ clock, recheckedMs }: Deliverer, claimedMs: number): boolean {
  // A delivery that was claimed just after the news may have been read before the deletion.
  return clock.monotonicMs() - claimedMs <= freshForMs && claimedMs > recheckedMs + freshForMs;
}

async function send(
  context: Deliverer,
  delivery: DueDelivery,
  { job, signal }: { job: DeliveryJob; signal: AbortSignal },
): Promise<DeliveryOutcome | AttemptRecord> {
  const isHeld = delivery.contentId === null || (job.content !== null && isEnough(job, delivery));
  const content = isHeld ? job.content : await context.content(delivery);
  const startedMs = context.clock.monotonicMs();
  const outcome = await sendContent(context, delivery, content, signal);
  if (outcome.kind === 'not_addressed') return { ...notSent, status: 'skipped', lastError: outcome.reason };
  const seconds = (context.clock.monotonicMs() - startedMs) / 1000;
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
  return outcome;
}

function sendContent(
  context: Deliverer,
  delivery: DueDelivery,
  content: WebhookContent | null,
  signal: AbortSignal,
): Promise<DeliveryOutcome | NotAddressed> {
  if (delivery.form !== 'webhook') {
    if (content === null) throw new Error(`Nothing is there to tell of by delivery ${delivery.id}`);
    return sendMessage(context, delivery, content, signal);
  }
  const body = context.render(delivery, content);
  const headers = deliveryHeaders(context, delivery, body);
  return sendDelivery(context.dispatcher, { url: delivery.url, headers, body }, signal);
}

/** The content that was claimed holds what the token might have then: it may have more by now. */
function isEnough({ delivery: claimed }: DeliveryJob, { scopes }: DueDelivery): boolean {
  return scopes.every((scope) => claimed?.scopes.includes(scope));
}

/** Why nothing may be sent any more, as the record that ends the delivery. */
function obstacleTo(delivery: DueDelivery, now: Date): AttemptRecord | null {
  if (delivery.tokenRevokedAt) return { ...notSent, status: 'cancelled', lastError: 'token_revoked' };
  const expired = delivery.tokenExpiresAt !== null && delivery.tokenExpiresAt <= now;
  if (expired) return { ...notSent, status: 'cancelled', lastError: 'token_expired' };
  if (delivery.subscriptionStatus !== 'active') {
    return { ...notSent, status: 'skipped', lastError: 'subscription_disabled' };
  }
  return null;
}

function deliveryHeaders(context: Deliverer, delivery: DueWebhook, body: Buffer): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Meetric-Webhooks/1',
    'x-webhook-signature': signatureHeader(context.secret(delivery), body),
    'x-webhook-event': delivery.event,
    'x-webhook-delivery-id': delivery.id,
    'x-webhook-timestamp': String(Math.floor(context.clock.now().getTime() / 1000)),
    'x-webhook-attempt': String(delivery.attempts + 1),
  };
}

async function record(
  context: Deliverer,
  job: Job<'deliver'>,
  delivery: DueDelivery,
  outcome: DeliveryOutcome,
): Promise<void> {
  const responseStatus = outcome.kind === 'unreachable' ? null : outcome.status;
  const sent = { attempts: 1, responseStatus, deliveredAt: null } as const;
  if (outcome.kind === 'delivered') {
    const deliveredAt = context.clock.now();
    const record = { ...sent, status: 'succeeded', lastError: null, deliveredAt } as const;
    return settleAttempt(context, { job, record, delayMs: null });
  }
  const lastError = errorOf(outcome);
  const retryAfterMs = outcome.kind === 'rejected' ? outcome.retryAfterMs : null;
  const delayMs = isFinal(outcome)
    ? null
    : nextDelayMs(delivery.attempts + 1, context.random(), retryAfterMs);
  const status = delayMs === null ? 'failed' : 'pending';
  await settleAttempt(context, { job, record: { ...sent, status, lastError }, delayMs });
}

function errorOf(outcome: Exclude<DeliveryOutcome, { kind: 'delivered' }>): string {
  if (outcome.kind === 'unreachable') return outcome.failure;
  return outcome.kind === 'rejected' ? 'http_status' : 'smtp_status';
}

/** Also where the delivery was cancelled with its conversation while the attempt was under way. */
async function settleAttempt(context: Deliverer, settlement: Settlement): Promise<void> {
  try {
    await context.settle(settlement);
  } catch (error) {
    const { job, record } = settlement;
    const cancelled =
      error instanceof LeaseLost &&
      (await recordAttemptOfCancelled(context.pool, job.accountId, job.payload.deliveryId, record));
    if (!cancelled) throw error;
  }
}

function isFinal(outcome: DeliveryOutcome): boolean {
  if (outcome.kind === 'rejected') return outcome.status === gone;
  if (outcome.kind === 'refused_by_smtp') return outcome.isFinal;
  return outcome.kind === 'unreachable' && outcome.failure === 'target_refused';
}

async function end(context: Deliverer, job: Job<'deliver'>, record: AttemptRecord): Promise<void> {
  await context.settle({ job, record, delayMs: null });
}

import type { Logger } from 'pino';
import type { Dispatcher } from 'undici';
import type { Clock } from '../clock.ts';
import { inTransaction, type Pool } from '../db/pool.ts';
import { finishJob, holdJob, type Job, putOffJob } from '../jobs/queue.ts';
import type { JobHandler } from '../jobs/worker.ts';
import { type Keys, unseal } from '../keys/keys.ts';
import { tokenPrefix } from '../tokens/token-format.ts';
import { renderPayload } from './payload.ts';
import {
  type AttemptRecord,
  type DueDelivery,
  findDueDelivery,
  freezeDeliveryBody,
  recordDelivery,
  setSubscriptionStatus,
} from './queries.ts';
import { nextDelayMs } from './schedule.ts';
import { type DeliveryOutcome, sendDelivery } from './send.ts';
import { signatureHeader } from './signature.ts';

export interface DeliverContext {
  pool: Pool;
  keys: Keys;
  clock: Clock;
  log: Logger;
  dispatcher: Dispatcher;
  publicUrl(): string;
  random(): number;
  onAttempt(outcome: DeliveryOutcome['kind'], seconds: number): void;
}

const gone = 410;

/** Jobs of kind `deliver`: one attempt of one delivery. */
export function deliverHandler(context: DeliverContext): JobHandler {
  return {
    run: (job, signal) => attemptDelivery(context, job, signal),
    giveUp: (job) => end(context, job, { ...notSent, status: 'failed', lastError: 'internal_error' }),
  };
}

const notSent = { attempts: 0, responseStatus: null, deliveredAt: null } as const;

async function attemptDelivery(context: DeliverContext, job: Job, signal: AbortSignal): Promise<void> {
  const delivery = await findDueDelivery(context.pool, job.accountId, job.payload['deliveryId'] ?? '');
  if (delivery?.status !== 'pending') return inTransaction(context.pool, (tx) => finishJob(tx, job));
  const obstacle = obstacleTo(delivery, context.clock.now());
  if (obstacle) return end(context, job, obstacle);
  const body = delivery.body ?? (await freezeBody(context, job, delivery));
  const startedMs = context.clock.monotonicMs();
  const headers = deliveryHeaders(context, delivery, body);
  const outcome = await sendDelivery(context.dispatcher, { url: delivery.url, headers, body }, signal);
  const seconds = (context.clock.monotonicMs() - startedMs) / 1000;
  context.onAttempt(outcome.kind, seconds);
  context.log.info(
    {
      deliveryId: delivery.id,
      conversationId: delivery.conversation_id,
      tokenPrefix: tokenPrefix(delivery.lookup),
      attempt: delivery.attempts + 1,
      outcome,
      seconds,
    },
    'delivery attempted',
  );
  await record(context, job, delivery, outcome);
}

/** Why nothing may be sent any more, as the record that ends the delivery. */
function obstacleTo(delivery: DueDelivery, now: Date): AttemptRecord | null {
  if (delivery.token_revoked_at) return { ...notSent, status: 'cancelled', lastError: 'token_revoked' };
  const expired = delivery.token_expires_at !== null && delivery.token_expires_at <= now;
  if (expired) return { ...notSent, status: 'cancelled', lastError: 'token_expired' };
  if (delivery.subscription_status !== 'active') {
    return { ...notSent, status: 'skipped', lastError: 'subscription_disabled' };
  }
  return null;
}

/** Renders the body once and keeps it before it is sent: every later attempt sends the same bytes. */
async function freezeBody(context: DeliverContext, job: Job, delivery: DueDelivery): Promise<Buffer> {
  const { pool, keys } = context;
  return inTransaction(pool, async (tx) => {
    await holdJob(tx, job);
    const payloadContext = { db: tx, keys, publicUrl: context.publicUrl() };
    const body = await renderPayload(payloadContext, job.accountId, delivery, context.clock.now());
    await freezeDeliveryBody(tx, job.accountId, delivery.id, body);
    return body;
  });
}

function deliveryHeaders(
  context: DeliverContext,
  delivery: DueDelivery,
  body: Buffer,
): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Meetric-Webhooks/1',
    'x-webhook-signature': signatureHeader(unseal(context.keys.webhookSeal, delivery.secret_sealed), body),
    'x-webhook-event': delivery.event,
    'x-webhook-delivery-id': delivery.id,
    'x-webhook-timestamp': String(Math.floor(context.clock.now().getTime() / 1000)),
    'x-webhook-attempt': String(delivery.attempts + 1),
  };
}

async function record(
  context: DeliverContext,
  job: Job,
  delivery: DueDelivery,
  outcome: DeliveryOutcome,
): Promise<void> {
  const responseStatus = outcome.kind === 'unreachable' ? null : outcome.status;
  const sent = { attempts: 1, responseStatus, deliveredAt: null } as const;
  if (outcome.kind === 'delivered') {
    return end(context, job, {
      ...sent,
      status: 'succeeded',
      lastError: null,
      deliveredAt: context.clock.now(),
    });
  }
  const lastError = outcome.kind === 'rejected' ? 'http_status' : outcome.failure;
  const retryAfterMs = outcome.kind === 'rejected' ? outcome.retryAfterMs : null;
  const delayMs = isFinal(outcome)
    ? null
    : nextDelayMs(delivery.attempts + 1, context.random(), retryAfterMs);
  if (delayMs !== null) {
    return inTransaction(context.pool, async (tx) => {
      await recordDelivery(tx, job.accountId, delivery.id, { ...sent, status: 'pending', lastError });
      await putOffJob(tx, job, delayMs);
    });
  }
  await inTransaction(context.pool, async (tx) => {
    await recordDelivery(tx, job.accountId, delivery.id, { ...sent, status: 'failed', lastError });
    if (responseStatus === gone)
      await setSubscriptionStatus(tx, job.accountId, delivery.subscription_id, 'disabled');
    await finishJob(tx, job);
  });
}

function isFinal(outcome: DeliveryOutcome): boolean {
  if (outcome.kind === 'rejected') return outcome.status === gone;
  return outcome.kind === 'unreachable' && outcome.failure === 'target_refused';
}

async function end(context: DeliverContext, job: Job, ending: AttemptRecord): Promise<void> {
  await inTransaction(context.pool, async (tx) => {
    await recordDelivery(tx, job.accountId, job.payload['deliveryId'] ?? '', ending);
    await finishJob(tx, job);
  });
}

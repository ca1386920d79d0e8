import type { Job } from '../../jobs/queue.ts';
import { subscriptionDeleted } from './cancel-deliveries.ts';
import type { AttemptRecord, DueDelivery } from './queries.ts';
import { nextDelayMs } from './schedule.ts';
import type { DeliveryOutcome } from './send.ts';
import { gone, type MadeAttempt, type Settlement } from './settle.ts';
import { testContentId } from './test-content.ts';

export interface SentAttempt {
  outcome: DeliveryOutcome;
  attempt: MadeAttempt;
}

export const notSent = { attempts: 0, responseStatus: null, deliveredAt: null } as const;

/** Why nothing may be sent any more, as the record that ends the delivery. */
export function obstacleTo(delivery: DueDelivery, now: Date): AttemptRecord | null {
  if (delivery.subscriptionStatus === 'deleted')
    return { ...notSent, status: 'cancelled', lastError: subscriptionDeleted };
  if (delivery.tokenRevokedAt) return { ...notSent, status: 'cancelled', lastError: 'token_revoked' };
  const expired = delivery.tokenExpiresAt !== null && delivery.tokenExpiresAt <= now;
  if (expired) return { ...notSent, status: 'cancelled', lastError: 'token_expired' };
  if (delivery.subscriptionStatus !== 'active') {
    return { ...notSent, status: 'skipped', lastError: `subscription_${delivery.subscriptionStatus}` };
  }
  return null;
}

/** `random`: 0..1, spreads the attempts that follow. */
interface Moment {
  now: Date;
  random: number;
}

/** The end of an attempt: its delivery is over, or due again as the schedule says. */
export function settlementOf(
  job: Job<'deliver'>,
  delivery: DueDelivery,
  { outcome, attempt }: SentAttempt,
  { now, random }: Moment,
): Settlement {
  const responseStatus = outcome.kind === 'unreachable' ? null : outcome.status;
  const sent = { attempts: 1, responseStatus, deliveredAt: null } as const;
  if (outcome.kind === 'delivered') {
    const record = { ...sent, status: 'succeeded', lastError: null, deliveredAt: now } as const;
    return { job, record, delayMs: null, attempt };
  }
  const retryAfterMs = outcome.kind === 'rejected' ? outcome.retryAfterMs : null;
  const isOver = isFinal(outcome) || delivery.contentId === testContentId;
  const delayMs = isOver
    ? null
    : nextDelayMs(attemptsOf(job, delivery), random, retryAfterMs, isBusy(outcome));
  const status = delayMs === null ? 'failed' : 'pending';
  return { job, record: { ...sent, status, lastError: errorOf(outcome) }, delayMs, attempt };
}

/** The same for an attempt that the process did not live to make. */
export function settlementOfCrash(job: Job<'deliver'>, delivery: DueDelivery, random: number): Settlement {
  const delayMs = nextDelayMs(attemptsOf(job, delivery), random);
  const status = delayMs === null ? 'failed' : 'pending';
  const record = { ...notSent, attempts: 1, status, lastError: 'internal_error' } as const;
  return { job, record, delayMs, attempt: null };
}

/** Of the schedule that goes on: a replay begins another. */
function attemptsOf({ payload: { attemptsBefore = 0 } }: Job<'deliver'>, { attempts }: DueDelivery): number {
  return attempts + 1 - attemptsBefore;
}

function errorOf(outcome: Exclude<DeliveryOutcome, { kind: 'delivered' }>): string {
  if (outcome.kind === 'unreachable') return outcome.failure;
  return outcome.kind === 'rejected' ? 'http_status' : 'smtp_status';
}

/** Too Many Requests, Bad Gateway, Service Unavailable, Gateway Timeout. */
const busyStatuses = [429, 502, 503, 504];

function isBusy(outcome: DeliveryOutcome): boolean {
  if (outcome.kind === 'rejected') return busyStatuses.includes(outcome.status);
  return outcome.kind === 'unreachable' && outcome.failure === 'timeout';
}

function isFinal(outcome: DeliveryOutcome): boolean {
  if (outcome.kind === 'rejected') return outcome.status === gone;
  if (outcome.kind === 'refused_by_smtp') return outcome.isFinal;
  return outcome.kind === 'unreachable' && outcome.failure === 'target_refused';
}

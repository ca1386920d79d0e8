import type { components } from '../../../../contract/app.types.ts';
import { tokenPrefix } from '../../../domain/tokens/token-format.ts';
import type { DeliveryAttempt } from '../../../domain/webhooks/attempts.ts';
import type { ShownDelivery } from '../../../domain/webhooks/delivery-reads.ts';
import type { Health } from '../../../domain/webhooks/health.ts';
import type { ReplayResult } from '../../../domain/webhooks/replay.ts';
import type { ShownRequest } from '../../../domain/webhooks/sent-request.ts';
import { deliveryPageSentence } from '../../../domain/webhooks/sentences/delivery-sentences.ts';
import type { ShownSubscription } from '../../../domain/webhooks/subscription-reads.ts';

type Schemas = components['schemas'];

export function presentWebhook(shown: ShownSubscription, health: Health, now: Date): Schemas['Webhook'] {
  const { nextSecretAt, tokenId, lookup, tokenName } = shown;
  return {
    id: shown.id,
    form: shown.form,
    url: shown.url,
    events: shown.events,
    status: shown.status,
    token:
      tokenId === null || lookup === null
        ? null
        : { id: tokenId, token_prefix: tokenPrefix(lookup), name: tokenName ?? '' },
    created_at: shown.createdAt.toISOString(),
    next_secret_at: nextSecretAt && nextSecretAt > now ? nextSecretAt.toISOString() : null,
    health: presentHealth(health),
  };
}

function presentHealth(health: Health): Schemas['WebhookHealth'] {
  return {
    state: health.kind,
    last_success_at: health.lastSuccessAt?.toISOString() ?? null,
    since: 'since' in health ? health.since.toISOString() : null,
    failures: health.kind === 'failing' ? health.failures : null,
    reason: 'reason' in health ? health.reason : health.kind === 'token_ended' ? health.problem : null,
  };
}

export function presentLogged(delivery: ShownDelivery): Schemas['LoggedDelivery'] {
  return {
    id: delivery.id,
    webhook_id: delivery.subscriptionId,
    event: delivery.event,
    conversation_id: delivery.conversationId,
    is_test: delivery.isTest,
    status: delivery.status,
    attempts: delivery.attempts,
    response_status: delivery.responseStatus,
    last_error: delivery.lastError,
    reason: delivery.lastError === null ? null : deliveryPageSentence(delivery),
    created_at: delivery.createdAt.toISOString(),
    delivered_at: delivery.deliveredAt?.toISOString() ?? null,
  };
}

export function presentAttempt(made: DeliveryAttempt): Schemas['DeliveryAttempt'] {
  const { attempt, at, outcome, responseStatus, latencyMs } = made;
  return {
    attempt,
    at: at.toISOString(),
    outcome,
    response_status: responseStatus,
    latency_ms: latencyMs,
  };
}

/** More than anybody reads on a page. */
const longestBodyBytes = 1_048_576;

export function presentRequest(request: ShownRequest): Schemas['WebhookDeliveryAnswer']['request'] {
  if (request.kind === 'gone') return { gone: request.reason };
  const { url, headers, body } = request;
  return {
    url,
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    body: body.subarray(0, longestBodyBytes).toString('utf8'),
    body_bytes: body.length,
    is_cut: body.length > longestBodyBytes,
  };
}

export function presentReplay({
  counts,
  repeated,
}: Extract<ReplayResult, { kind: 'replayed' }>): Schemas['ReplayAnswer'] {
  return {
    repeated,
    replayed: counts.replayed,
    due_now: counts.dueNow,
    erased: counts.erased,
    deleted: counts.deleted,
    left: counts.beyond,
  };
}

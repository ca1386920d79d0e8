import type { Health } from '../../domain/webhooks/health.ts';
import type { ReplayCounts, ReplayRefusal } from '../../domain/webhooks/replay.ts';
import type { SubscriptionObstacle } from '../../domain/webhooks/subscription-state.ts';
import { toTheSecond } from '../plain-text.ts';

const stopReasons = {
  operator: 'by an operator',
  gone: 'since its receiver answered 410',
  no_success: 'after days without a success',
} as const;

export function healthSentence(health: Health): string {
  const last = health.lastSuccessAt ? `last success ${toTheSecond(health.lastSuccessAt)}` : 'no success yet';
  if (health.kind === 'ok') return `ok, ${last}`;
  if (health.kind === 'failing')
    return `failing: ${health.failures} attempts in a row since ${toTheSecond(health.since)}, ${last}`;
  if (health.kind === 'token_ended') {
    const ended = health.problem === 'token_revoked' ? 'is revoked' : 'has expired';
    return `nothing is sent, since its token ${ended}; ${last}`;
  }
  return `${health.kind} ${stopReasons[health.reason]} since ${toTheSecond(health.since)}, ${last}`;
}

/** Why nothing can be sent to a subscription that the account has, and what to do. */
export function obstacleSentence(obstacle: Exclude<SubscriptionObstacle, { kind: 'not_found' }>): string {
  if (obstacle.kind === 'stopped') {
    const { subscriptionId: id, status } = obstacle;
    return `Subscription ${id} is ${status}. Go on first: bin/meetric webhook resume ${id}`;
  }
  return obstacle.problem === 'token_revoked'
    ? "The subscription's token is revoked, for good. Make another: bin/meetric webhook create"
    : "The subscription's token has expired. Give it more time: bin/meetric token set PREFIX --expires-in 365d";
}

export function replayRefusalSentence(refusal: Exclude<ReplayRefusal, { kind: 'not_found' }>): string {
  switch (refusal.kind) {
    case 'key_taken':
      return 'The key was used for another replay. Leave --key out, or choose another.';
    case 'conversation_deleted':
      return 'Its conversation is deleted. Bring it back first: bin/meetric conversation undelete ID';
    case 'content_erased':
      return 'Nothing is left to send: its conversation is erased or was brought back, or it is older than 7 days.';
    case 'replaced':
      return `Another delivery took its place: bin/meetric webhook replay ${refusal.by}`;
    case 'range_too_early':
      return `Deliveries can be replayed for 7 days: --since must be ${toTheSecond(refusal.earliest)} or later.`;
    case 'range_empty':
      return '--until must be later than --since.';
    default:
      return obstacleSentence(refusal);
  }
}

export function replayLines({ replayed, dueNow, erased, deleted, beyond }: ReplayCounts): string[] {
  return [
    `Queued again: ${replayed}`,
    ...(dueNow > 0 ? [`Pending anyway, now due: ${dueNow}`] : []),
    ...(erased > 0 ? [`Not replayed, nothing is left to tell of their conversations: ${erased}`] : []),
    ...(deleted > 0 ? [`Not replayed, their conversations are deleted: ${deleted}`] : []),
    ...(beyond > 0 ? [`More than one replay takes: ${beyond} are left; run the command again.`] : []),
  ];
}

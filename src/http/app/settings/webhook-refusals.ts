import type { ReplayRefusal } from '../../../domain/webhooks/replay.ts';
import type { SubscribeFault } from '../../../domain/webhooks/subscribe.ts';
import type { SubscriptionObstacle } from '../../../domain/webhooks/subscription-state.ts';
import { ApiError, invalidParameter, notFound } from '../../errors.ts';

const conflict = (message: string): ApiError => new ApiError(409, message);

/** Names the field of the request that is at fault. */
export function subscribeRefusal(fault: SubscribeFault): ApiError {
  switch (fault.code) {
    case 'token_missing':
      return invalidParameter('token_id', 'is missing: the scopes of a token decide what is sent');
    case 'url_missing':
      return invalidParameter('url', 'is missing');
    case 'events_missing':
      return invalidParameter('events', 'must name one event or more');
    case 'smtp_missing':
      return invalidParameter('form', 'needs a mail server: set SMTP_URL and MAIL_FROM for this server');
    case 'token_not_live':
      return invalidParameter('token_id', 'is no live token of the account');
    case 'url_invalid':
      return invalidParameter('url', 'is no web address');
    case 'target_refused':
      return invalidParameter('url', fault.reason);
    case 'not_of_form':
      return invalidParameter(
        fault.option === 'token' ? 'token_id' : fault.option,
        `is not for the form ${fault.form}`,
      );
  }
}

export function obstacleRefusal(obstacle: SubscriptionObstacle): ApiError {
  if (obstacle.kind === 'not_found') return notFound();
  if (obstacle.kind === 'stopped') return conflict(`The webhook is ${obstacle.status}. Resume it first.`);
  return conflict(
    obstacle.problem === 'token_revoked'
      ? 'The token of the webhook is revoked, for good. Make another webhook with a token that is live.'
      : 'The token of the webhook has expired. Give the token more time first.',
  );
}

export function replayRefusal(refusal: ReplayRefusal): ApiError {
  switch (refusal.kind) {
    case 'key_taken':
      return conflict('The key was used for another replay.');
    case 'conversation_deleted':
      return conflict('Its conversation is deleted. Bring it back first.');
    case 'content_erased':
      return conflict(
        'Nothing is left to send: its conversation is erased or was brought back, or it is older than 7 days.',
      );
    case 'replaced':
      return conflict(`Another delivery took its place: ${refusal.by}`);
    case 'range_too_early':
      return invalidParameter('since', `must be ${refusal.earliest.toISOString()} or later`);
    case 'range_empty':
      return invalidParameter('until', 'must be later than since');
    default:
      return obstacleRefusal(refusal);
  }
}

import { deleteSubscription } from '../../../domain/webhooks/delete-subscription.ts';
import { overlapHours, startRotation, switchSecret } from '../../../domain/webhooks/rotation.ts';
import { pause, resume } from '../../../domain/webhooks/stop-and-resume.ts';
import { answerOf } from '../../api/answer.ts';
import { ApiError, invalidParameter, notFound } from '../../errors.ts';
import { doing } from '../doing.ts';
import type { Handler } from '../handler.ts';

export const pauseWebhook: Handler<'pauseWebhook'> = async ({ context, caller, parameters, now }) => {
  const { by } = doing({ caller, now });
  const result = await pause(context.pool, caller.session.key.accountId, parameters.id, by);
  if (result.kind === 'unknown') throw notFound();
  return { status: 204 };
};

export const resumeWebhook: Handler<'resumeWebhook'> = async ({ context, caller, parameters, now }) => {
  const { by } = doing({ caller, now });
  const result = await resume(context.pool, caller.session.key.accountId, parameters.id, by);
  if (result.kind === 'unknown') throw notFound();
  const { missed, since } = result.kind === 'resumed' ? result : { missed: 0, since: null };
  return { answer: answerOf({ missed, since: since?.toISOString() ?? null }) };
};

export const deleteWebhook: Handler<'deleteWebhook'> = async ({ context, caller, parameters, now }) => {
  const { by } = doing({ caller, now });
  const result = await deleteSubscription(context.pool, caller.session.key.accountId, parameters.id, by);
  if (result.kind === 'not_found') throw notFound();
  return { answer: answerOf({ cancelled: result.cancelled }) };
};

export const rotateWebhookSecret: Handler<'rotateWebhookSecret'> = async (call) => {
  const { context, caller, parameters, body, now } = call;
  const wish = { subscriptionId: parameters.id, overlapHours: body.overlap_hours };
  const result = await startRotation(context, caller.session.key.accountId, wish, doing({ caller, now }));
  if (result.kind === 'refused') throw refusalOf(result.reason);
  const { secret, switchesAt } = result;
  return { answer: answerOf({ secret, switches_at: switchesAt.toISOString() }) };
};

export const endWebhookOverlap: Handler<'endWebhookOverlap'> = async (call) => {
  const { context, caller, parameters, now } = call;
  const { accountId } = caller.session.key;
  const result = await switchSecret(context.pool, accountId, parameters.id, doing({ caller, now }));
  if (result.kind === 'refused') throw refusalOf(result.reason);
  return { status: 204 };
};

type Reason = 'unknown' | 'running_already' | 'not_signed' | 'overlap_out_of_range' | 'no_rotation';

function refusalOf(reason: Reason): ApiError {
  switch (reason) {
    case 'unknown':
      return notFound();
    case 'running_already':
      return new ApiError(409, 'Two secrets sign already. End the old one first.');
    case 'not_signed':
      return new ApiError(409, 'It is a message for people, which no secret signs.');
    case 'overlap_out_of_range':
      return invalidParameter('overlap_hours', `must be ${overlapHours.least} to ${overlapHours.most}`);
    case 'no_rotation':
      return new ApiError(409, 'Only one secret signs already.');
  }
}

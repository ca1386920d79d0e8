import { replayDelivery, replaySubscription } from '../../../domain/webhooks/replay.ts';
import { answerOf } from '../../api/answer.ts';
import { doing } from '../doing.ts';
import type { Handler } from '../handler.ts';
import { momentOf } from './moment.ts';
import { presentReplay } from './present-webhook.ts';
import { replayRefusal } from './webhook-refusals.ts';

export const replayWebhookDelivery: Handler<'replayWebhookDelivery'> = async (call) => {
  const { context, caller, parameters, body, now } = call;
  const request = { key: body.key, ...doing({ caller, now }) };
  const result = await replayDelivery(context.pool, caller.session.key.accountId, parameters.id, request);
  if (result.kind !== 'replayed') throw replayRefusal(result);
  return { answer: answerOf(presentReplay(result)) };
};

export const replayWebhook: Handler<'replayWebhook'> = async (call) => {
  const { context, caller, parameters, body, now } = call;
  const { key, which, since, until } = body;
  const range = {
    which,
    since: momentOf('since', since),
    until: momentOf('until', until),
    asWritten: `${since ?? ''} ${until ?? ''}`,
  };
  const request = { key, ...doing({ caller, now }), ...range };
  const result = await replaySubscription(context.pool, caller.session.key.accountId, parameters.id, request);
  if (result.kind !== 'replayed') throw replayRefusal(result);
  return { answer: answerOf(presentReplay(result)) };
};

import type { components } from '../../../../contract/app.types.ts';
import { awaitAttempt } from '../../../domain/webhooks/attempt-wait.ts';
import { deliveryAttempts } from '../../../domain/webhooks/attempts.ts';
import { findShownDelivery, type ShownDelivery } from '../../../domain/webhooks/delivery-reads.ts';
import { loggedMs } from '../../../domain/webhooks/queries.ts';
import { shownRequest } from '../../../domain/webhooks/sent-request.ts';
import { listSubscriptionLog } from '../../../domain/webhooks/subscription-log.ts';
import { findShownSubscription } from '../../../domain/webhooks/subscription-reads.ts';
import { queueTest } from '../../../domain/webhooks/test-delivery.ts';
import { type Answer, answerOf } from '../../api/answer.ts';
import type { Context } from '../../context.ts';
import { decodeCursor, encodeCursor } from '../../cursor.ts';
import { invalidParameter, notFound } from '../../errors.ts';
import { doing } from '../doing.ts';
import type { Handler } from '../handler.ts';
import { momentOf } from './moment.ts';
import { presentAttempt, presentLogged, presentRequest } from './present-webhook.ts';
import { obstacleRefusal } from './webhook-refusals.ts';

type DeliveryAnswer = components['schemas']['WebhookDeliveryAnswer'];

/** The answer to a test comes within a second. */
const testWaitMs = 850;
/** A stopping server lets its requests end within this. */
const attemptWaitMs = 4_000;

export const listWebhookDeliveries: Handler<'listWebhookDeliveries'> = async (call) => {
  const { context, caller, parameters, now } = call;
  const { accountId } = caller.session.key;
  const { id, status = null, event = null, since, until, cursor, limit } = parameters;
  const filters = `app log ${[id, status, event, since, until].join(' ')}`;
  const scope = { key: context.keys.cursor, accountId, filters };
  const position = cursor === undefined ? null : decodeCursor(scope, cursor, now);
  if (cursor !== undefined && !position)
    throw invalidParameter('cursor', 'must be the next_cursor of an earlier answer to the same query');
  const earliest = new Date(now.getTime() - loggedMs);
  const wanted = momentOf('since', since) ?? earliest;
  const rows = await listSubscriptionLog(context.pool, accountId, {
    subscriptionId: id,
    status,
    event,
    since: wanted > earliest ? wanted : earliest,
    until: momentOf('until', until),
    after: position && { createdUs: position.us, id: position.id },
    limit: limit + 1,
  });
  if (rows.length === 0) await requireLog(context, accountId, id, earliest);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next =
    last && rows.length > limit ? encodeCursor(scope, { us: last.createdUs, id: last.id }, now) : null;
  return { answer: answerOf({ deliveries: shown.map(presentLogged), next_cursor: next }) };
};

/** The log of a deleted subscription stands, for as long as there is something in it. */
async function requireLog(
  { pool }: Context,
  accountId: string,
  subscriptionId: string,
  since: Date,
): Promise<void> {
  if (await findShownSubscription(pool, accountId, subscriptionId)) return;
  const all = { subscriptionId, status: null, event: null, since, until: null, after: null, limit: 1 };
  if ((await listSubscriptionLog(pool, accountId, all)).length === 0) throw notFound();
}

export const getWebhookDelivery: Handler<'getWebhookDelivery'> = async (call) => {
  const { context, caller, parameters, now } = call;
  const { pool: db, clock } = context;
  const { accountId } = caller.session.key;
  const { id: deliveryId, after_attempts: afterAttempts } = parameters;
  const delivery =
    afterAttempts === undefined
      ? await findShownDelivery(db, accountId, deliveryId)
      : await awaitAttempt({ db, clock }, accountId, { deliveryId, afterAttempts, atMostMs: attemptWaitMs });
  if (!delivery) throw notFound();
  return { answer: await presentDelivery(context, accountId, delivery, now) };
};

export const testWebhook: Handler<'testWebhook'> = async ({ context, caller, parameters, now }) => {
  const { pool: db, clock } = context;
  const { accountId } = caller.session.key;
  const queued = await queueTest(db, accountId, parameters.id, doing({ caller, now }));
  if (queued.kind !== 'queued') throw obstacleRefusal(queued);
  const wait = { deliveryId: queued.deliveryId, afterAttempts: 0, atMostMs: testWaitMs };
  const delivery = await awaitAttempt({ db, clock }, accountId, wait);
  if (!delivery) throw notFound();
  return { answer: await presentDelivery(context, accountId, delivery, now) };
};

async function presentDelivery(
  context: Context,
  accountId: string,
  delivery: ShownDelivery,
  now: Date,
): Promise<Answer<DeliveryAnswer>> {
  const { pool: db, keys } = context;
  const attempts = await deliveryAttempts(db, accountId, delivery.id);
  const shown = { id: delivery.id, lastAttempt: attempts.at(-1) ?? null, now };
  const request = await shownRequest({ db, keys, publicUrl: context.publicUrl() }, accountId, shown);
  return answerOf<DeliveryAnswer>({
    delivery: presentLogged(delivery),
    attempts: attempts.map(presentAttempt),
    request: presentRequest(request),
  });
}

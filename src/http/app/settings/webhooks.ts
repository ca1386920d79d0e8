import { tokenPrefix } from '../../../domain/tokens/token-format.ts';
import { findShownToken } from '../../../domain/tokens/token-reads.ts';
import { webhookActivity } from '../../../domain/webhooks/activity.ts';
import { webhookEvents } from '../../../domain/webhooks/events.ts';
import { subscriptionHealth, subscriptionHealths } from '../../../domain/webhooks/health.ts';
import { subscribe } from '../../../domain/webhooks/subscribe.ts';
import {
  countDeliveries,
  findShownSubscription,
  listShownSubscriptions,
} from '../../../domain/webhooks/subscription-reads.ts';
import { answerOf } from '../../api/answer.ts';
import type { Context } from '../../context.ts';
import { invalidParameter, notFound } from '../../errors.ts';
import { doing } from '../doing.ts';
import type { Handler } from '../handler.ts';
import { presentWebhook } from './present-webhook.ts';
import { subscribeRefusal } from './webhook-refusals.ts';

const forms = ['webhook', 'slack', 'teams', 'mail'] as const;

export const listWebhooks: Handler<'listWebhooks'> = async ({ context, caller, now }) => {
  const { accountId } = caller.session.key;
  const subscriptions = await listShownSubscriptions(context.pool, accountId);
  const healths = await subscriptionHealths(context.pool, accountId);
  const webhooks = subscriptions.flatMap((shown) => {
    const health = healths.get(shown.id);
    return health ? [presentWebhook(shown, health, now)] : [];
  });
  const possible = forms.filter((form) => form !== 'mail' || context.mailer);
  return { answer: answerOf({ webhooks, forms: possible, events: [...webhookEvents] }) };
};

export const listWebhookActivity: Handler<'listWebhookActivity'> = async ({ context, caller, now }) => {
  const activity = await webhookActivity(context.pool, caller.session.key.accountId, now);
  return {
    answer: answerOf({
      hours: activity.hours.map((hour) => hour.toISOString()),
      since: activity.since.toISOString(),
      webhooks: [...activity.bySubscription].map(([id, counts]) => ({ id, ...counts })),
    }),
  };
};

export const getWebhook: Handler<'getWebhook'> = async ({ context, caller, parameters, now }) => {
  const { accountId } = caller.session.key;
  const webhook = await findPresented(context, accountId, parameters.id, now);
  const counts = await countDeliveries(context.pool, accountId, parameters.id, now);
  return { answer: answerOf({ webhook, deliveries: Object.fromEntries(counts) }) };
};

export const createWebhook: Handler<'createWebhook'> = async ({ context, caller, body, now }) => {
  const { accountId } = caller.session.key;
  const { pool, keys, webhookPolicy: policy } = context;
  const canMail = context.mailer !== null;
  const { form, url, events, token_id: tokenId } = body;
  const prefix = tokenId === undefined ? null : await prefixOf(context, accountId, tokenId);
  const wanted = {
    form,
    ...(url !== undefined && { url: url.trim() }),
    ...(events && { events }),
    ...(prefix !== null && { tokenPrefix: prefix }),
  };
  const made = await subscribe({ pool, keys, policy, canMail }, accountId, wanted, doing({ caller, now }));
  if (made.kind === 'refused') throw subscribeRefusal(made.fault);
  const webhook = await findPresented(context, accountId, made.id, now);
  const { secret, unresolvedHost } = made;
  return { status: 201, answer: answerOf({ webhook, secret, unresolved_host: unresolvedHost }) };
};

async function findPresented({ pool }: Context, accountId: string, id: string, now: Date) {
  const shown = await findShownSubscription(pool, accountId, id);
  const health = await subscriptionHealth(pool, accountId, id);
  if (!shown || !health) throw notFound();
  return presentWebhook(shown, health, now);
}

async function prefixOf({ pool }: Context, accountId: string, tokenId: string): Promise<string> {
  const token = await findShownToken(pool, accountId, tokenId);
  if (!token) throw invalidParameter('token_id', 'is no live token of the account');
  return tokenPrefix(token.lookup);
}

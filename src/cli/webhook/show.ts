import type { Command } from 'commander';
import { tokenPrefix } from '../../domain/tokens/token-format.ts';
import { type Health, subscriptionHealth, subscriptionHealths } from '../../domain/webhooks/health.ts';
import {
  countDeliveries,
  findShownSubscription,
  listShownSubscriptions,
  type ShownSubscription,
} from '../../domain/webhooks/subscription-reads.ts';
import { printResult, table } from '../output.ts';
import { shortened, toTheSecond } from '../plain-text.ts';
import { healthSentence } from '../sentences/webhook-sentences.ts';
import { type CommonOptions, withAccount } from '../session.ts';
import { subscriptionId, unknownSubscription, withCommonOptions } from './subscription-id.ts';

const longestUrl = 2_048;

export function addList(family: Command): void {
  withCommonOptions(family.command('list').description('List subscriptions with their health')).action(list);
}

export function addShow(family: Command): void {
  withCommonOptions(
    family.command('show <id>').description('Show a subscription: its health, secret and last 7 days'),
  ).action(show);
}

function list(options: CommonOptions): Promise<void> {
  return withAccount(options, async ({ database, account }) => {
    const subscriptions = await listShownSubscriptions(database.pool, account.id);
    const healths = await subscriptionHealths(database.pool, account.id);
    const rows = subscriptions.map((shown) => [
      shown.id,
      prefixOf(shown) ?? '-',
      shown.status,
      healths.get(shown.id)?.kind ?? '-',
      urlOf(shown),
    ]);
    printResult(
      options,
      subscriptions.map((shown) => present(shown, healths.get(shown.id))),
      table([['ID', 'TOKEN', 'STATUS', 'HEALTH', 'URL'], ...rows]),
    );
  });
}

function show(text: string, options: CommonOptions): Promise<void> {
  return withAccount(options, async ({ database: { pool }, account, now }) => {
    const id = subscriptionId(text);
    const shown = await findShownSubscription(pool, account.id, id);
    const health = await subscriptionHealth(pool, account.id, id);
    if (!shown || !health) throw unknownSubscription(id);
    const counts = await countDeliveries(pool, account.id, id, now);
    const deliveries = Object.fromEntries(counts);
    printResult(
      options,
      { ...present(shown, health), deliveries_7_days: deliveries },
      linesOf(shown, health, { counts, now }),
    );
  });
}

function present(shown: ShownSubscription, health: Health | undefined): Record<string, unknown> {
  return {
    id: shown.id,
    form: shown.form,
    token_prefix: prefixOf(shown),
    url: shown.url,
    events: shown.events,
    status: shown.status,
    created_at: shown.createdAt.toISOString(),
    next_secret_at: shown.nextSecretAt?.toISOString() ?? null,
    ...(health && {
      health: health.kind,
      last_success_at: health.lastSuccessAt?.toISOString() ?? null,
      ...(health.kind === 'failing' && { failures: health.failures }),
      ...('reason' in health && { stopped_reason: health.reason }),
      ...('since' in health && { since: health.since.toISOString() }),
    }),
  };
}

function linesOf(
  shown: ShownSubscription,
  health: Health,
  { counts, now }: { counts: ReadonlyMap<string, number>; now: Date },
): string[] {
  const deliveries = [...counts].map(([status, count]) => `${count} ${status}`).sort();
  const rotating = shown.nextSecretAt !== null && shown.nextSecretAt > now;
  return [
    `Subscription: ${shown.id}`,
    `Form: ${shown.form}`,
    `URL: ${urlOf(shown)}`,
    `Token: ${prefixOf(shown) ?? 'none'}`,
    `Events: ${shown.events.join(', ')}`,
    `Status: ${shown.status}`,
    `Health: ${healthSentence(health)}`,
    rotating && shown.nextSecretAt
      ? `Secret: two sign, the new one alone from ${toTheSecond(shown.nextSecretAt)}`
      : 'Secret: one signs',
    `Last 7 days: ${deliveries.join(', ') || 'no delivery'}`,
    `Created: ${toTheSecond(shown.createdAt)}`,
  ];
}

function prefixOf({ lookup }: ShownSubscription): string | null {
  return lookup === null ? null : tokenPrefix(lookup);
}

function urlOf({ url }: ShownSubscription): string {
  return url === null ? '-' : shortened(url, longestUrl);
}

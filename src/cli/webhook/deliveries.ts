import type { Command } from 'commander';
import { isUuid } from '../../base/uuid.ts';
import { type DeliveryAttempt, deliveryAttempts } from '../../domain/webhooks/attempts.ts';
import {
  findShownDelivery,
  listShownDeliveries,
  type ShownDelivery,
} from '../../domain/webhooks/delivery-reads.ts';
import { loggedMs } from '../../domain/webhooks/queries.ts';
import { deliverySentence } from '../../domain/webhooks/sentences/delivery-sentences.ts';
import { findShownSubscription } from '../../domain/webhooks/subscription-reads.ts';
import { countUpTo } from '../arguments.ts';
import { printResult, table } from '../output.ts';
import { toTheSecond } from '../plain-text.ts';
import { type AccountSession, type CommonOptions, withAccount } from '../session.ts';
import { type PointInTime, pointInTime } from './points-in-time.ts';
import { unknownDelivery, withCommonOptions } from './subscription-id.ts';

interface DeliveriesOptions extends CommonOptions {
  failed?: boolean;
  since?: PointInTime;
  limit: number;
  attempts?: boolean;
}

interface Shown {
  delivery: ShownDelivery;
  /** Null where they were not asked for. */
  attempts: DeliveryAttempt[] | null;
}

const mostShown = 10_000;

export function addDeliveries(family: Command): void {
  withCommonOptions(
    family
      .command('deliveries [id]')
      .description('List deliveries, newest first: all, of a subscription, or one by its id')
      .option('--failed', 'only those that were given up, skipped or cancelled')
      .option('--since <time>', 'from then on, such as 2026-06-03T09:00:00Z or 24h; else 7 days', pointInTime)
      .option('--limit <n>', 'how many at most', countUpTo(mostShown), 50)
      .option('--attempts', 'with each attempt'),
  ).action(run);
}

function run(text: string | undefined, options: DeliveriesOptions): Promise<void> {
  return withAccount(options, async (session) => {
    const found = await find(session, text, options);
    const shown = found.slice(0, options.limit);
    const rows: Shown[] = [];
    for (const delivery of shown)
      rows.push({ delivery, attempts: options.attempts ? await attemptsOf(session, delivery) : null });
    printResult(options, rows.map(present), rows.length === 0 ? ['No deliveries.'] : linesOf(rows));
    if (found.length > shown.length)
      process.stderr.write(`${shown.length} are shown, and there are more: --limit shows more.\n`);
  });
}

async function find(
  { database: { pool }, account, now }: AccountSession,
  text: string | undefined,
  { failed = false, since, limit }: DeliveriesOptions,
): Promise<ShownDelivery[]> {
  const wanted = {
    failed,
    since: since?.at(now) ?? new Date(now.getTime() - loggedMs),
    limit: limit + 1,
  };
  if (text === undefined) return listShownDeliveries(pool, account.id, { ...wanted, subscriptionId: null });
  if (!isUuid(text)) throw unknownDelivery(text);
  const id = text.toLowerCase();
  // The log of a deleted subscription stands.
  const ofSubscription = await listShownDeliveries(pool, account.id, { ...wanted, subscriptionId: id });
  if (ofSubscription.length > 0 || (await findShownSubscription(pool, account.id, id))) return ofSubscription;
  const delivery = await findShownDelivery(pool, account.id, id);
  if (!delivery) throw unknownDelivery(text);
  return [delivery];
}

function attemptsOf(
  { database, account }: AccountSession,
  { id }: ShownDelivery,
): Promise<DeliveryAttempt[]> {
  return deliveryAttempts(database.pool, account.id, id);
}

function present({ delivery, attempts }: Shown): Record<string, unknown> {
  return {
    id: delivery.id,
    subscription_id: delivery.subscriptionId,
    event: delivery.event,
    conversation_id: delivery.conversationId,
    is_test: delivery.isTest,
    status: delivery.status,
    attempts: delivery.attempts,
    response_status: delivery.responseStatus,
    last_error: delivery.lastError,
    created_at: delivery.createdAt.toISOString(),
    delivered_at: delivery.deliveredAt?.toISOString() ?? null,
    ...(attempts && {
      attempt_log: attempts.map(({ attempt, at, outcome, responseStatus, latencyMs }) => ({
        attempt,
        at: at.toISOString(),
        outcome,
        response_status: responseStatus,
        latency_ms: latencyMs,
      })),
    }),
  };
}

function linesOf(rows: readonly Shown[]): string[] {
  const heading = ['ID', 'CREATED', 'EVENT', 'STATUS', 'ATTEMPTS', 'ANSWER'];
  const [first = '', ...lines] = table([heading, ...rows.map(({ delivery }) => cellsOf(delivery))]);
  return [first, ...lines.flatMap((line, n) => [line, ...detailLines(rows[n])])];
}

function cellsOf(delivery: ShownDelivery): string[] {
  const answer = [delivery.responseStatus, delivery.lastError].filter((part) => part !== null);
  return [
    delivery.id,
    toTheSecond(delivery.createdAt),
    delivery.isTest ? `${delivery.event} (test)` : delivery.event,
    delivery.status,
    String(delivery.attempts),
    answer.join(' '),
  ];
}

/** Below its row where attempts are shown: each of them, and in words why it did not arrive. */
function detailLines(shown: Shown | undefined): string[] {
  if (!shown?.attempts) return [];
  const { delivery, attempts } = shown;
  const lines = attempts.map(
    ({ attempt, at, outcome, responseStatus, latencyMs }) =>
      `  ${attempt}. ${toTheSecond(at)}  ${responseStatus ?? outcome}  ${latencyMs} ms`,
  );
  return delivery.lastError === null ? lines : [...lines, `  ${deliverySentence(delivery)}`];
}

import { setTimeout as delay } from 'node:timers/promises';
import type { Command } from 'commander';
import { operator } from '../../domain/audit/audit-log.ts';
import { type DeliveryAttempt, deliveryAttempts } from '../../domain/webhooks/attempts.ts';
import { findShownDelivery, type ShownDelivery } from '../../domain/webhooks/delivery-reads.ts';
import { deliverySentence } from '../../domain/webhooks/sentences/delivery-sentences.ts';
import { queueTest } from '../../domain/webhooks/test-delivery.ts';
import { countUpTo } from '../arguments.ts';
import { printResult } from '../output.ts';
import { obstacleSentence } from '../sentences/webhook-sentences.ts';
import { type AccountSession, CommandFault, type CommonOptions, withAccount } from '../session.ts';
import { attemptHere } from './attempt-here.ts';
import { subscriptionId, unknownSubscription, withCommonOptions } from './subscription-id.ts';

interface TestOptions extends CommonOptions {
  timeout: number;
}

const pollMs = 50;
/** A server on the same outside database hears of a job at once; without one, this command makes the attempt. */
const serverTurnMs = 2_000;
const longestWaitS = 600;

export function addTest(family: Command): void {
  withCommonOptions(
    family
      .command('test <id>')
      .description('Send a made-up conversation, marked as such, and say what came of it')
      .option('--timeout <seconds>', 'how long to wait for the outcome', countUpTo(longestWaitS), 60),
  ).action(run);
}

function run(text: string, options: TestOptions): Promise<void> {
  return withAccount(options, async (session) => {
    const { database, account, now } = session;
    const id = subscriptionId(text);
    const result = await queueTest(database.pool, account.id, id, { by: operator, now });
    if (result.kind === 'not_found') throw unknownSubscription(id);
    if (result.kind !== 'queued') throw new CommandFault(obstacleSentence(result));
    const { deliveryId } = result;
    const delivery = await outcomeOf(session, deliveryId, options.timeout * 1_000);
    if (!delivery) throw new CommandFault(waitsStill(deliveryId, options.timeout));
    const [attempt] = await deliveryAttempts(database.pool, account.id, deliveryId);
    const delivered = delivery.status === 'succeeded';
    if (!delivered) process.exitCode = 1;
    printResult(options, present(delivery, attempt), [
      delivered ? deliveredLine(delivery, attempt) : `Not delivered. ${deliverySentence(delivery)}`,
      `Delivery: ${deliveryId}`,
    ]);
  });
}

/** Null where there was none in time. */
async function outcomeOf(
  session: AccountSession,
  deliveryId: string,
  timeoutMs: number,
): Promise<ShownDelivery | null> {
  const { database, config, account } = session;
  const startedMs = performance.now();
  // The embedded database serves nobody else then.
  let serverTurn = database.servedElsewhere ? timeoutMs : config.databaseUrl === null ? 0 : serverTurnMs;
  while (performance.now() - startedMs <= timeoutMs) {
    const delivery = await findShownDelivery(database.pool, account.id, deliveryId);
    if (delivery && delivery.status !== 'pending') return delivery;
    if (performance.now() - startedMs < serverTurn) await delay(pollMs);
    else if (await attemptHere(session, deliveryId)) serverTurn = 0;
    else await delay(pollMs);
  }
  return null;
}

function waitsStill(deliveryId: string, timeoutS: number): string {
  return `The test has no outcome after ${timeoutS} s: it stands in the queue. See: bin/meetric webhook deliveries ${deliveryId}`;
}

function deliveredLine({ responseStatus }: ShownDelivery, attempt: DeliveryAttempt | undefined): string {
  const after = attempt ? ` after ${attempt.latencyMs} ms` : '';
  return `Delivered: the receiver answered ${responseStatus}${after}.`;
}

function present(delivery: ShownDelivery, attempt: DeliveryAttempt | undefined): Record<string, unknown> {
  const delivered = delivery.status === 'succeeded';
  return {
    delivery_id: delivery.id,
    status: delivery.status,
    response_status: delivery.responseStatus,
    last_error: delivery.lastError,
    latency_ms: attempt?.latencyMs ?? null,
    reason: delivered ? null : deliverySentence(delivery),
  };
}

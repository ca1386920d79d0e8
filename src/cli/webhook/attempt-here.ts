import { pino } from 'pino';
import { systemClock } from '../../base/clock.ts';
import { inTransaction } from '../../db/pool.ts';
import { createMailer, mailTimes } from '../../domain/mail/mailer.ts';
import { deliverHandler } from '../../domain/webhooks/deliver.ts';
import { EndpointPaces } from '../../domain/webhooks/endpoint-paces.ts';
import { createSafeDispatcher } from '../../domain/webhooks/safe-dispatcher.ts';
import { systemResolve, TargetPolicy } from '../../domain/webhooks/target-policy.ts';
import { claimTest } from '../../domain/webhooks/test-delivery.ts';
import type { AccountSession } from '../session.ts';

/** One attempt of a test delivery in this process, as a server makes it. False where somebody has its job already. */
export async function attemptHere(session: AccountSession, deliveryId: string): Promise<boolean> {
  const { database, config, account, now } = session;
  const { pool, keys } = database;
  // A test has no recording, and so no link to this address.
  const source = { now, publicUrl: config.publicUrl ?? '' };
  const job = await inTransaction(pool, (tx) => claimTest(tx, account.id, deliveryId, source));
  if (!job) return false;
  const dispatcher = createSafeDispatcher(new TargetPolicy(config.webhookAllow, systemResolve));
  const handler = deliverHandler({
    pool,
    keys,
    clock: systemClock,
    log: pino({ level: 'silent' }),
    dispatcher,
    paces: new EndpointPaces(systemClock),
    ...(config.mail ? { mailer: createMailer(config.mail, mailTimes) } : {}),
    random: Math.random,
    publicUrl: () => source.publicUrl,
    onAttempt: () => {},
  });
  try {
    await handler.run(job, new AbortController().signal);
    return true;
  } finally {
    await dispatcher.destroy();
  }
}

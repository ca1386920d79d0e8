import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Clock } from '../../src/base/clock.ts';
import { listenForNews } from '../../src/db/notifications.ts';
import { operator } from '../../src/domain/audit/audit-log.ts';
import { markRevoked } from '../../src/domain/tokens/queries.ts';
import { pause } from '../../src/domain/webhooks/stop-and-resume.ts';
import { readConfig } from '../../src/server/config.ts';
import { type RunningServer, startServer } from '../../src/server/start.ts';
import { status } from '../../testing/receiver.ts';
import { createDeliveryRig, type DeliveryRig } from '../domain/webhooks/delivery-rig.ts';
import { silent } from '../jobs/job-rows.ts';
import { testSecretKey } from '../support/server.ts';

/** A server looks again at the deliveries that it holds when it hears of a change, however short the time since it read them. */
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'meetric-recheck-'));
/** No time passes by it, so that nothing that was read is old. */
const stopped: Clock = { now: () => new Date(), monotonicMs: () => 0 };
let rig: DeliveryRig;
let server: RunningServer;
beforeAll(async () => {
  rig = await createDeliveryRig();
  const env = {
    PORT: '0',
    DATA_DIR: dataDir,
    DATABASE_URL: rig.installation.database.url,
    SECRET_KEY: testSecretKey,
    WEBHOOK_ALLOW: '127.0.0.1',
  };
  const config = readConfig(env);
  if (config.kind === 'faults') throw new Error(config.faults.join('; '));
  server = await startServer(config.config, silent, { role: 'all', lanes: ['delivery'] }, stopped);
});
afterAll(async () => {
  await server.close();
  await rig.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const changes: [string, string, (ids: { prefix: string; subscription: string }) => Promise<unknown>][] = [
  [
    'tokens',
    'token_revoked',
    ({ prefix }) =>
      markRevoked(rig.installation.pool, rig.installation.accountId, prefix.slice(3), new Date()),
  ],
  [
    'webhooks',
    'subscription_paused',
    ({ subscription }) => pause(rig.installation.pool, rig.installation.accountId, subscription, operator),
  ],
];
test.each(changes)('news of %s', async (about, reason, change) => {
  const token = await rig.installation.token();
  const { id } = await rig.subscribe(token);
  rig.receiver.reply = status(200);
  const leased = () => rig.installation.database.query('select from job where lease_token is not null');
  const tellOfJobs = () => rig.installation.database.query(`select pg_notify('meetric_news', 'jobs')`);
  // One that has answered is sent several at once.
  await rig.complete();
  await tellOfJobs();
  await expect
    .poll(async () => (await rig.deliveries()).map((one) => one.status), { timeout: 20_000 })
    .toEqual(['succeeded']);
  const held: (() => void)[] = [];
  rig.receiver.reply = (response, request) => void held.push(() => status(200)(response, request));
  for (let n = 0; n < 30; n += 1) await rig.complete();
  await tellOfJobs();
  // Ten are under way, the others wait for their turn.
  await expect.poll(async () => (await leased()).length, { timeout: 20_000 }).toBe(30);
  await expect.poll(() => held.length, { timeout: 20_000 }).toBe(10);
  const heard: string[] = [];
  const listener = listenForNews(rig.installation.database.url, (news) => heard.push(news.about));
  try {
    await change({ prefix: token.tokenPrefix, subscription: id });
    // Told several times: when the test hears the third, the server has heard the first.
    await expect
      .poll(
        async () => {
          await rig.installation.database.query(`select pg_notify('meetric_news', $1)`, [about]);
          return heard.filter((one) => one === about).length >= 3;
        },
        { timeout: 20_000 },
      )
      .toBe(true);
    rig.receiver.reply = status(200);
    for (const release of held) release();
    await expect.poll(leased, { timeout: 20_000 }).toEqual([]);
    const endings = (await rig.deliveries()).map((one) => one.last_error);
    expect(endings.filter((error) => error === reason)).toHaveLength(20);
  } finally {
    await listener.close();
    await rig.clear();
  }
});

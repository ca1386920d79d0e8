import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operator } from '../../../src/domain/audit/audit-log.ts';
import { gone, type Settled, type Settlement, settleAttempts } from '../../../src/domain/webhooks/settle.ts';
import { disable, pause, resume } from '../../../src/domain/webhooks/stop-and-resume.ts';
import type { Job } from '../../../src/jobs/queue.ts';
import { createDeliveryRig, type DeliveryRig } from './delivery-rig.ts';

let rig: DeliveryRig;
let holder: pg.Client;
beforeAll(async () => {
  rig = await createDeliveryRig();
  holder = new pg.Client({ connectionString: rig.installation.database.url });
  await holder.connect();
});
afterAll(async () => {
  await holder.end();
  await rig.close();
});

const record = {
  status: 'failed',
  attempts: 1,
  responseStatus: gone,
  lastError: 'http_status',
  deliveredAt: null,
} as const;
const attempt = { number: 1, latencyMs: 4 };
const settlement = (job: Job<'deliver'>): Settlement => ({ job, record, delayMs: null, attempt });

/** So many batches wait for rows that another has locked. */
async function waitingForLock(count: number): Promise<void> {
  await expect.poll(() => rig.installation.database.waitingForLock('settle_attempts')).toBe(count);
}

test('a job whose lease is renewed while its outcome is written down ends all the same', async () => {
  await rig.subscribe(await rig.installation.token());
  await rig.complete();
  await rig.complete();
  const jobs = await rig.claim();
  await holder.query('begin');
  await holder.query(`update job set leased_until = clock_timestamp() + interval '20 s'`);
  const sent = { status: 'succeeded', attempts: 1, lastError: null, deliveredAt: new Date() } as const;
  const settled = settleAttempts(
    rig.installation.pool,
    jobs.map((job, i) => ({
      job,
      record: { ...sent, responseStatus: 204 },
      delayMs: i === 0 ? null : 60_000,
      attempt,
    })),
  );
  await waitingForLock(1);
  await holder.query('commit');
  expect((await settled).leaseTokens.size).toBe(2);
  expect(
    await rig.installation.database.query(
      'select lease_token, failures, lost_leases, due_at > now() as later from job',
    ),
  ).toEqual([{ lease_token: null, failures: 0, lost_leases: 0, later: true }]);
  await rig.clear();
});

test('two batches that disable the same subscriptions, met in another order, do not wait for each other', async () => {
  const token = await rig.installation.token();
  const made = [await rig.subscribe(token), await rig.subscribe(token)];
  const [first, second] = made.map(({ id }) => id).toSorted();
  await rig.complete();
  await rig.complete();
  // Of one batch the jobs come in the order of the subscriptions, of the other the other way round.
  await rig.installation.database.query(
    `update job set id = ('00000000-0000-4000-8000-00000000000' ||
       case when nr = 1 then case when subject_id = $1 then 1 else 2 end
         else case when subject_id = $1 then 4 else 3 end end)::uuid
     from (select id, row_number() over (partition by subject_id order by id) as nr from job) numbered
     where numbered.id = job.id`,
    [first],
  );
  const jobs = (await rig.claim()).toSorted((one, other) => (one.id < other.id ? -1 : 1));
  await holder.query('begin');
  await holder.query('select from webhook_subscription where id = $1 for update', [second]);
  const settle = (part: Job<'deliver'>[]): Promise<Settled> =>
    settleAttempts(rig.installation.pool, part.map(settlement));
  const opposite = settle(jobs.slice(2));
  await waitingForLock(1);
  const straight = settle(jobs.slice(0, 2));
  await waitingForLock(2);
  await holder.query('commit');
  expect((await Promise.all([opposite, straight])).map(({ leaseTokens }) => leaseTokens.size)).toEqual([
    2, 2,
  ]);
  expect(await rig.installation.database.query('select distinct status from webhook_subscription')).toEqual([
    { status: 'disabled' },
  ]);
});

test('attempts of one batch count in the order in which they ended', async () => {
  await rig.clear();
  const { id } = await rig.subscribe(await rig.installation.token());
  for (let n = 0; n < 4; n += 1) await rig.complete();
  const jobs = await rig.claim();
  const sent = { attempts: 1, deliveredAt: null, responseStatus: 500 } as const;
  const failed = { ...sent, status: 'pending', lastError: 'http_status' } as const;
  const succeeded = { ...failed, status: 'succeeded', lastError: null } as const;
  const outcomes = [failed, failed, succeeded, failed];
  const settled = await settleAttempts(
    rig.installation.pool,
    jobs.map((job, i) => ({ job, record: outcomes[i] ?? failed, delayMs: 60_000, attempt })),
  );
  expect([settled.leaseTokens.size, settled.changes]).toEqual([4, []]);
  expect(
    await rig.installation.database.query(
      `select failures, last_success_at = failing_since as together from webhook_health where subscription_id = $1`,
      [id],
    ),
  ).toEqual([{ failures: 1, together: true }]);
});

test.each([true, false])(
  'a mail to the operator is queued with the change, where it is wanted: %s',
  async (tellOperator) => {
    await rig.clear();
    const { pool, database } = rig.installation;
    const { id } = await rig.subscribe(await rig.installation.token());
    for (let n = 0; n < 5; n += 1) await rig.complete();
    const jobs = (await rig.claim()).filter(({ subjectId }) => subjectId === id);
    const failed = { ...record, status: 'pending', responseStatus: 500 } as const;
    await settleAttempts(
      pool,
      jobs.map((job) => ({ job, record: failed, delayMs: 60_000, attempt })),
      { tellOperator },
    );
    const mails = await database.query(`select subject_id, payload from job where kind = 'health_mail'`);
    const payload = { state: 'failing', reason: '', failures: '5' };
    expect(mails).toEqual(tellOperator ? [{ subject_id: id, payload }] : []);
  },
);

test('batches in any order, and people who stop and resume meanwhile, never wait for each other in a circle', async () => {
  await rig.clear();
  const { pool, accountId } = rig.installation;
  const token = await rig.installation.token();
  const ids: string[] = [];
  for (let n = 0; n < 5; n += 1) ids.push((await rig.subscribe(token)).id);
  for (let n = 0; n < 16; n += 1) await rig.complete();
  const jobs = await rig.claim();
  expect(jobs).toHaveLength(80);
  const failed = { ...record, status: 'pending', responseStatus: 500 } as const;
  const batches = Array.from({ length: 16 }, (_, n) => jobs.filter((_job, i) => i % 16 === n));
  const connections = rig.installation.anotherPool(16);
  const settling = batches.map((batch, n) => {
    const turned = n % 2 === 0 ? batch : batch.toReversed();
    const settlements = turned.map((job, i) => ({
      job,
      record: i % 3 === 0 ? record : failed,
      delayMs: i % 3 === 0 ? null : 60_000,
      attempt,
    }));
    return settleAttempts(connections, settlements);
  });
  const stopping = ids.flatMap((id) => [
    pause(connections, accountId, id, operator),
    resume(connections, accountId, id, operator),
    disable(pool, accountId, id, operator),
  ]);
  const [settled] = await Promise.all([Promise.all(settling), Promise.all(stopping)]);
  expect(settled.map(({ leaseTokens }) => leaseTokens.size)).toEqual(Array(16).fill(5));
  expect(await rig.installation.database.query('select from webhook_attempt')).toHaveLength(80);
});

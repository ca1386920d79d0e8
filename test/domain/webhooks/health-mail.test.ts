import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createMailer, mailTimes } from '../../../src/domain/mail/mailer.ts';
import { healthMailHandler, type Operator } from '../../../src/domain/webhooks/health-mail.ts';
import { subscribe } from '../../../src/domain/webhooks/subscribe.ts';
import { claimDueJobs, enqueue, type Job } from '../../../src/jobs/queue.ts';
import { type MailServer, startMailServer } from '../../../testing/mail-server.ts';
import { silent } from '../../jobs/job-rows.ts';
import { createDeliveryRig, type DeliveryRig } from './delivery-rig.ts';

/** The operator hears by mail of a subscription that is failing or disabled. */
let rig: DeliveryRig;
let mail: MailServer;
let operator: Operator;
beforeAll(async () => {
  mail = await startMailServer({ hideSTARTTLS: true });
  rig = await createDeliveryRig();
  const from = { name: '', address: 'calls@example.com' };
  const config = { host: '127.0.0.1', port: mail.port, tls: 'offered', login: null, from } as const;
  operator = { email: 'operator@example.com', mailer: createMailer(config, mailTimes) };
});
afterEach(async () => {
  await rig.clear();
  mail.received.length = 0;
  mail.refusal.recipient = 0;
});
afterAll(async () => {
  await rig.close();
  await mail.close();
});

const never = new AbortController().signal;

async function queued(
  state: 'failing' | 'disabled',
  reason: 'no_success' | null,
): Promise<Job<'health_mail'>> {
  const { pool, keys, accountId } = rig.installation;
  const wanted = { form: 'slack', url: `${rig.receiver.url}/services/a-secret` } as const;
  const made = await subscribe({ pool, keys, policy: rig.policy }, accountId, wanted, {
    by: { kind: 'operator' },
    now: rig.clock.now(),
  });
  if (made.kind === 'refused') throw new Error(made.fault.code);
  const payload = { state, reason: reason ?? '', failures: '5' };
  await enqueue(pool, { accountId, kind: 'health_mail', subjectId: made.id, payload });
  return claimed();
}

async function claimed(): Promise<Job<'health_mail'>> {
  const wish = { limit: 1, leaseMs: 20_000, perSubject: 1, running: [] };
  const [job] = await claimDueJobs(rig.installation.pool, 'pipeline', wish);
  if (job?.kind !== 'health_mail') throw new Error('Nothing is queued');
  return { ...job, kind: 'health_mail', payload: Object(job.payload) };
}

function run(job: Job<'health_mail'>, to: Operator | null = operator): Promise<void> {
  const { pool } = rig.installation;
  return healthMailHandler({ pool, log: silent, operator: to, now: () => rig.clock.now() }).run(job, never);
}
const jobs = () => rig.installation.database.query(`select failures from job where kind = 'health_mail'`);

test('the mail says which subscription, and not where its secret address is', async () => {
  const job = await queued('failing', null);
  await run(job);
  expect(mail.received).toMatchObject([{ to: ['operator@example.com'] }]);
  const message = mail.received[0]?.message.replaceAll('=\r\n', '') ?? '';
  for (const part of [
    job.subjectId,
    'is failing',
    'The last 5 attempts failed',
    rig.receiver.url,
    'Test account',
  ])
    expect(message).toContain(part);
  expect(message).not.toContain('a-secret');
  expect(await jobs()).toEqual([]);
});

test('one that is disabled says why', async () => {
  await run(await queued('disabled', 'no_success'));
  expect(mail.received[0]?.message).toContain('no success for five days');
  expect(mail.received[0]?.message).toContain('Nothing is sent to it any more');
});

test('a mail server that is busy is tried again, one that refuses is not, and without an operator nothing is', async () => {
  mail.refusal.recipient = 450;
  await run(await queued('failing', null));
  expect(await jobs()).toEqual([{ failures: 1 }]);
  mail.refusal.recipient = 550;
  await rig.makeDue();
  await run(await claimed());
  expect(await jobs()).toEqual([]);
  await run(await queued('failing', null), null);
  expect([await jobs(), mail.received]).toEqual([[], []]);
});

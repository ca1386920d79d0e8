import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { announceNews } from '../src/db/notifications.ts';
import { operator } from '../src/domain/audit/audit-log.ts';
import { subscribe } from '../src/domain/webhooks/subscribe.ts';
import { systemResolve, TargetPolicy } from '../src/domain/webhooks/target-policy.ts';
import { presentCard } from '../src/http/partner/present-conversation.ts';
import { acceptConversation } from '../src/intake/accept.ts';
import { type JobKind, jobKinds } from '../src/jobs/kinds.ts';
import type { BenchOptions } from './options.ts';
import { atLeast, atMost, type Figure, figure } from './support/figures.ts';
import type { Installation } from './support/installation.ts';
import { type OwnServer, startOwnServer } from './support/own-servers.ts';
import { cpuUs, processTree } from './support/process-usage.ts';
import { seedAccounts, seedAnalyses, seedConversations, seedTranscripts, sentences } from './support/seed.ts';
import { ratios } from './support/statistics.ts';
import { inTurn } from './support/turns.ts';

/** Each is sent 10 at once; together they may fill what the loop has. */
const endpoints = 8;
const atOnce = 64;
/** With it a body is about 3 KB. */
const transcriptBytes = 2_000;
/** The product refuses to dial loopback unless told. */
export const loopbackAllowed = { WEBHOOK_ALLOW: '127.0.0.0/8' };
const receivedSchema = z.object({
  receivedAtMs: z.record(z.string(), z.number()),
  body: z.instanceof(Uint8Array),
});

interface Rig {
  installation: Installation;
  account: string;
  subscriptions: string[];
  receiver: OwnServer;
  urls: string[];
  loop: OwnServer;
}

/** Queue to receiver: deliveries a second against a loop without any queue, and the time from completion to arrival. */
export async function benchDispatch(options: BenchOptions): Promise<Figure[]> {
  const installation = await options.open(loopbackAllowed);
  const receiver = await startOwnServer('receiver.ts', { ports: endpoints });
  const loop = await startOwnServer('post-loop.ts', {});
  try {
    const urls = receiver.ports.map((port) => `http://127.0.0.1:${port}/hook`);
    const [account = ''] = await seedAccounts(installation.db, 1);
    const subscriptions = await subscribeAll(installation, account, urls);
    const rig = { installation, account, subscriptions, receiver, urls, loop };
    const rates = await measureRates(rig, options);
    const latenciesMs = await inTurn(() => measureLatencies(rig, options.short ? 5 : 100));
    return present(rates, latenciesMs);
  } finally {
    await loop.end();
    await receiver.end();
    await installation.close();
  }
}

async function subscribeAll(installation: Installation, account: string, urls: string[]): Promise<string[]> {
  const context = {
    pool: installation.db,
    keys: installation.keys,
    policy: new TargetPolicy(['127.0.0.0/8'], systemResolve),
  };
  const [tokenPrefix = ''] = (await installation.token(account)).match(/^mt_.{8}/) ?? [];
  const made: string[] = [];
  for (const url of urls) {
    const result = await subscribe(context, account, { tokenPrefix, url }, { by: operator, now: new Date() });
    if (result.kind === 'refused') throw new Error(result.fault.code);
    made.push(result.id);
  }
  return made;
}

interface Rates {
  dispatch: number[];
  loop: number[];
  serverCpuUs: number[];
  postgresCpuUs: number[];
  loopCpuUs: number[];
}

/** The loop's round would be over in half a second. */
const loopPosts = 3;
/** As where so many subscriptions want all. */
const deliveriesOfEach = 3;

/** CPU time of the server, of its PostgreSQL and of the loop so far. */
function usage({ installation, loop }: Rig): { server: number; postgres: number; loop: number } {
  const [server = 0, ...postgres] = processTree(installation.pid);
  return { server: cpuUs([server]), postgres: cpuUs(postgres), loop: cpuUs([loop.pid]) };
}

/** Waits until every outcome is written down. */
async function untilSettled({ db }: Installation): Promise<void> {
  const pending = { text: 'select from job where lane = $1 limit 1', values: [jobKinds.deliver.lane] };
  while ((await db.query(pending)).rowCount !== 0) await delay(5);
}

async function measureRates(rig: Rig, options: BenchOptions): Promise<Rates> {
  const conversations = options.short ? 40 : 3_000;
  const count = conversations * deliveriesOfEach;
  await seedWholeConversations(rig, conversations);
  const rates: Rates = { dispatch: [], loop: [], serverCpuUs: [], postgresCpuUs: [], loopCpuUs: [] };
  // The first rounds only warm up: until then both are still being compiled.
  for (let round = options.short ? -1 : -3; round < options.rounds; round += 1) {
    await inTurn(() => measureRound(rig, count, round < 0 ? null : rates));
  }
  return rates;
}

/** Sends `count` deliveries, then posts of the loop; adds to `rates` where the round counts. */
async function measureRound(rig: Rig, count: number, rates: Rates | null): Promise<void> {
  await queueAll(rig);
  const before = usage(rig);
  const startedMs = performance.now();
  const { body } = receivedSchema.parse(await rig.receiver.ask({ waitFor: count }));
  await untilSettled(rig.installation);
  const dispatched = (count / (performance.now() - startedMs)) * 1000;
  const between = usage(rig);
  const posts = loopPosts * count;
  const posted = await rig.loop.ask({ urls: rig.urls, body, count: posts, atOnce });
  await rig.receiver.ask({ waitFor: posts });
  if (!rates) return;
  rates.dispatch.push(dispatched);
  rates.loop.push(z.object({ perSecond: z.number() }).parse(posted).perSecond);
  rates.serverCpuUs.push((between.server - before.server) / count);
  rates.postgresCpuUs.push((between.postgres - before.postgres) / count);
  rates.loopCpuUs.push((usage(rig).loop - between.loop) / posts);
}

/** With all that a body has in it. */
async function seedWholeConversations({ installation, account }: Rig, count: number): Promise<void> {
  const { db } = installation;
  await seedConversations(db, [account], count);
  const { rows } = await db.query<{ id: string }>('select id from conversation where account_id = $1', [
    account,
  ]);
  await seedTranscripts(
    db,
    account,
    rows.map(({ id }) => id),
    transcriptBytes,
  );
  await seedAnalyses(db, account);
}

/** Queues in one transaction the deliveries that completing the conversations would have queued. */
async function queueAll({ installation, account, subscriptions }: Rig): Promise<void> {
  const client = await installation.db.connect();
  try {
    await client.query('begin');
    await client.query(
      `with completed as materialized (
        select c.account_id, c.id, gen_random_uuid() as content_id, (c.partner_card::jsonb - 'status')::text as shown
        from conversation c where account_id = $1),
      content as (
        insert into webhook_content
          (account_id, conversation_id, id, conversation, transcript, transcript_bytes, insights, made_at)
        select c.account_id, c.id, c.content_id, c.shown, t.deflated, t.bytes, a.insights, now()
        from completed c
        join transcript t on t.account_id = c.account_id and t.conversation_id = c.id
        join analysis a on a.account_id = c.account_id and a.conversation_id = c.id),
      delivery as (
        insert into webhook_delivery
          (account_id, id, subscription_id, token_id, conversation_id, content_id, event, status, created_at, scopes,
           include_recordings)
        select c.account_id, gen_random_uuid(), s.id, s.token_id, c.id, c.content_id, 'conversation.completed', 'pending', now(),
          t.scopes, t.include_recordings
        from (select *, row_number() over () as n from completed, generate_series(1, ${deliveriesOfEach})) c
        join webhook_subscription s on s.account_id = c.account_id and s.id = ($2::uuid[])[1 + c.n % ${endpoints}]
        join api_token t on t.account_id = s.account_id and t.id = s.token_id
      returning account_id, id, subscription_id)
      insert into job (account_id, id, lane, kind, subject_id, payload, due_at, created_at)
      select account_id, gen_random_uuid(), $3, $4, subscription_id,
        jsonb_build_object('deliveryId', id), now(), now() from delivery`,
      [account, subscriptions, jobKinds.deliver.lane, 'deliver' satisfies JobKind],
    );
    await client.query({ ...announceNews, values: ['jobs'] });
    await client.query('commit');
  } finally {
    client.release();
  }
}

/** One conversation at a time through the whole server; gives milliseconds from its completion to the receiver. */
async function measureLatencies(
  { installation, account, subscriptions, receiver }: Rig,
  count: number,
): Promise<number[]> {
  const { db } = installation;
  const [, ...others] = subscriptions;
  await db.query(`update webhook_subscription set status = 'disabled' where id = any($1)`, [others]);
  const latenciesMs: number[] = [];
  for (let i = 0; i < count; i += 1) {
    await acceptConversation(db, account, smallConversation(i), { presentCard, now: new Date() });
    const { receivedAtMs } = receivedSchema.parse(await receiver.ask({ waitFor: 1 }));
    const [[id, atMs] = []] = Object.entries(receivedAtMs);
    const { rows } = await db.query<{ createdAt: Date }>(
      'select created_at as "createdAt" from webhook_delivery where id = $1',
      [id],
    );
    const [row] = rows;
    if (!row || atMs === undefined) throw new Error('The delivery left no row');
    latenciesMs.push(atMs - row.createdAt.getTime());
  }
  return latenciesMs;
}

/** A conversation of about `transcriptBytes`, different for each `seed`. */
function smallConversation(seed: number): Parameters<typeof acceptConversation>[2] {
  const startedAt = new Date(Date.now() - 3_600_000);
  return {
    title: `Call ${randomUUID()}`,
    company: 'Acme',
    startedAt,
    durationSeconds: 60,
    medium: 'call',
    conversationType: 'sales',
    language: 'en',
    departmentId: null,
    userId: null,
    participants: [],
    transcript: { sentences: sentences(transcriptBytes, seed) },
    importedAs: null,
    notices: [],
    recording: null,
  };
}

function present(rates: Rates, latenciesMs: number[]): Figure[] {
  const one = (name: string, unit: Figure['unit'], rounds: number[], goal?: Figure['goal']): Figure =>
    figure('dispatch', name, { unit, rounds }, goal ? { goal } : {});
  return [
    one('dispatch / warm undici loop', 'ratio', ratios(rates.dispatch, rates.loop), atLeast(0.6)),
    one('completion to receiver, p50', 'ms', latenciesMs, atMost(50)),
    one('deliveries', 'per second', rates.dispatch),
    one('undici loop', 'per second', rates.loop),
    one('delivery, server', 'µs of CPU', rates.serverCpuUs),
    one('delivery, PostgreSQL', 'µs of CPU', rates.postgresCpuUs),
    one('post, undici loop', 'µs of CPU', rates.loopCpuUs),
  ];
}

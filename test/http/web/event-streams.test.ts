import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { listAccounts } from '../../../src/domain/accounts/queries.ts';
import { appendEvent } from '../../../src/events/event-log.ts';
import type { Sight } from '../../../src/http/web/event-stream.ts';
import { EventStreams } from '../../../src/http/web/event-streams.ts';
import { createInstallation, type Installation } from '../../domain/limits/installation.ts';
import { type Listening, listenTo } from '../../support/event-source.ts';

let installation: Installation;
let accountId: string;
let streams: EventStreams;
let server: http.Server;
const open: Listening[] = [];
/** By user: what each may see; null where the session has ended. */
const sights = new Map<string, Sight | null>();

beforeAll(async () => {
  installation = await createInstallation();
  accountId = (await listAccounts(installation.pool))[0]?.id ?? '';
});
afterAll(() => installation.close());

beforeEach(async () => {
  const times = { paceMs: 1, beatMs: 20, pollMs: 20 };
  streams = new EventStreams({ pool: installation.pool, log: pino({ level: 'silent' }), times });
  server = http.createServer(async (request, response) => {
    const userId = new URL(request.url ?? '', 'http://x').pathname.slice(1);
    const caller = { accountId, userId, look: async () => sights.get(userId) ?? null };
    const given = request.headers['last-event-id'];
    const after = given === undefined ? null : Number(given);
    const outcome = await streams.open(caller, after, response, () => response.writeHead(200));
    if (outcome !== 'opened') response.writeHead(outcome === 'too_many' ? 429 : 401).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  for (const one of open.splice(0)) one.close();
  streams.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const everything: Sight = {
  visibleOf: async ({ conversations, uploads }) => new Set([...conversations, ...uploads]),
  hearsOfWebhooks: true,
};

async function listen(userId: string, after: string | null = null): Promise<Listening> {
  const { port } = server.address() as AddressInfo;
  const headers = after === null ? {} : { 'last-event-id': after };
  const listening = await listenTo(`http://127.0.0.1:${port}/${userId}`, headers);
  open.push(listening);
  if (listening.status === 200) await expect.poll(() => listening.heard.length).toBeGreaterThan(0);
  return listening;
}

const happens = (subjectId: string, type: Parameters<typeof appendEvent>[2] = 'conversation.changed') =>
  appendEvent(installation.pool, accountId, type, subjectId);
const idsIn = ({ heard }: Listening): unknown[] =>
  heard.filter(({ event }) => event === 'change').map(({ data }) => Object(data).id);

test('a change is told to each who may see it, and to nobody else', async () => {
  const [mine, others] = [randomUUID(), randomUUID()];
  sights.set('all', everything);
  sights.set('one', {
    visibleOf: async ({ conversations }) => new Set(conversations.filter((id) => id === mine)),
    hearsOfWebhooks: false,
  });
  const [all, one] = [await listen('all'), await listen('one')];
  await happens(others);
  await happens(randomUUID(), 'webhook.failing');
  await happens(mine, 'conversation.completed');
  await expect.poll(() => idsIn(all)).toHaveLength(3);
  await expect.poll(() => idsIn(one)).toEqual([mine]);
  expect(one.heard.at(-1)).toMatchObject({ event: 'change', data: { type: 'conversation.completed' } });
  // The place is the same for both: what the one does not see is past.
  expect(one.lastEventId()).toBe(all.lastEventId());
});

test('nothing is told before the stream has said where it begins', async () => {
  sights.set('early', everything);
  for (let n = 0; n < 5; n += 1) await happens(randomUUID());
  // Each wakes all streams, also those that are just opened.
  const flood = setInterval(() => streams.hear({ about: 'events', accountId }), 0);
  const all = await Promise.all(Array.from({ length: 5 }, () => listen('early')));
  clearInterval(flood);
  for (const { heard } of all) expect(heard.map(({ event }) => event)).toEqual(['hello']);
});

test('who comes back hears what was missed, once and in order', async () => {
  sights.set('back', everything);
  const first = await listen('back');
  const ids = Array.from({ length: 450 }, () => randomUUID());
  await happens(ids[0] ?? '');
  await expect.poll(() => idsIn(first)).toHaveLength(1);
  const place = first.lastEventId();
  first.close();
  for (const id of ids.slice(1)) await happens(id);
  const second = await listen('back', place);
  expect(second.heard[0]).toMatchObject({ event: 'hello', data: { resumed: true } });
  await expect.poll(() => idsIn(second)).toEqual(ids.slice(1));
});

test.each(['999999999', '-1', 'NaN'])(
  'a place %s that the log never gave is told to read anew',
  async (place) => {
    sights.set('lost', everything);
    const listening = await listen('lost', place);
    expect(listening.heard[0]).toMatchObject({ event: 'hello', data: { resumed: false } });
    const id = randomUUID();
    await happens(id);
    await expect.poll(() => idsIn(listening)).toEqual([id]);
  },
);

test('headway is told at once, the last of each conversation, to those who see it', async () => {
  const conversationId = randomUUID();
  sights.set('watcher', everything);
  sights.set('stranger', { visibleOf: async () => new Set(), hearsOfWebhooks: false });
  const [watcher, stranger] = [await listen('watcher'), await listen('stranger')];
  const news = { about: 'progress', accountId, conversationId, step: 'decode' } as const;
  for (const percent of [10, 53]) streams.hear({ ...news, percent });
  streams.hear({ ...news, accountId: randomUUID(), percent: 99 });
  await expect
    .poll(() => watcher.heard.at(-1))
    .toMatchObject({ event: 'progress', data: { id: conversationId, step: 'decode', progress: 0.53 } });
  expect(stranger.heard.map(({ event }) => event)).toEqual(['hello']);
});

test('it ends when the session ends', async () => {
  sights.set('leaver', everything);
  const listening = await listen('leaver');
  sights.set('leaver', null);
  await expect.poll(() => listening.isOver()).toBe(true);
  expect(listening.heard.at(-1)).toMatchObject({ event: 'ended', data: { reason: 'session_ended' } });
  await expect.poll(() => streams.count).toBe(0);
});

test('rights that change are heeded', async () => {
  sights.set('promoted', { visibleOf: async () => new Set(), hearsOfWebhooks: false });
  const listening = await listen('promoted');
  await happens(randomUUID());
  sights.set('promoted', everything);
  // From some beat on.
  await expect
    .poll(async () => {
      await happens(randomUUID());
      return idsIn(listening).length;
    })
    .toBeGreaterThan(0);
});

test('a person has a few streams and no more', async () => {
  sights.set('many', everything);
  for (let n = 0; n < 8; n += 1) expect((await listen('many')).status).toBe(200);
  expect((await listen('many')).status).toBe(429);
  sights.set('another', everything);
  expect((await listen('another')).status).toBe(200);
  open[0]?.close();
  await expect.poll(async () => (await listen('many')).status).toBe(200);
});

test('a reader that takes nothing is cut, and hears the rest when it comes again', async () => {
  sights.set('slow', everything);
  const slow = await listen('slow');
  const place = slow.lastEventId();
  slow.pause();
  const load = { about: 'progress', accountId, step: 'x'.repeat(20_000), percent: 1 } as const;
  const flood = setInterval(() => streams.hear({ ...load, conversationId: randomUUID() }), 1);
  await expect.poll(() => streams.count, { timeout: 30_000 }).toBe(0);
  clearInterval(flood);
  const id = randomUUID();
  await happens(id);
  const again = await listen('slow', place);
  await expect.poll(() => idsIn(again)).toEqual([id]);
});

test('a server that stops says so and lets go', async () => {
  sights.set('last', everything);
  const listening = await listen('last');
  streams.close();
  await expect.poll(() => listening.isOver()).toBe(true);
  expect(listening.heard.at(-1)).toMatchObject({ event: 'ended', data: { reason: 'server_stops' } });
  expect((await listen('last')).status).toBe(401);
});

import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { userFinder } from '../../src/domain/accounts/people.ts';
import { listAccounts } from '../../src/domain/accounts/queries.ts';
import { operator } from '../../src/domain/audit/audit-log.ts';
import { folderStorage } from '../../src/domain/recordings/folder-storage.ts';
import { subscribe } from '../../src/domain/webhooks/subscribe.ts';
import { systemResolve, TargetPolicy } from '../../src/domain/webhooks/target-policy.ts';
import { noProviders } from '../../src/engines/providers/provider-config.ts';
import { presentCard } from '../../src/http/partner/present-conversation.ts';
import { acceptTogether } from '../../src/intake/accept.ts';
import type { ImportDetails } from '../../src/intake/describe-import.ts';
import { type IntakeOutcome, takeIn } from '../../src/intake/take-in.ts';
import { oddFiles } from '../../testing/odd-transcripts.ts';
import type { OddFile } from '../../testing/odd-writers.ts';
import { type Receiver, startReceiver } from '../../testing/receiver.ts';
import { call } from '../support/api-client.ts';
import { contentOf } from '../support/contract.ts';
import { createWorld, type World } from '../support/fixtures.ts';

// Whatever is accepted is answered within the contract, everywhere; whatever is not is refused by a value.

let world: World;
let receiver: Receiver;
let bearer: string;
beforeAll(async () => {
  receiver = await startReceiver();
  world = await createWorld({ WEBHOOK_ALLOW: '127.0.0.1' });
  const { context, config } = world.server;
  bearer = await world.server.token({ requestsPerMinute: 100_000, dailyConversationQuota: 100_000 });
  const policy = new TargetPolicy(config.webhookAllow, systemResolve);
  const hook = { tokenPrefix: bearer.slice(0, 11), url: `${receiver.url}/hook` };
  const { kind } = await subscribe({ ...context, policy }, world.server.accountId, hook, {
    by: operator,
    now: new Date(),
  });
  expect(kind).toBe('created');
});
afterAll(async () => {
  await receiver.close();
  await world.close();
});

async function take(file: OddFile, details: ImportDetails = {}): Promise<IntakeOutcome> {
  const { dataDir, accountId } = world.server;
  const { pool, clock } = world.server.context;
  const account = (await listAccounts(pool)).find(({ id }) => id === accountId);
  if (!account) throw new Error('There is no account to import for');
  const intake = {
    pool,
    findUsersByName: userFinder(pool),
    accept: acceptTogether(pool),
    dataDir,
    providers: noProviders,
    presentCard,
    openStorage: async () => folderStorage(path.join(dataDir, 'recordings')),
    now: () => clock.now(),
  };
  const source = { name: file.name, content: Buffer.from(file.content) };
  return takeIn(intake, account, source, { details, again: true, reading: { timeUnit: 's' } });
}

/** Every answer about the conversation is checked against the contract where it is read. */
async function readAll(id: string): Promise<void> {
  const everything = '?include_transcript=true&include_insights=true';
  for (const place of ['', everything, '/transcript', '/insights', '/summary'])
    await call(world.server, bearer, `/conversations/${id}${place}`);
}

async function readLists(): Promise<number> {
  let seen = 0;
  let cursor = '';
  for (;;) {
    const { body } = await call(world.server, bearer, `/conversations?limit=25${cursor}`);
    const { conversations, pagination } = contentOf(body, 'ConversationsResponse');
    seen += conversations.length;
    if (!pagination.has_more) return seen;
    cursor = `&cursor=${pagination.next_cursor}`;
  }
}

/** Waits for the pipeline and the webhooks of all that was accepted. */
async function settled(ids: string[]): Promise<void> {
  const open = 'select id, status from conversation where id = any($1) and status <> $2';
  await vi.waitFor(
    async () => {
      expect(await world.database.query(open, [ids, 'completed'])).toEqual([]);
      expect(receiver.received.length).toBeGreaterThanOrEqual(ids.length);
    },
    { timeout: 120_000, interval: 50 },
  );
}

async function expectWithinContract(ids: string[]): Promise<void> {
  await settled(ids);
  for (const id of ids) await readAll(id);
  for (const { body } of receiver.received) contentOf(JSON.parse(String(body)), 'WebhookPayload');
}

const seed = 42_969;
const files = 250;

test('odd files of many formats', async () => {
  const accepted: string[] = [];
  const formats = new Set<string>();
  for (const file of fc.sample(oddFiles, { seed, numRuns: files })) {
    const outcome = await take(file).catch((error: unknown) => {
      throw new Error(`${file.name}: ${file.content.slice(0, 2_000)}`, { cause: error });
    });
    if (outcome.kind === 'accepted') accepted.push(outcome.id);
    formats.add(`${outcome.kind} ${file.name}`);
  }
  expect(accepted.length).toBeGreaterThan(files / 4);
  await expectWithinContract(accepted);
  // Lists leave out what is long ago.
  expect(await readLists()).toBeGreaterThan(accepted.length / 2);
});

interface OddCase {
  why: string;
  content: object;
  /** Code of the refusal and what else is known of it; accepted where there is none. */
  refused?: object;
  details?: ImportDetails;
}

const speech = 'I will send you the pricing proposal by Friday.';
const sentence = { speaker_name: 'Jane', start: 0, end: 1, text: speech };
const lasting = (n: number): object => ({ ...sentence, start: 0, end: 8_640_000, text: `${speech} ${n}` });

const cases: readonly OddCase[] = [
  {
    why: 'messages with times beyond all bounds',
    content: { messages: [{ speaker_name: 'Jane', start: 1e308, end: 1.7e308, text: speech }] },
  },
  {
    why: 'a start at the very end, without an end',
    content: { segments: [{ start: 8_640_000, text: speech }] },
  },
  {
    why: 'a speaker who talks for more than a year, all at once',
    content: { sentences: Array.from({ length: 5 }, (_, n) => lasting(n)) },
    refused: { code: 'malformed', problem: 'speaks_too_long', place: 'sentences[3]' },
  },
  {
    why: 'a sentence of more than a million characters',
    content: {
      sentences: [sentence, { ...sentence, text: `I will send ${'x'.repeat(1_000_000)} by Friday.` }],
    },
    refused: { code: 'malformed', problem: 'text_too_long', place: 'sentences[1]' },
  },
  {
    why: 'an uncertain speaker with a long name',
    content: { sentences: [sentence], uncertain_speakers: ['a'.repeat(1_001)] },
    refused: { code: 'malformed', problem: 'uncertain_speakers' },
  },
  {
    why: 'a NUL in the place of a notice',
    content: {
      'a\u0000b': { segments: [{ speaker: 'Jane', start: 0.5, end: 2, text: speech }, { text: '' }] },
    },
  },
  {
    why: 'a place of a notice that is long',
    content: {
      ['k'.repeat(300)]: { segments: [{ speaker: 'Jane', start: 0.5, end: 2, text: speech }, { text: '' }] },
    },
  },
  {
    why: 'more speakers than are counted',
    content: {
      messages: Array.from({ length: 10_001 }, (_, n) => ({ speaker_name: `Person ${n}`, text: 'Yes.' })),
    },
    details: { participants: [] },
    refused: { code: 'too_large', problem: 'speakers' },
  },
  {
    why: 'an end of 1e308',
    content: { sentences: [{ ...sentence, end: 1e308 }] },
    refused: { code: 'malformed', problem: 'item', place: 'sentences[0]' },
  },
  {
    why: 'a user with a NUL in the address',
    content: { sentences: [sentence] },
    details: { userEmail: 'a\u0000@example.com' },
    refused: { code: 'unknown_user' },
  },
];

test.each(cases)('$why', async ({ content, details, refused }) => {
  const outcome = await take({ name: 'call.json', content: JSON.stringify(content) }, details);
  if (refused) {
    expect(outcome).toMatchObject({ kind: 'refused', ...refused });
    return;
  }
  expect(outcome.kind).toBe('accepted');
  if (outcome.kind === 'accepted') await expectWithinContract([outcome.id]);
});

test('many sentences: the index of the last one is within the contract', async () => {
  const many = Array.from({ length: 210_000 }, () => ({ text: 'Yes' }));
  const content = { messages: [...many, { speaker_name: 'Jane', text: speech }] };
  const outcome = await take({ name: 'call.json', content: JSON.stringify(content) });
  expect(outcome.kind).toBe('accepted');
  if (outcome.kind === 'accepted') await expectWithinContract([outcome.id]);
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '../../src/db/pool.ts';
import { storeUserName } from '../../src/domain/accounts/people-changes.ts';
import { operator } from '../../src/domain/audit/audit-log.ts';
import { refreshOwnerCards } from '../../src/domain/conversations/owner-cards.ts';
import { refreshCard, setDuration } from '../../src/domain/conversations/store.ts';
import { newRow, storeNew } from '../../src/domain/conversations/store-new.ts';
import { subscribe } from '../../src/domain/webhooks/subscribe.ts';
import { TargetPolicy } from '../../src/domain/webhooks/target-policy.ts';
import { readEvents } from '../../src/events/event-log.ts';
import { presentCard } from '../../src/http/partner/present-conversation.ts';
import { acceptConversation } from '../../src/intake/accept.ts';
import { deleteConversation, undeleteConversation } from '../../src/processing/delete-conversation.ts';
import { renameDepartment, renameUser } from '../../src/processing/rename-owners.ts';
import { type Receiver, startReceiver } from '../../testing/receiver.ts';
import { read } from '../support/api-client.ts';
import { completeWith } from '../support/completion.ts';
import { givenAnalysis, incoming, store, storeCompleted } from '../support/conversation-fixtures.ts';
import { createWorld, type World } from '../support/fixtures.ts';

/** After a user or department was renamed, no answer and no webhook shows the old name. */
let world: World;
let receiver: Receiver;
let completed: string;
beforeAll(async () => {
  receiver = await startReceiver();
  world = await createWorld({ WEBHOOK_ALLOW: '127.0.0.1' });
  completed = await storeCompleted(world, world.server.accountId, wanted());
});
afterAll(async () => {
  await world.close();
  await receiver.close();
});

const wanted = () =>
  incoming({
    title: 'Renewal',
    startedAt: new Date(Date.now() - 3_600_000),
    userId: world.people.anna.id,
    departmentId: world.people.sales.id,
  });
const making = () => ({ presentCard, now: new Date(), by: operator });
const pool = () => world.server.context.pool;
const keyOf = (id: string) => [world.server.accountId, id] as const;
const rename = (email: string, change: { name?: string; email?: string }) =>
  renameUser(pool(), world.server.accountId, { email, change }, making());

interface Owners {
  user: { name: string; email: string } | null;
  department: { name: string } | null;
}
const shown = ({ user, department }: Owners) => [user?.name, user?.email, department?.name];
async function inList(id: string): Promise<unknown> {
  const { conversations } = await read(world.server, world.token, '/conversations', 'ConversationsResponse');
  const row = conversations.find((conversation) => conversation.id === id);
  return row && shown(row);
}
async function inDetail(id: string): Promise<unknown> {
  const path = `/conversations/${id}`;
  return shown((await read(world.server, world.token, path, 'ConversationResponse')).conversation);
}

test('list and detail show new names and addresses at once, also where they were read before', async () => {
  const before = ['Anna Berg', 'anna@example.com', 'B2B Sales'];
  for (let i = 0; i < 3; i += 1) expect(await inList(completed)).toEqual(before);
  expect(await rename('ANNA@example.com', { name: 'Anna Ek' })).toBe('renamed');
  expect(await inList(completed)).toEqual(['Anna Ek', 'anna@example.com', 'B2B Sales']);
  expect(await rename('anna@example.com', { email: 'anna.ek@example.com' })).toBe('renamed');
  const change = { name: 'Sales', change: { name: 'never' } };
  expect(await renameDepartment(pool(), world.server.accountId, change, making())).toBe('not_found');
  const to = { name: 'b2b sales', change: { name: 'Key accounts' } };
  expect(await renameDepartment(pool(), world.server.accountId, to, making())).toBe('renamed');
  const after = ['Anna Ek', 'anna.ek@example.com', 'Key accounts'];
  expect([await inList(completed), await inDetail(completed)]).toEqual([after, after]);
});

test('a webhook of a conversation that came in before the rename has the new name', async () => {
  const { context, accountId } = world.server;
  const token = await world.server.token();
  const policy = new TargetPolicy(['127.0.0.1'], () => Promise.resolve([]));
  const hook = { tokenPrefix: token.slice(0, 11), url: `${receiver.url}/hook` };
  const { kind } = await subscribe({ ...context, policy }, accountId, hook, {
    by: operator,
    now: new Date(),
  });
  expect(kind).toBe('created');
  const id = await store(world, wanted(), 'processing');
  await rename('anna.ek@example.com', { name: 'Anna Lund' });
  await completeWith(pool(), ...keyOf(id), { analysis: givenAnalysis, now: new Date() });
  await expect.poll(() => receiver.received.length).toBe(1);
  const { data } = JSON.parse(receiver.received[0]?.body.toString() ?? '');
  expect([data.conversation.id, data.conversation.user.name]).toEqual([id, 'Anna Lund']);
});

test('a name or address that another has is left to it', async () => {
  const { accountId } = world.server;
  expect(await rename('anna.ek@example.com', { email: 'ERIK@example.com' })).toBe('taken');
  expect(await rename('nobody@example.com', { name: 'Nobody' })).toBe('not_found');
  const to = { name: 'Key accounts', change: { name: 'support' } };
  expect(await renameDepartment(pool(), accountId, to, making())).toBe('taken');
  const again = { name: 'Key accounts', change: { name: 'KEY ACCOUNTS' } };
  expect(await renameDepartment(pool(), accountId, again, making())).toBe('renamed');
  expect(await rename(world.other.user.email, { name: 'Mallory' })).toBe('not_found');
});

test('a deleted conversation that is brought back has the new name', async () => {
  await deleteConversation(pool(), ...keyOf(completed), { by: operator, now: new Date() });
  await rename('anna.ek@example.com', { name: 'Anna Berg' });
  await undeleteConversation(pool(), ...keyOf(completed), { by: operator, now: new Date() });
  expect(await inDetail(completed)).toContain('Anna Berg');
});

test('of a change of the conversation and a rename at once both show, whichever is first', async () => {
  const { accountId } = world.server;
  let renaming: Promise<unknown> = Promise.resolve();
  await inTransaction(pool(), async (tx) => {
    await setDuration(tx, ...keyOf(completed), 61);
    renaming = rename('anna.ek@example.com', { name: 'First' });
    await expect.poll(() => world.database.waitingForLock('order by id limit')).toBe(1);
    await refreshCard(tx, accountId, completed, making());
  });
  await renaming;
  const stored = async (): Promise<unknown> => {
    const [row] = await world.database.query<{ partner_card: string }>(
      'select partner_card from conversation where id = $1',
      [completed],
    );
    const card = JSON.parse(row?.partner_card ?? '');
    return [card.duration, card.user.name];
  };
  expect(await stored()).toEqual([61, 'First']);
  let refreshing: Promise<unknown> = Promise.resolve();
  await inTransaction(pool(), async (tx) => {
    const renamed = await storeUserName(tx, accountId, 'anna.ek@example.com', { name: 'Second' });
    expect(renamed).toMatchObject({ kind: 'renamed' });
    const owner = { accountId, id: world.people.anna.id };
    await refreshOwnerCards(tx, owner, { after: null, limit: 10 }, making());
    refreshing = refreshCard(pool(), accountId, completed, making());
    await expect.poll(() => world.database.waitingForLock('for update')).toBe(1);
  });
  await refreshing;
  expect(await stored()).toEqual([61, 'Second']);
});

test('the cards of many conversations follow by a job, all of them', async () => {
  const { accountId } = world.server;
  const {
    transcript: _,
    recording: __,
    ...conversation
  } = { ...wanted(), departmentId: world.people.support.id };
  const rows = Array.from({ length: 3_100 }, () =>
    newRow({ ...conversation, accountId, id: randomUUID() }, null, { analyse: false, ...making() }),
  );
  for (let i = 0; i < rows.length; i += 1_000) await storeNew(pool(), rows.slice(i, i + 1_000));
  const to = { name: 'Support', change: { name: 'Helpdesk' } };
  expect(await renameDepartment(pool(), accountId, to, making())).toBe('renamed');
  const named = async (): Promise<Record<string, number>> => {
    const counted = await world.database.query<{ name: string; count: number }>(
      `select partner_card::jsonb->'department'->>'name' as name, count(*)::int as count from conversation
       where department_id = $1 group by 1`,
      [world.people.support.id],
    );
    return Object.fromEntries(counted.map(({ name, count }) => [name, count]));
  };
  expect((await named())['Helpdesk']).toBeGreaterThanOrEqual(2_000);
  await expect.poll(named).toEqual({ Helpdesk: 3_100 });
  await expect.poll(() => world.database.query("select from job where kind = 'cards'")).toEqual([]);
});

test('each conversation that shows the new name tells that it changed; a deleted one does not', async () => {
  const { accountId } = world.server;
  const [first, second] = [
    await storeCompleted(world, accountId, wanted()),
    await storeCompleted(world, accountId, wanted()),
  ];
  const now = new Date();
  await deleteConversation(pool(), accountId, second, { by: operator, now });
  const [{ last } = { last: 0 }] = await world.database.query<{ last: number }>(
    'select last_sequence::int as last from event_counter where account_id = $1',
    [accountId],
  );
  await rename('anna.ek@example.com', { name: 'Anna Ek-Lund' });
  const told = async () => {
    const read = await readEvents(pool(), accountId, last, 10_000);
    return read.kind === 'events' ? read.events : [];
  };
  // A job may do the last of many conversations.
  await expect.poll(async () => (await told()).map(({ subjectId }) => subjectId)).toContain(first);
  const events = await told();
  expect(new Set(events.map(({ type }) => type))).toEqual(new Set(['conversation.changed']));
  expect(events.map(({ subjectId }) => subjectId)).not.toContain(second);
});

test('a conversation that comes in while the rename is open waits for it and shows the new name', async () => {
  const { accountId } = world.server;
  let accepting: Promise<string> = Promise.resolve('');
  await inTransaction(pool(), async (tx) => {
    await storeUserName(tx, accountId, 'anna.ek@example.com', { name: 'Anna Sund' });
    accepting = acceptConversation(pool(), accountId, wanted(), making());
    await expect.poll(() => world.database.waitingForLock('for share of u')).toBe(1);
  });
  const [row] = await world.database.query<{ name: string }>(
    `select partner_card::jsonb->'user'->>'name' as name from conversation where id = $1`,
    [await accepting],
  );
  expect(row?.name).toBe('Anna Sund');
});

test('of two renames to one address at the same time the second finds it taken', async () => {
  const { accountId } = world.server;
  let second: Promise<unknown> = Promise.resolve();
  await inTransaction(pool(), async (tx) => {
    const address = { email: 'both@example.com' };
    expect((await storeUserName(tx, accountId, 'anna.ek@example.com', address)).kind).toBe('renamed');
    second = rename('erik@example.com', address);
    await expect.poll(() => world.database.waitingForLock('pg_advisory_xact_lock')).toBe(1);
  });
  expect(await second).toBe('taken');
});

test('a replay, which keeps conversations from being deleted, is not waited for', async () => {
  const replay = await pool().connect();
  const { id } = world.people.anna;
  const { rows } = await pool().query<{ email: string }>('select email from app_user where id = $1', [id]);
  try {
    await replay.query('begin');
    await replay.query('select from conversation for key share');
    expect(await rename(rows[0]?.email ?? '', { name: 'Anna Lind' })).toBe('renamed');
  } finally {
    await replay.query('rollback');
    replay.release();
  }
});

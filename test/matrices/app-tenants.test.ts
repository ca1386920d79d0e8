import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operator } from '../../src/domain/audit/audit-log.ts';
import { subscribe } from '../../src/domain/webhooks/subscribe.ts';
import { TargetPolicy } from '../../src/domain/webhooks/target-policy.ts';
import { signInAs } from '../support/app-client.ts';
import { appContract, type MadeRequest, requestOf, sendMade } from '../support/contract-requests.ts';
import { incoming, keepRecording, storeCompleted } from '../support/conversation-fixtures.ts';
import { createWorld, type World } from '../support/fixtures.ts';

const named = appContract.operations.filter(({ template }) => template.includes('{'));

let world: World;
/** Of everything that the other account has: the table, and an id. */
let foreign: { table: string; id: string }[];
beforeAll(async () => {
  world = await createWorld();
  await fillOther();
  foreign = await idsOf(world.other.accountId);
});
afterAll(() => world.close());

/** One of each kind that has ids. */
async function fillOther(): Promise<void> {
  const { server, other } = world;
  const { accountId, user, departmentId } = other;
  const recording = await keepRecording(world, accountId);
  const described = incoming({ title: 'Of the other', startedAt: new Date(Date.now() - 3_600_000) });
  await storeCompleted(world, accountId, { ...described, departmentId, userId: user.id, recording });
  await signInAs(server, { accountId, userId: user.id, role: 'owner' });
  const policy = new TargetPolicy(['127.0.0.1'], () => Promise.resolve([]));
  const wanted = { tokenPrefix: other.token.slice(0, 11), url: 'http://127.0.0.1:1/hook' };
  await subscribe({ ...server.context, policy }, accountId, wanted, { by: operator, now: new Date() });
}

async function idsOf(accountId: string): Promise<{ table: string; id: string }[]> {
  const tables = await world.database.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
     where table_schema = 'public' and column_name in ('id', 'conversation_id') and data_type = 'uuid'
       and table_name in (select table_name from information_schema.columns where column_name = 'account_id')`,
  );
  const found = [];
  for (const { table, column } of tables) {
    const [row] = await world.database.query<{ id: string }>(
      `select ${column}::text as id from ${table} where account_id = $1 limit 1`,
      [accountId],
    );
    if (row) found.push({ table, id: row.id });
  }
  return found;
}

/** Every row of the account, but for what a request of anybody moves on. */
async function rowsOf(accountId: string): Promise<unknown> {
  const tables = await world.database.query<{ name: string }>(
    `select table_name as name from information_schema.columns where column_name = 'account_id'
       and table_schema = 'public' and table_name not like 'webhook_%' and table_name not in ('job', 'event', 'event_counter')`,
  );
  const rows: Record<string, unknown> = {};
  for (const { name } of tables)
    rows[name] = await world.database.query(
      `select count(*)::int as rows, md5(coalesce(string_agg(t::text, '' order by t::text), '')) as content
       from ${name} t where account_id = $1`,
      [accountId],
    );
  return rows;
}

/** As the owner of the first account, signed in for this request. */
async function ask(made: MadeRequest): Promise<{ status: number; text: string }> {
  const { cookie } = await signInAs(world.server, { userId: world.people.erik.id, role: 'owner' });
  return sendMade(world.server.url, made, cookie);
}

test('the other account has a conversation, people, a team, a department, a token, a webhook and a session', () => {
  const kinds = [
    'conversation',
    'app_user',
    'team',
    'department',
    'api_token',
    'webhook_subscription',
    'session',
  ];
  expect(foreign.map(({ table }) => table)).toEqual(expect.arrayContaining(kinds));
});

test.each(named.map((operation) => [operation.operationId, operation] as const))(
  '%s finds nothing of another account, changes nothing of it, and tells no difference',
  async (_, operation) => {
    const before = await rowsOf(world.other.accountId);
    const unknown = await ask(requestOf(operation, randomUUID()));
    expect(unknown.status, unknown.text).toBe(404);
    for (const { table, id } of foreign) {
      const seen = await ask(requestOf(operation, id));
      expect([table, seen]).toEqual([table, unknown]);
    }
    expect(await rowsOf(world.other.accountId)).toEqual(before);
  },
);

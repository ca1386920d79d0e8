import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, read } from '../../support/api-client.ts';
import type { Schemas } from '../../support/contract.ts';
import { addConversations, type Conversations, storeCompleted } from '../../support/conversation-fixtures.ts';
import { createWorld, type World } from '../../support/fixtures.ts';

let world: World;
let conversations: Conversations;
beforeAll(async () => {
  world = await createWorld();
  conversations = await addConversations(world, storeCompleted);
});
afterAll(() => world.close());

function list(query = '', token = world.token): Promise<Schemas['ConversationsResponse']> {
  return read(world.server, token, `/conversations${query}`, 'ConversationsResponse');
}

async function ids(query: string, token = world.token): Promise<string[]> {
  return (await list(query, token)).conversations.map(({ id }) => id);
}

test('lists the last 30 days in all statuses, newest first', async () => {
  const { processing, sales, messages, swedish, failed, untranscribed, old } = conversations;
  const body = await list();
  expect(Object.keys(body)).toEqual(['conversations', 'pagination', '_meta']);
  expect(body.pagination).toEqual({ next_cursor: null, has_more: false, limit: 25 });
  expect(body.conversations.map(({ id, status }) => [id, status])).toEqual([
    [processing, 'processing'],
    [sales, 'completed'],
    [messages, 'completed'],
    [swedish, 'completed'],
    [failed, 'failed'],
    [untranscribed, 'processing'],
  ]);
  expect((await call(world.server, world.token, `/conversations/${old}`)).status).toBe(200);
});

test('a row is the detail without what it was read from, transcript and insights', async () => {
  const token = await world.server.token({ includeRecordings: false });
  const { conversations: rows } = await list('', token);
  for (const row of rows) {
    const path = `/conversations/${row.id}`;
    const detail = await read(world.server, token, path, 'ConversationResponse');
    const { imported_as: _format, notices: _told, ...shared } = detail.conversation;
    expect(row).toEqual(shared);
    expect(Object.keys(row)).toEqual(Object.keys(shared));
  }
  expect(rows[0]).toMatchObject({ status: 'processing', summary: null, sentiment: null, duration: null });
});

test('recording_url is in every row with scope and flag, and in none otherwise', async () => {
  const { server } = world;
  const rows = (await list()).conversations;
  expect(rows.map(({ recording_url }) => typeof recording_url)).toEqual([
    'object',
    'string',
    'string',
    'object',
    'object',
    'object',
  ]);
  for (const wanted of [{ includeRecordings: false }, { scopes: ['conversations'] }]) {
    const { conversations: without } = await list('', await server.token(wanted));
    for (const row of without) expect(row).not.toHaveProperty('recording_url');
  }
});

test('gives another account its own', async () => {
  expect(await ids('', world.other.token)).toEqual([conversations.foreign]);
});

describe('filters', () => {
  const at = (name: keyof Conversations['startedAt'], offsetMs = 0): string =>
    new Date(conversations.startedAt[name].getTime() + offsetMs).toISOString();

  test('from is inclusive and to exclusive', async () => {
    const { processing, sales, messages, swedish, failed, untranscribed } = conversations;
    expect(await ids(`?from=${at('sales')}`)).toEqual([processing, sales]);
    expect(await ids(`?from=${at('sales', 1)}`)).toEqual([processing]);
    expect(await ids(`?to=${at('swedish')}`)).toEqual([failed, untranscribed]);
    expect(await ids(`?to=${at('swedish', 1)}`)).toEqual([swedish, failed, untranscribed]);
    expect(await ids(`?from=${at('messages')}&to=${at('processing')}`)).toEqual([sales, messages]);
    expect(await ids(`?from=${at('sales')}&to=${at('sales')}`)).toEqual([]);
    expect(await ids(`?from=${at('processing')}&to=${at('failed')}`)).toEqual([]);
  });

  test('moments may carry a zone, leave out seconds, and have more digits than milliseconds', async () => {
    const { processing, sales } = conversations;
    const local = new Date(conversations.startedAt.sales.getTime() + 330 * 60_000).toISOString().slice(0, -5);
    expect(await ids(`?from=${local}%2B05:30`)).toEqual([processing, sales]);
    const minute = `${new Date(conversations.startedAt.sales.getTime() + 60_000).toISOString().slice(0, 16)}Z`;
    expect(await ids(`?from=${minute}`)).toEqual([processing]);
    const microsecondLater = at('sales').replace('.000Z', '.000001Z');
    expect(await ids(`?from=${microsecondLater}`)).toEqual([processing]);
    expect(await ids(`?from=${at('sales')}&to=${microsecondLater}`)).toEqual([sales]);
    const nanosecondLater = at('sales').replace('.000Z', '.000000001Z');
    expect(await ids(`?from=${nanosecondLater}`)).toEqual([processing]);
    expect(await ids(`?from=${at('sales')}&to=${nanosecondLater}`)).toEqual([sales]);
  });

  test('dates are whole days in UTC', async () => {
    const all = await ids('');
    const day = (name: keyof Conversations['startedAt']): string => at(name).slice(0, 10);
    const taken = Object.entries(conversations.startedAt).filter(([name]) => name !== 'old');
    const first = day('sales');
    const sameDay = taken.filter(([, startedAt]) => startedAt.toISOString().startsWith(first)).length;
    expect(await ids(`?from=${first}&to=${first}`)).toHaveLength(sameDay);
    expect(await ids(`?from=${day('untranscribed')}&to=${day('processing')}`)).toEqual(all);
    expect(await ids('?from=2000-01-01')).toEqual(all);
    expect(await ids('?to=2000-01-01')).toEqual([]);
    expect(await ids('?from=0000-01-01&to=9999-12-31T23:59:59-23:59')).toEqual(all);
    expect(await ids('?from=9999-12-31')).toEqual([]);
  });

  test('department, user and type, alone and together', async () => {
    const { people } = world;
    const { sales, swedish } = conversations;
    expect(await ids(`?department_id=${people.sales.id}`)).toEqual([sales]);
    expect(await ids(`?department_id=${people.sales.id.toUpperCase()}`)).toEqual([sales]);
    expect(await ids(`?department_id=${people.support.id}`)).toEqual([swedish]);
    expect(await ids(`?user_id=${people.erik.id}`)).toEqual([sales]);
    expect(await ids(`?user_id=${people.anna.id}`)).toEqual([]);
    expect(await ids('?conversation_type=sales')).toEqual([sales]);
    expect(await ids('?conversation_type=Sales')).toEqual([]);
    expect(await ids('?conversation_type=%27%20or%20true--')).toEqual([]);
    expect(
      await ids(`?department_id=${people.sales.id}&user_id=${people.erik.id}&conversation_type=sales`),
    ).toEqual([sales]);
    expect(await ids(`?department_id=${people.support.id}&user_id=${people.erik.id}`)).toEqual([]);
    expect(await ids(`?department_id=${world.other.departmentId}`)).toEqual([]);
    expect(await ids(`?user_id=${world.other.user.id}`)).toEqual([]);
  });
});

describe('a bad parameter is a 400 that names it', () => {
  const moment = 'must be a date (YYYY-MM-DD) or a date-time with a zone';
  const id = 'must be 8-4-4-4-12 hexadecimal digits';
  const badIds = [
    '',
    'x',
    '%00',
    '5',
    'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee%00',
    'aaaaaaaabbbbccccddddeeeeeeeeeeee',
  ];
  const badMoments = [
    '',
    'today',
    '%00',
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '26-01-01',
    '2026-02-30T10:00:00Z',
    '2026-01-01T10:00:00',
    '2026-01-01T24:00:00Z',
    '2026-01-01 10:00:00Z',
    '2026-01-01T10:00:00+05:30',
    '2026-01-01Z',
    '2026-01-01T10Z',
    '2026-01-01T10:00:00.Z',
    '2026-01-01T10:00:00.1234567891Z',
    '1767225600',
    '2026-01-01%00',
    '20260101',
    '2026-W01-1',
    '%2B2026-01-01',
  ];
  const table: Record<string, { fault: string; values: string[] }> = {
    limit: {
      fault: 'must be an integer between 1 and 25',
      values: [
        '25x',
        '2e1',
        '0',
        '26',
        '-1',
        '',
        '%00',
        '1.0',
        '1.5',
        '%2B5',
        '%205',
        '5%20',
        '0x5',
        'NaN',
        '9'.repeat(30),
      ],
    },
    from: { fault: moment, values: badMoments },
    to: { fault: moment, values: badMoments },
    department_id: { fault: id, values: badIds },
    user_id: { fault: id, values: badIds },
    conversation_type: {
      fault: 'must be 1 to 100 characters without control characters',
      values: ['', '%00', 'a%00b', 'a%0ab', '%7f', 'x'.repeat(101)],
    },
    cursor: {
      fault: 'must be the next_cursor of an earlier answer to the same query',
      values: [
        '',
        '%00',
        'x',
        'AWFhYWFhYWFhLWJiYmItY2NjYw',
        '%3D%3D',
        'a%2Bb',
        'x'.repeat(513),
        'A'.repeat(512),
      ],
    },
  };
  test.each(Object.keys(table))('%s', async (name) => {
    const { fault, values } = table[name] ?? { fault: '', values: [] };
    const good = name === 'limit' ? '5' : name === 'from' || name === 'to' ? '2026-01-01' : 'a';
    for (const query of [
      ...values.map((value) => `${name}=${value}`),
      `${name}=${good}&${name}=${good}`,
      name,
    ]) {
      const answer = await call(world.server, world.token, `/conversations?${query}`);
      expect([query, answer.body]).toEqual([
        query,
        { statusCode: 400, message: `Invalid parameter '${name}': ${fault}`, error: 'Bad Request' },
      ]);
    }
  });
});

test.each([1, 2, 24, 25])('limit %i is taken and shown', async (limit) => {
  const { conversations: rows, pagination } = await list(`?limit=${limit}`);
  expect(rows).toHaveLength(Math.min(limit, 6));
  expect(pagination).toEqual({
    next_cursor: limit < 6 ? expect.any(String) : null,
    has_more: limit < 6,
    limit,
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { call, read } from '../../support/api-client.ts';
import type { Schemas } from '../../support/contract.ts';
import { incoming, store } from '../../support/conversation-fixtures.ts';
import { createWorld, type World } from '../../support/fixtures.ts';
import { walkPages } from '../../support/walk-pages.ts';

let world: World;
let original: string;
const moment = new Date(Math.floor(Date.now() / 1000) * 1000 - 3_600_000);
beforeAll(async () => {
  world = await createWorld();
  const wanted = incoming({ title: 'Original', startedAt: moment, conversationType: 'sales' });
  original = await store(world, wanted, 'processing');
});
afterAll(() => world.close());
beforeEach(() => world.database.query('delete from conversation where id <> $1', [original]));

/** Copies the original row so often, each copy `stepUs` microseconds younger than the one before; oldest first. */
async function copies(count: number, stepUs: number, firstUs = stepUs): Promise<string[]> {
  const rows = await world.database.query<{ id: string }>(
    `with fresh as (select n, gen_random_uuid() as id from generate_series(0, $2::int - 1) n)
     insert into conversation (account_id, id, status, title, started_at, medium, conversation_type, language,
       participants, partner_card, created_at, updated_at)
     select account_id, fresh.id, status, title, started_at + ($4::bigint + n * $3::bigint) * interval '1 microsecond',
       medium, conversation_type, language, participants, replace(partner_card, $1, fresh.id::text), created_at, updated_at
     from conversation c, fresh where c.id = $1::uuid order by n returning id`,
    [original, count, stepUs, firstUs],
  );
  return rows.map(({ id }) => id);
}

function page(query: string): Promise<Schemas['ConversationsResponse']> {
  return read(world.server, world.token, `/conversations?${query}`, 'ConversationsResponse');
}

function walk(query: string, between?: () => Promise<unknown>): Promise<string[]> {
  const rowsOf = async (wanted: string) => {
    const { conversations: rows, pagination } = await page(wanted);
    return { rows, pagination };
  };
  return walkPages(rowsOf, query, between);
}

test('300 rows of one and the same moment page without loss or repetition', async () => {
  const ids = [original, ...(await copies(299, 0))].sort().reverse();
  expect(await walk('limit=25')).toEqual(ids);
  expect(await walk('limit=7')).toEqual(ids);
});

test('rows one microsecond apart keep their order across pages', async () => {
  const ids = await copies(40, 1);
  expect(await walk('limit=3')).toEqual([...ids].reverse().concat(original));
});

test('the last page that is exactly full has no next one', async () => {
  await copies(9, 1_000);
  const first = await page('limit=5');
  expect(first.pagination.has_more).toBe(true);
  const second = await page(`limit=5&cursor=${first.pagination.next_cursor}`);
  expect(second.conversations).toHaveLength(5);
  expect(second.pagination).toEqual({ next_cursor: null, has_more: false, limit: 5 });
});

test('rows that arrive while paging are neither repeated nor skip others', async () => {
  const before = await copies(30, 1_000);
  const newer = () => copies(3, 1_000, 3_000_000);
  const seen = await walk('limit=4', newer);
  expect(seen).toEqual([...before].reverse().concat(original));
});

test('a row that arrives behind the cursor at the same moment is found once', async () => {
  const before = new Set([original, ...(await copies(40, 0))]);
  const added: string[] = [];
  const seen = await walk('limit=5', async () => added.push(...(await copies(1, 0))));
  expect(new Set(seen).size).toBe(seen.length);
  for (const id of before) expect(seen).toContain(id);
  expect(seen.filter((id) => !before.has(id) && !added.includes(id))).toEqual([]);
});

test('rows that go while paging lose no others', async () => {
  const before = await copies(20, 1_000);
  let gone = false;
  const seen = await walk('limit=5', async () => {
    if (!gone)
      await world.database.query('delete from conversation where id = any($1)', [before.slice(15, 16)]);
    gone = true;
  });
  expect(seen).toEqual([...before].reverse().concat(original));
});

describe('a cursor', () => {
  const refused = {
    statusCode: 400,
    message: "Invalid parameter 'cursor': must be the next_cursor of an earlier answer to the same query",
    error: 'Bad Request',
  };
  let cursor: string;
  beforeEach(async () => {
    await copies(10, 1_000);
    cursor = (await page('limit=2&conversation_type=sales')).pagination.next_cursor ?? '';
    expect(cursor).not.toBe('');
  });

  test('fits the same filters with any limit', async () => {
    expect((await page(`conversation_type=sales&cursor=${cursor}&limit=25`)).conversations).toHaveLength(9);
    expect(
      (await page(`conversation_type=sales&cursor=${cursor}&limit=1&other=x`)).conversations,
    ).toHaveLength(1);
  });

  test.each([
    '',
    '&conversation_type=Sales',
    '&conversation_type=sales&from=2026-01-01',
    '&conversation_type=sales&to=2099-01-01',
    '&conversation_type=sales&department_id=aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
    '&conversation_type=sales&user_id=aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
  ])('does not fit other filters: %s', async (filters) => {
    const answer = await call(world.server, world.token, `/conversations?cursor=${cursor}${filters}`);
    expect(answer.body).toEqual(refused);
  });

  test('does not fit another account, but another token of the same', async () => {
    const path = `/conversations?conversation_type=sales&cursor=${cursor}`;
    expect((await call(world.server, world.other.token, path)).body).toEqual(refused);
    expect((await call(world.server, await world.server.token(), path)).status).toBe(200);
  });

  test('does not survive any change', async () => {
    const flipped = [...cursor].map(
      (letter, i) => cursor.slice(0, i) + (letter === 'A' ? 'B' : 'A') + cursor.slice(i + 1),
    );
    const changed = [
      ...flipped,
      cursor.slice(0, -1),
      cursor.slice(1),
      `${cursor}A`,
      cursor + cursor,
      cursor.slice(0, 22),
    ];
    const answers = await Promise.all(
      changed.map((value) =>
        call(world.server, world.token, `/conversations?conversation_type=sales&cursor=${value}`),
      ),
    );
    for (const answer of answers) expect(answer.body).toEqual(refused);
  });

  test('does not show what it holds', () => {
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain(world.server.accountId);
  });
});

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  createInstallation,
  type Installation,
  settableClock,
} from '../../../test/domain/limits/installation.ts';
import type { Db } from '../../db/pool.ts';
import { operator } from '../audit/audit-log.ts';
import { TokenDirectory } from './directory.ts';
import { revokeToken } from './revoke-token.ts';

import { makeToken } from './token-format.ts';

let installation: Installation;
const started: TokenDirectory[] = [];
beforeAll(async () => {
  installation = await createInstallation();
});
afterEach(() => {
  for (const directory of started.splice(0)) directory.stop();
});
afterAll(() => installation.close());

async function directory(
  clock = settableClock(),
  db: Db = installation.anotherPool(),
): Promise<TokenDirectory> {
  const made = new TokenDirectory({ db, clock, tokenHashKey: installation.keys.tokenHash });
  started.push(made);
  await made.start();
  return made;
}

function revoke(token: { accountId: string; tokenPrefix: string }): Promise<boolean> {
  const doing = { by: operator, now: new Date() };
  return revokeToken(installation.pool, token.accountId, token.tokenPrefix.slice(3), doing);
}

test('a token that was made elsewhere after the start is known at its first use', async () => {
  const tokens = await directory();
  const issued = await installation.token({ scopes: ['users'], requestsPerMinute: 7 });
  expect(await tokens.authenticate(issued.token)).toMatchObject({
    id: issued.id,
    accountId: installation.accountId,
    scopes: ['users'],
    requestsPerMinute: 7,
  });
});

test('what is no token of this installation is nobody', async () => {
  const tokens = await directory();
  const issued = await installation.token();
  const { token: unknown } = makeToken();
  const sameLookup = findSecretFor(issued.tokenPrefix.slice(3));
  for (const text of ['', 'x', unknown, `${issued.token} `, issued.token.slice(0, -1), sameLookup]) {
    expect(await tokens.authenticate(text)).toBeNull();
  }
});

test('the database keeps no token, only hashes that depend on the key', async () => {
  const issued = await installation.token();
  const [row] = await installation.database.query(
    'select t::text as everything from api_token t where id = $1',
    [issued.id],
  );
  expect(JSON.stringify(row)).toContain(issued.tokenPrefix.slice(3));
  expect(JSON.stringify(row)).not.toContain(issued.token.slice(11, 30));
  const stranger = new TokenDirectory({
    db: installation.pool,
    clock: settableClock(),
    tokenHashKey: Buffer.alloc(32, 7),
  });
  expect(await stranger.authenticate(issued.token)).toBeNull();
});

test('a revoked token is nobody after a refresh here, and a second later in every other process', async () => {
  const clock = settableClock();
  const [here, elsewhere] = [await directory(), await directory(clock)];
  const issued = await installation.token();
  expect(await here.authenticate(issued.token)).not.toBeNull();
  expect(await elsewhere.authenticate(issued.token)).not.toBeNull();
  expect(await revoke(issued)).toBe(true);
  await here.refresh();
  expect(await here.authenticate(issued.token)).toBeNull();
  clock.forward(1_000);
  expect(await elsewhere.authenticate(issued.token)).toBeNull();
  expect(await revoke(issued)).toBe(false);
});

test('a directory looks for news by itself', async () => {
  const { db, queries } = countingDb();
  await directory(settableClock(), db);
  const before = queries();
  await expect.poll(queries).toBeGreaterThan(before);
});

test('a database clock that was set back hides neither a revocation nor a new token', async () => {
  const clock = settableClock();
  const tokens = await directory(clock);
  const issued = await installation.token();
  await installation.database.query(
    `update api_token set changed_at = clock_timestamp() + interval '1 hour' where id = $1`,
    [issued.id],
  );
  for (let look = 0; look < 3; look += 1) {
    expect(await tokens.authenticate(issued.token)).not.toBeNull();
    clock.forward(11_000);
  }
  const later = await installation.token();
  expect(await tokens.authenticate(later.token)).not.toBeNull();
  await revoke(issued);
  clock.forward(11_000);
  expect(await tokens.authenticate(issued.token)).toBeNull();
});

test('a process whose polling hangs still notices a revocation within a second', async () => {
  const clock = settableClock();
  const tokens = await directory(clock);
  const issued = await installation.token();
  expect(await tokens.authenticate(issued.token)).not.toBeNull();
  tokens.stop();
  await revoke(issued);
  clock.forward(1_000);
  expect(await tokens.authenticate(issued.token)).toBeNull();
});

test('a token is heard of and revoked long after the last change', async () => {
  const clock = settableClock();
  const tokens = await directory(clock);
  await installation.token();
  for (let looks = 0; looks < 3; looks += 1) {
    await tokens.refresh();
    clock.forward(20_000);
  }
  const issued = await installation.token();
  await tokens.refresh();
  expect(await tokens.authenticate(issued.token)).not.toBeNull();
  await revoke(issued);
  await tokens.refresh();
  expect(await tokens.authenticate(issued.token)).toBeNull();
});

test('a token ends at the moment of its expiry', async () => {
  const clock = settableClock();
  const tokens = await directory(clock);
  const expiresAt = new Date(Date.now() + 3_600_000);
  const issued = await installation.token({ expiresAt });
  expect(await tokens.authenticate(issued.token)).not.toBeNull();
  clock.forward(3_590_000);
  expect(await tokens.authenticate(issued.token)).not.toBeNull();
  clock.forward(10_000);
  expect(await tokens.authenticate(issued.token)).toBeNull();
});

/** The installation's connections with a count of what is asked of the database. */
function countingDb(): { db: Db; queries(): number } {
  const pool = installation.anotherPool();
  let count = 0;
  return {
    db: {
      query: (statement) => {
        count += 1;
        return pool.query(statement);
      },
    },
    queries: () => count,
  };
}

test('a flood of unknown tokens costs a handful of queries, and nobody is locked out', async () => {
  const { db, queries } = countingDb();
  const tokens = await directory(settableClock(), db);
  const issued = await installation.token();
  expect(await tokens.authenticate(issued.token)).not.toBeNull();
  tokens.stop();
  const [before, startedMs] = [queries(), performance.now()];
  const flood = Array.from({ length: 1_000 }, () => tokens.authenticate(makeToken().token));
  expect(await tokens.authenticate(issued.token)).toMatchObject({ id: issued.id });
  expect(new Set(await Promise.all(flood))).toEqual(new Set([null]));
  expect(queries() - before).toBeGreaterThan(0);
  // One for all that wait, another in each tenth of a second that making them took.
  expect(queries() - before).toBeLessThanOrEqual((performance.now() - startedMs) / 100 + 5);
});

test('unknown tokens that come one after the other cost no more than ten queries a second', async () => {
  const { db, queries } = countingDb();
  const tokens = await directory(settableClock(), db);
  tokens.stop();
  const [before, startedMs] = [queries(), performance.now()];
  const flood: Promise<unknown>[] = [];
  for (let i = 0; i < 200; i += 1) {
    flood.push(tokens.authenticate(makeToken().token));
    await installation.database.query('select 1');
  }
  await Promise.all(flood);
  expect(queries() - before).toBeLessThanOrEqual((performance.now() - startedMs) / 100 + 2);
});

test('ill-formed tokens cost no query at all', async () => {
  const { db, queries } = countingDb();
  const tokens = await directory(settableClock(), db);
  tokens.stop();
  const before = queries();
  for (let i = 0; i < 1_000; i += 1) {
    expect(await tokens.authenticate(`${makeToken().token.slice(0, -1)}_`)).toBeNull();
  }
  const { token } = await installation.token();
  const wrongChecksum = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
  expect(await tokens.authenticate(wrongChecksum)).toBeNull();
  expect(queries()).toBe(before);
});

test('without news from the database nobody is let in', async () => {
  const pool = installation.anotherPool();
  let gone = false;
  const db: Db = {
    query: (statement) =>
      pool.query(gone ? { ...statement, name: 'gone', text: 'select 1/0', values: [] } : statement),
  };
  const clock = settableClock();
  const tokens = await directory(clock, db);
  const issued = await installation.token();
  expect(await tokens.authenticate(issued.token)).not.toBeNull();
  gone = true;
  clock.forward(1_000);
  await expect(tokens.authenticate(issued.token)).rejects.toThrow('division by zero');
  await expect(tokens.authenticate(makeToken().token)).rejects.toThrow('division by zero');
  gone = false;
  expect(await tokens.authenticate(issued.token)).not.toBeNull();
});

/** A well-formed token with the given lookup id and another secret. */
function findSecretFor(lookup: string): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';
  const picks = [...lookup].map((character) => alphabet.indexOf(character));
  return makeToken(() => picks.shift() ?? 1).token;
}

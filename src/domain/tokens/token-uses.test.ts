import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createInstallation,
  type Installation,
  stoppedClock,
} from '../../../test/domain/limits/installation.ts';
import type { Db } from '../../db/pool.ts';
import { listShownTokens } from './token-reads.ts';
import { TokenUses } from './token-uses.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await createInstallation();
});
afterAll(() => installation.close());

async function lastUse(id: string): Promise<Date | null | undefined> {
  const tokens = await listShownTokens(installation.pool, installation.accountId);
  return tokens.find((token) => token.id === id)?.lastUsedAt;
}

function countingDb(): { db: Db; statements: string[] } {
  const statements: string[] = [];
  const query: Db['query'] = (statement) => {
    statements.push(statement.name ?? '');
    return installation.pool.query(statement);
  };
  return { db: { query }, statements };
}

test('any number of calls is one write, which tells of the last one of each token', async () => {
  const clock = stoppedClock();
  const { db, statements } = countingDb();
  const uses = new TokenUses({ db, clock });
  const [one, other, unused] = await Promise.all([0, 1, 2].map(() => installation.token()));
  if (!one || !other || !unused) throw new Error('No tokens');
  for (let call = 0; call < 1_000; call += 1) uses.note(one);
  uses.note(other);
  const otherAt = clock.now();
  clock.forward(5_000);
  uses.note(one);
  expect(statements).toEqual([]);
  await uses.flush();
  await uses.flush();
  expect(statements).toEqual(['store-token-uses']);
  expect([await lastUse(one.id), await lastUse(other.id), await lastUse(unused.id)]).toEqual([
    clock.now(),
    otherAt,
    null,
  ]);
});

test('a process whose clock is behind takes nothing back', async () => {
  const clock = stoppedClock();
  const issued = await installation.token();
  const [here, behind] = [
    new TokenUses({ db: installation.pool, clock }),
    new TokenUses({ db: installation.pool, clock: stoppedClock() }),
  ];
  clock.forward(60_000);
  here.note(issued);
  await here.flush();
  behind.note(issued);
  await behind.flush();
  expect(await lastUse(issued.id)).toEqual(clock.now());
});

test('what could not be written is written with the next', async () => {
  const clock = stoppedClock();
  let gone = true;
  const db: Db = {
    query: (statement) =>
      installation.pool.query(
        gone ? { ...statement, name: 'gone', text: 'select 1/0', values: [] } : statement,
      ),
  };
  const uses = new TokenUses({ db, clock });
  const issued = await installation.token();
  uses.note(issued);
  await expect(uses.flush()).rejects.toThrow('division by zero');
  gone = false;
  await uses.stop();
  expect(await lastUse(issued.id)).toEqual(clock.now());
});

import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPool, inTransaction, type Pool } from '../../src/db/pool.ts';
import { DatabaseAway, DatabasePulse } from '../../src/db/pulse.ts';
import { type Cable, startCable } from '../support/cable.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

/** A busy machine is no cut network; still less than the time-out of a query. */
const times = { beatMs: 100, silenceMs: 3_000 };

let database: TestDatabase;
let cable: Cable;
let pulse: DatabasePulse;
let pool: Pool;
let changes: boolean[];

beforeEach(async () => {
  database = await createTestDatabase();
  const { host, database: name, user } = new pg.Client({ connectionString: database.url });
  cable = await startCable(path.join(host, '.s.PGSQL.5432'));
  const url = `postgresql://${user}@127.0.0.1:${cable.port}/${name}`;
  changes = [];
  pulse = new DatabasePulse(url, (isAway) => changes.push(isAway), times);
  pool = createPool(url, 2, () => {}, pulse);
  pulse.start();
});
afterEach(async () => {
  await pulse.close();
  // It says goodbye, which does not get through a cable that was cut.
  void pool.end();
  await cable.close();
  await database.drop();
});

const select = { name: 'select-one', text: 'select 1 as one' };

test('what waits when the network is cut is refused, and what comes is refused at once', async () => {
  expect((await pool.query(select)).rows).toEqual([{ one: 1 }]);
  cable.cut();
  const waiting = [
    pool.query(select),
    pool.query(select),
    pool.query(select),
    inTransaction(pool, (tx) => tx.query(select)),
  ];
  const settled = await Promise.allSettled(waiting);
  expect(settled.map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
  // Not by the time-out of a query, which is longer.
  for (const one of settled) expect(String(one.status === 'rejected' && one.reason)).not.toContain('timeout');
  expect(changes).toEqual([true]);
  await expect(pool.query(select)).rejects.toThrow(DatabaseAway);
  await expect(pool.connect()).rejects.toThrow(DatabaseAway);
});

test('when the network is there again queries are answered, over new connections', async () => {
  const idle = await Promise.all([pool.connect(), pool.connect()]);
  for (const client of idle) client.release();
  cable.cut();
  await expect.poll(() => changes).toEqual([true]);
  cable.mend();
  await expect.poll(() => changes).toEqual([true, false]);
  for (let n = 0; n < 4; n += 1) expect((await pool.query(select)).rows).toEqual([{ one: 1 }]);
});

test('a connection that is ended is no silence: the next one is tried', async () => {
  await pool.query(select);
  await database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
  const answers = async (): Promise<number> => (await pool.query(select)).rows.length;
  await expect.poll(() => answers().catch(() => 0)).toBe(1);
  expect(changes).toEqual([]);
});

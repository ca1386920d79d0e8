import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { programRoot } from '../../src/base/program.ts';
import { DatabaseUnfit } from '../../src/db/database-unfit.ts';
import { migrate, shippedMigrations, unappliedMigrations } from '../../src/db/migrate.ts';
import { operator } from '../../src/domain/audit/audit-log.ts';
import { claimDeliveries } from '../../src/domain/webhooks/claim.ts';
import { EndpointPaces } from '../../src/domain/webhooks/endpoint-paces.ts';
import { payloadRenderer } from '../../src/domain/webhooks/payload.ts';
import { undeleteConversation } from '../../src/processing/delete-conversation.ts';
import { catalogueOf } from './catalogue.ts';

/**
 * The program before 0001-accounts made these files. `schema-before.sql` is the schema of its seventeen migrations,
 * and `rows-before.sql` holds the rows that it left. `bodies-before.json` holds the bodies that it would have sent,
 * none of them where all deliveries were over. They are of a conversation:
 * - that nobody changed,
 * - that was changed after its deliveries were claimed,
 * - that was changed before,
 * - that was deleted and came back.
 */
const file = (name: string): string =>
  readFileSync(
    path.join(programRoot, 'testing', 'db', `${name}-before.${name === 'bodies' ? 'json' : 'sql'}`),
    'utf8',
  );

const name = `t_adopt_${randomBytes(6).toString('hex')}`;
const url = (): string => inject('postgresUrl').replace('DATABASE', name);
const shipped = shippedMigrations().map(({ id }) => id);
let server: pg.Client;

beforeAll(async () => {
  server = new pg.Client({ connectionString: inject('postgresUrl').replace('DATABASE', 'postgres') });
  await server.connect();
});
beforeEach(async () => {
  await server.query(`drop database if exists ${name} with (force)`);
  await server.query(`create database ${name}`);
});
afterAll(async () => {
  await server.query(`drop database if exists ${name} with (force)`);
  await server.end();
});

async function query<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url() });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

async function makeBefore(): Promise<void> {
  await query(file('schema'));
  await query(file('rows'));
}

test('a database of the schema before is taken over, equal to a fresh one', async () => {
  await migrate(url());
  const fresh = await catalogueOf(query);
  expect(fresh.length).toBeGreaterThan(200);
  await server.query(`drop database ${name} with (force)`);
  await server.query(`create database ${name}`);
  await makeBefore();
  expect(await unappliedMigrations(url())).toEqual(expect.arrayContaining(shipped));
  expect(await migrate(url())).toEqual(shipped);
  expect(await catalogueOf(query)).toEqual(fresh);
  expect(await unappliedMigrations(url())).toEqual([]);
  expect(await migrate(url())).toEqual([]);
});

test('what was pending goes out with the bytes that it would have had', async () => {
  await makeBefore();
  await migrate(url());
  const pool = new pg.Pool({ connectionString: url() });
  // The database may be dropped while its last connections close.
  pool.on('error', () => {});
  try {
    const { rows } = await pool.query<{ account_id: string; id: string }>(
      'select account_id, id from conversation where deleted_at is not null',
    );
    expect(rows).toHaveLength(1);
    for (const { account_id: accountId, id } of rows)
      await undeleteConversation(pool, accountId, id, {
        by: operator,
        now: new Date('2026-06-03T11:00:00.000Z'),
      });
    const link = { now: new Date('2026-06-03T12:00:00.000Z'), publicUrl: 'https://moved.example.com' };
    const wish = { limit: 100, leaseMs: 20_000, perSubject: 100, running: [], ...link };
    const paces = new EndpointPaces(systemClock);
    const endpoints = await pool.query<{ id: string }>('select id from webhook_subscription');
    for (const row of endpoints.rows) paces.learn(row.id, { answered: true, timedOut: false });
    const jobs = await claimDeliveries(pool, wish, paces);
    const bodies = jobs.map(({ delivery, content }) => {
      if (delivery?.form !== 'webhook' || !content) throw new Error('Nothing can be sent');
      return [delivery.id, payloadRenderer(Buffer.alloc(32, 7))(delivery, content).toString()];
    });
    expect(Object.fromEntries(bodies)).toEqual(JSON.parse(file('bodies')));
  } finally {
    await pool.end();
  }
});

test('one that is on its way there is refused by name and left alone', async () => {
  await makeBefore();
  await query(`delete from migration where id > '0016'`);
  await expect(migrate(url())).rejects.toThrow(DatabaseUnfit);
  await expect(migrate(url())).rejects.toThrow(
    /^database_outdated: the database stands at 0015-analyse-what-was-left and lacks 0016-.*, 0017-.*Start the version before this one once/,
  );
  expect(await query(`select to_regclass('webhook_body') is not null as there`)).toEqual([{ there: true }]);
});

test('bodies that an early version rendered are refused while they are unsent', async () => {
  await makeBefore();
  await query(`update webhook_body set body = 'as first sent'`);
  await expect(migrate(url())).rejects.toThrow(/^database_has_old_bodies: 5 unsent webhook deliveries/);
  await query(`update webhook_delivery set status = 'failed'`);
  expect(await migrate(url())).toEqual(shipped);
});

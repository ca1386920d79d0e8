import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { programRoot } from '../../src/base/program.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const folder = path.join(programRoot, 'src/db/migrations');
const file = readdirSync(folder).find((name) => name.endsWith('webhook-product.sql')) ?? '';
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** The tables as they were before. */
const before = `
  drop table webhook_health, webhook_attempt, webhook_replay;
  drop index webhook_delivery_subscription;
  alter table webhook_delivery drop column is_test, drop column replaced_by, drop column scopes,
    drop column include_recordings, drop column is_cut, drop column skipped_at, alter column token_id set not null;
  alter table webhook_subscription drop column form, drop column events, drop column stopped_reason, drop column stopped_at,
    drop column next_secret_sealed, drop column next_secret_at, drop constraint webhook_subscription_status_check,
    add constraint webhook_subscription_status_check check (status in ('active', 'disabled')),
    alter column token_id set not null, alter column url set not null, alter column secret_sealed set not null;`;

const rows = `
  insert into account (id, name, language, created_at, updated_at) values (gen_random_uuid(), 'x', 'en', now(), now());
  insert into api_token (account_id, id, lookup, secret_hash, name, scopes, include_recordings, requests_per_minute,
      daily_conversation_quota, created_at)
    select id, gen_random_uuid(), 'aaaaaaaa', '', 'x', '{transcripts,recordings}', true, 60, 1000, now() from account;
  insert into webhook_subscription (account_id, id, token_id, url, secret_sealed, status, created_at)
    select account_id, gen_random_uuid(), id, 'https://' || status || '.example/', '\\x00', status, now()
    from api_token, unnest(array['active', 'disabled']) as status;
  insert into webhook_delivery (account_id, id, subscription_id, token_id, conversation_id, event, status, created_at)
    select account_id, gen_random_uuid(), id, token_id, gen_random_uuid(), 'conversation.completed', made.status,
      now() - made.days * interval '1 day'
    from webhook_subscription s, (values ('pending', 20), ('failed', 1), ('failed', 20)) as made (status, days)
    where s.status = 'active';`;

test('what was disabled says since when, and what may be sent again shows what its token may have', async () => {
  await database.query(before);
  await database.query(rows);
  await database.query(readFileSync(path.join(folder, file), 'utf8'));
  expect(
    await database.query(
      `select status, form, events, stopped_reason, stopped_at is not null as is_stopped from webhook_subscription order by status`,
    ),
  ).toEqual([
    {
      status: 'active',
      form: 'webhook',
      events: ['conversation.completed'],
      stopped_reason: null,
      is_stopped: false,
    },
    {
      status: 'disabled',
      form: 'webhook',
      events: ['conversation.completed'],
      stopped_reason: 'operator',
      is_stopped: true,
    },
  ]);
  const grant = { scopes: ['transcripts', 'recordings'], include_recordings: true };
  expect(
    await database.query(
      'select status, scopes, include_recordings from webhook_delivery order by created_at, status desc',
    ),
  ).toEqual([
    { status: 'pending', ...grant },
    { status: 'failed', scopes: null, include_recordings: null },
    { status: 'failed', ...grant },
  ]);
});

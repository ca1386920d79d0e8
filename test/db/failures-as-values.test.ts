import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { programRoot } from '../../src/base/program.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const folder = path.join(programRoot, 'src/db/migrations');
const file = readdirSync(folder).find((name) => name.endsWith('failures-as-values.sql')) ?? '';
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const failures: [code: string, hint: string, failure: object][] = [
  [
    'media_truncated',
    'The recording is cut off: 3 of 8 seconds can be played. Import it whole, or with --partial to take what is there.',
    { code: 'media_truncated', problem: 'cut_off', seconds: 3, expectedSeconds: 8 },
  ],
  [
    'media_truncated',
    'The recording is cut off: 3 seconds can be played. Import it whole, or with --partial to take what is there.',
    { code: 'media_truncated', problem: 'cut_off', seconds: 3, expectedSeconds: null },
  ],
  [
    'media_truncated',
    'The recording is damaged: 4 seconds of it could not be decoded. Import it whole.',
    { code: 'media_truncated', problem: 'partly_damaged', missingSeconds: 4 },
  ],
  ['no_speech', 'No speech was found in the recording.', { code: 'no_speech' }],
  ['provider_refused', 'The provider "p" at h said no.', { code: 'provider_refused', problem: 'not_kept' }],
];

const notices: [string | null, object[]][] = [
  [null, []],
  [
    'Lines in another language (und) left out of the analysis: 2. Summary, topics and sentiment are made of 3 of 4 sentences.',
    [
      { code: 'lines_in_other_language', language: null, lines: 2 },
      { code: 'sentences_sampled', taken: 3, all: 4 },
    ],
  ],
  [
    'The provider "p" at h cannot be reached: ECONNREFUSED. The embedded analyser was used instead. Lines in another ' +
      'language (deu) left out of the analysis: 1.',
    [
      { code: 'embedded_instead', isAnalysed: true, reason: null },
      { code: 'lines_in_other_language', language: 'deu', lines: 1 },
    ],
  ],
  [
    'analysis_failed: The analysis failed repeatedly. The earlier analysis stands.',
    [{ code: 'earlier_analysis_stands', failure: { code: 'analysis_failed', problem: 'not_kept' } }],
  ],
];

test('sentences that were stored become codes, with the numbers that were in them', async () => {
  await database.query(`alter table conversation drop column failure, add column failure_code text,
    add column failure_hint text`);
  await database.query('alter table analysis drop column notices, add column notice text');
  await database.query(
    `insert into account (id, name, language, created_at, updated_at) values (gen_random_uuid(), 'x', 'en', now(), now())`,
  );
  await database.query(
    `insert into conversation (account_id, id, status, title, started_at, medium, language, participants, partner_card,
       failure_code, failure_hint, created_at, updated_at)
     select account.id, gen_random_uuid(), 'failed', n::text, now(), 'call', 'en', '[]', '{}', code, hint, now(), now()
     from account, unnest($1::text[], $2::text[]) with ordinality as made (code, hint, n)`,
    [
      [...failures.map(([code]) => code), ...notices.map(() => null)],
      [...failures.map(([, hint]) => hint), ...notices.map(() => null)],
    ],
  );
  await database.query(
    `insert into analysis (account_id, conversation_id, statistics, notice)
     select account_id, id, '{}', ($1::text[])[title::int - $2] from conversation where title::int > $2`,
    [notices.map(([notice]) => notice), failures.length],
  );
  await database.query(readFileSync(path.join(folder, file), 'utf8'));
  const rows = await database.query(
    `select failure, a.notices from conversation c left join analysis a on a.conversation_id = c.id
     order by title::int`,
  );
  expect(rows).toEqual([
    ...failures.map(([, , failure]) => ({ failure, notices: null })),
    ...notices.map(([, made]) => ({ failure: null, notices: made })),
  ]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { userFinder } from '../../src/domain/accounts/people.ts';
import type { ImportDetails } from '../../src/intake/describe-import.ts';
import { type PreparedImport, prepareImport } from '../../src/intake/prepare-import.ts';
import { createInstallation, type Installation } from '../domain/limits/installation.ts';

const now = new Date('2026-06-03T12:00:00Z');
let installation: Installation;
beforeAll(async () => {
  installation = await createInstallation();
});
afterAll(() => installation.close());

function prepare(details: ImportDetails): Promise<PreparedImport> {
  const account = { id: installation.accountId, language: 'en', internalDomains: ['acme.example'] };
  const bytes = new TextEncoder().encode('Erik: We agree.\nJane: Yes, we do.');
  const { pool } = installation;
  const context = { pool, findUsersByName: userFinder(pool) };
  return prepareImport(context, account, { name: 'calls/acme.txt', bytes, details }, now);
}

test('without details: the name of the file, the moment of arrival, the speakers', async () => {
  expect(await prepare({})).toMatchObject({
    kind: 'ready',
    incoming: {
      title: 'acme',
      startedAt: now,
      medium: 'upload',
      language: 'en',
      durationSeconds: null,
      participants: [
        { name: 'Erik', email: null, role: null },
        { name: 'Jane', email: null, role: null },
      ],
    },
  });
});

test('people with an address of the account are colleagues, where no role is told', async () => {
  const people = [
    { name: 'Erik', email: 'erik@ACME.example', role: null },
    { name: 'Jane', email: 'jane@elsewhere.example', role: null },
    { name: 'Mia', email: 'mia@acme.example', role: 'host' },
  ];
  const prepared = await prepare({ participants: people });
  expect(prepared).toMatchObject({
    incoming: { participants: [{ role: 'internal' }, { role: null }, { role: 'host' }] },
  });
});

test.each<[ImportDetails, string]>([
  [{ date: '9999-12-31' }, 'invalid_date'],
  [{ date: '2026-06-05' }, 'invalid_date'],
  [{ date: 'yesterday' }, 'invalid_date'],
  [{ title: 'a\u0000b' }, 'invalid_title'],
  [{ title: ' ' }, 'invalid_title'],
  [{ title: 'x'.repeat(1_001) }, 'invalid_title'],
  [{ medium: 'pigeon' }, 'invalid_medium'],
  [{ language: 'English!' }, 'invalid_language'],
  [{ conversationType: 'x'.repeat(101) }, 'invalid_type'],
  [{ userEmail: 'nobody@acme.test' }, 'unknown_user'],
  [{ departmentName: 'Nowhere' }, 'unknown_department'],
])('refuses %j as %s', async (details, code) => {
  expect(await prepare(details)).toMatchObject({ kind: 'refused', code });
});

test('a date of tomorrow is taken: clocks and zones differ', async () => {
  expect(await prepare({ date: '2026-06-04T11:00:00Z' })).toMatchObject({ kind: 'ready' });
});

import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inTransaction } from '../../../src/db/pool.ts';
import { changeAccount, createAccount } from '../../../src/domain/accounts/account-changes.ts';
import {
  addDepartment,
  addTeam,
  addTeamMember,
  addUser,
  removeTeamMember,
  setDepartmentEnabled,
} from '../../../src/domain/accounts/people-changes.ts';
import { findAccount } from '../../../src/domain/accounts/queries.ts';
import { type Actor, appendAudit, auditActions, operator } from '../../../src/domain/audit/audit-log.ts';
import { verifyChain, verifyEntries } from '../../../src/domain/audit/chain.ts';
import { exportLines, parseExportLine } from '../../../src/domain/audit/exported.ts';
import { listAudit } from '../../../src/domain/audit/read-audit.ts';
import { changeToken } from '../../../src/domain/tokens/change-token.ts';
import { revokeToken } from '../../../src/domain/tokens/revoke-token.ts';
import { changeUser, type UserChanges } from '../../../src/domain/users/change-user.ts';
import { theOperator } from '../../../src/domain/users/user-rules.ts';
import { presentCard } from '../../../src/http/partner/present-conversation.ts';
import { renameDepartment, renameUser } from '../../../src/processing/rename-owners.ts';
import { createInstallation, type Installation } from '../limits/installation.ts';

let installation: Installation;
let accountId: string;
const now = new Date('2026-06-03T09:30:00.000Z');
const doing = { by: operator, now };
const everything = { before: null, action: null, subjectId: null, limit: 1_000 };

beforeAll(async () => {
  installation = await createInstallation();
});
afterAll(() => installation.close());
beforeEach(async () => {
  accountId = await createAccount(installation.pool, 'Acme', doing);
});

async function actions(): Promise<string[]> {
  const shown = await listAudit(installation.pool, accountId, everything);
  return shown.map(({ entry }) => entry.action).toReversed();
}

async function note(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1)
    await appendAudit(installation.pool, accountId, {
      by: operator,
      action: 'conversation.shown',
      subjectId: randomUUID(),
    });
}

/** As somebody who owns the database could do it. */
async function tamper(statement: string): Promise<void> {
  await inTransaction(installation.pool, async (tx) => {
    await tx.query({ text: 'alter table audit_entry disable trigger audit_entry_append_only' });
    await tx.query({ text: statement, values: [accountId] });
    await tx.query({ text: 'alter table audit_entry enable trigger audit_entry_append_only' });
  });
}

test('each change of people, settings and tokens is an entry, and one that changes nothing is none', async () => {
  const { pool, keys } = installation;
  const account = await findAccount(pool, accountId);
  if (!account) throw new Error('The account is gone');
  await changeAccount(pool, account, { language: 'sv' }, doing);
  await changeAccount(pool, { ...account, language: 'sv' }, { language: 'sv' }, doing);
  const person = { name: 'Anna Ek', email: 'anna@example.com' };
  await addUser(pool, accountId, person, doing);
  expect(await addUser(pool, accountId, person, doing)).toBeNull();
  const change = async (email: string, changes: UserChanges): Promise<string> =>
    (await changeUser(pool, accountId, { user: { email }, changes }, { ...doing, changer: theOperator }))
      .kind;
  await change(person.email, { active: false });
  await change(person.email, { active: true });
  expect(await change(person.email, { active: true, role: 'member', departmentId: null })).toBe('changed');
  expect(await change('nobody@example.com', { active: true })).toBe('not_found');
  const making = { presentCard, now, by: operator };
  await renameUser(pool, accountId, { email: person.email, change: { name: 'Anna Berg' } }, making);
  await addDepartment(pool, accountId, 'Sales', doing);
  await setDepartmentEnabled(pool, accountId, 'Sales', { enabled: false, by: operator });
  await setDepartmentEnabled(pool, accountId, 'Sales', { enabled: true, by: operator });
  await renameDepartment(pool, accountId, { name: 'Sales', change: { name: 'Success' } }, making);
  await addTeam(pool, accountId, 'Field', doing);
  await addTeamMember(pool, accountId, { team: 'Field', email: person.email }, operator);
  expect(await addTeamMember(pool, accountId, { team: 'Field', email: person.email }, operator)).toBe(false);
  await removeTeamMember(pool, accountId, { team: 'Field', email: person.email }, operator);
  const { issueToken } = await import('../../../src/domain/tokens/issue-token.ts');
  const wanted = {
    name: 'CRM',
    scopes: [],
    includeRecordings: false,
    requestsPerMinute: 60,
    dailyConversationQuota: 9,
    expiresAt: null,
  };
  const { id, tokenPrefix } = await issueToken({ pool, keys }, accountId, wanted, doing);
  await changeToken(pool, accountId, { id }, { changes: { name: 'CRM 2' }, by: operator });
  expect(await revokeToken(pool, accountId, tokenPrefix.slice(3), doing)).toBe(true);
  expect(await revokeToken(pool, accountId, tokenPrefix.slice(3), doing)).toBe(false);
  expect(await actions()).toEqual([
    'account.created',
    'account.changed',
    'user.added',
    'user.deactivated',
    'user.activated',
    'user.renamed',
    'department.added',
    'department.disabled',
    'department.enabled',
    'department.renamed',
    'team.added',
    'team.member_added',
    'team.member_removed',
    'token.created',
    'token.changed',
    'token.revoked',
  ]);
  expect(await verifyChain(pool, accountId, null)).toMatchObject({ kind: 'whole', entries: 16 });
});

test('entries hold ids alone; names are those of today', async () => {
  const { pool } = installation;
  const id = await addUser(pool, accountId, { name: 'Anna Ek', email: 'anna@example.com' }, doing);
  const by: Actor = { kind: 'user', id: id ?? '' };
  await appendAudit(pool, accountId, {
    by,
    action: 'account.changed',
    subjectId: accountId,
    details: { changed: ['name'] },
  });
  const rows = await installation.database.query<{ entry: string }>(
    'select entry from audit_entry where account_id = $1 order by sequence',
    [accountId],
  );
  expect(rows.map(({ entry }) => entry).join()).not.toMatch(/Anna|anna@|Acme/);
  const [latest] = await listAudit(pool, accountId, everything);
  expect(latest).toMatchObject({
    actorName: 'anna@example.com',
    subjectName: 'Acme',
    entry: { actor: by, details: { changed: ['name'] } },
  });
  await installation.database.query('delete from app_user where id = $1', [id]);
  const [orphan] = await listAudit(pool, accountId, everything);
  expect(orphan).toMatchObject({ actorName: null });
  expect(await verifyChain(pool, accountId, null)).toMatchObject({ kind: 'whole', entries: 3 });
});

test('a hash is that of the hash before and the entry as it is stored', async () => {
  await note(2);
  const rows = await installation.database.query<{ entry: string; hash: Buffer }>(
    'select entry, hash from audit_entry where account_id = $1 order by sequence',
    [accountId],
  );
  let last = Buffer.alloc(32);
  for (const { entry, hash } of rows) {
    last = createHash('sha256').update(last).update(entry).digest();
    expect(hash.equals(last)).toBe(true);
  }
  expect(rows).toHaveLength(3);
});

test.each(['update audit_entry set entry = entry', 'delete from audit_entry', 'truncate audit_entry'])(
  'the database refuses: %s',
  async (statement) => {
    await expect(installation.database.query(statement)).rejects.toThrow('audit_entry is only appended to');
  },
);

test.each([
  [
    'a changed entry',
    `update audit_entry set entry = replace(entry, 'shown', 'erased') where account_id = $1 and sequence = 3`,
    3,
    'changed',
  ],
  ['a removed entry', 'delete from audit_entry where account_id = $1 and sequence = 3', 3, 'missing'],
  ['a removed end', 'delete from audit_entry where account_id = $1 and sequence > 3', 4, 'cut_off'],
])('%s is found', async (_, statement, sequence, problem) => {
  await note(4);
  await tamper(statement);
  expect(await verifyChain(installation.pool, accountId, null)).toEqual({
    kind: 'broken',
    sequence,
    problem,
  });
});

test('a log that was written anew as a whole does not hold the head that was kept', async () => {
  await note(3);
  const before = await verifyChain(installation.pool, accountId, null);
  if (before.kind !== 'whole') throw new Error('The chain is broken');
  const kept = { sequence: 4, hash: before.head.slice(2) };
  await note(2);
  expect(await verifyChain(installation.pool, accountId, kept)).toMatchObject({ kind: 'whole', entries: 6 });
  await tamper('delete from audit_entry where account_id = $1');
  await installation.database.query('delete from audit_head where account_id = $1', [accountId]);
  await note(4);
  const broken = { kind: 'broken', sequence: 4, problem: 'other_than_kept' };
  expect(await verifyChain(installation.pool, accountId, null)).toMatchObject({ kind: 'whole' });
  expect(await verifyChain(installation.pool, accountId, kept)).toEqual(broken);
});

test('an exported log is verified without the database', async () => {
  await note(3);
  const lines: string[] = [];
  for await (const line of exportLines(installation.pool, accountId)) lines.push(line);
  async function* rows(of: string[]) {
    for (const line of of) {
      const row = parseExportLine(line);
      if (row) yield row;
    }
  }
  const changed = lines.map((line, i) => (i === 1 ? line.replace('shown', 'added') : line));
  expect(await verifyEntries(rows(lines), null, null)).toMatchObject({ kind: 'whole', entries: 4 });
  expect(await verifyEntries(rows(changed), null, null)).toEqual({
    kind: 'broken',
    sequence: 2,
    problem: 'changed',
  });
  expect(await verifyEntries(rows(lines.slice(1)), null, null)).toEqual({
    kind: 'broken',
    sequence: 1,
    problem: 'missing',
  });
  expect(parseExportLine('{"entry":"{}","hash":"00"}')).toBeNull();
});

test('entries that are made at the same time follow each other, and one of a rolled back change is not there', async () => {
  const { pool } = installation;
  await Promise.all(Array.from({ length: 20 }, () => note(1)));
  const failing = inTransaction(pool, async (tx) => {
    await appendAudit(tx, accountId, { by: operator, action: 'conversation.shown', subjectId: accountId });
    throw new Error('rolled back');
  });
  await expect(failing).rejects.toThrow('rolled back');
  await note(1);
  expect(await verifyChain(pool, accountId, null)).toMatchObject({ kind: 'whole', entries: 22 });
});

test('accounts have chains of their own', async () => {
  const other = await createAccount(installation.pool, 'Other', doing);
  await note(2);
  expect(await verifyChain(installation.pool, other, null)).toMatchObject({ entries: 1 });
  expect(await verifyChain(installation.pool, randomUUID(), null)).toMatchObject({
    kind: 'whole',
    entries: 0,
  });
});

test('lists go by action, by subject and backwards from an entry', async () => {
  const { pool } = installation;
  const id = await addUser(pool, accountId, { name: 'Bo', email: 'bo@example.com' }, doing);
  await note(2);
  const sequences = async (filter: object) =>
    (await listAudit(pool, accountId, { ...everything, ...filter })).map(({ entry }) => entry.sequence);
  expect(await sequences({ action: 'conversation.shown' })).toEqual([4, 3]);
  expect(await sequences({ subjectId: id })).toEqual([2]);
  expect(await sequences({ before: 3, limit: 1 })).toEqual([2]);
});

test('every action names the kind of its subject first', () => {
  for (const [action, kind] of Object.entries(auditActions))
    expect([action, kind]).toEqual([
      action,
      action.startsWith('audit.') ? 'account' : action.split('.', 1)[0],
    ]);
});

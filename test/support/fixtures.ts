import { randomUUID } from 'node:crypto';
import {
  addDepartment,
  addTeam,
  addTeamMember,
  addUser,
  setDepartmentEnabled,
} from '../../src/domain/accounts/people-changes.ts';
import { storeAccount } from '../../src/domain/accounts/queries.ts';
import { operator } from '../../src/domain/audit/audit-log.ts';
import { changeUser } from '../../src/domain/users/change-user.ts';
import { theOperator } from '../../src/domain/users/user-rules.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { startTestServer, type TestServer } from './server.ts';

interface Person {
  id: string;
  name: string;
  email: string;
}

interface People {
  erik: Person;
  anna: Person;
  sales: { id: string; name: string };
  support: { id: string; name: string };
  fieldSales: string;
  emptyTeam: string;
}

/** A server with an account full of people, and a second account that must never be seen. */
export interface World {
  database: TestDatabase;
  server: TestServer;
  people: People;
  /** All scopes, high limits. */
  token: string;
  other: { accountId: string; token: string; user: Person; departmentId: string };
  close(): Promise<void>;
}

/** Makes a database, a server on it, and both accounts' users, teams and departments. */
export async function createWorld(env: Record<string, string> = {}): Promise<World> {
  const database = await createTestDatabase();
  const server = await startTestServer(database.url, env);
  const people = await addPeople(server);
  const other = await addOtherAccount(server);
  return {
    database,
    server,
    people,
    other,
    token: await server.token({ requestsPerMinute: 6_000 }),
    async close() {
      await server.close();
      await database.drop();
    },
  };
}

async function addPeople({ accountId, context: { pool } }: TestServer): Promise<People> {
  const now = new Date();
  const erik = await person(pool, accountId, { name: 'Erik Lindström', email: 'erik@example.com' });
  const anna = await person(pool, accountId, { name: 'Anna Berg', email: 'anna@example.com' });
  await person(pool, accountId, { name: 'Gone Long', email: 'gone@example.com' });
  const salesId = made(await addDepartment(pool, accountId, 'B2B Sales', { by: operator, now }));
  const supportId = made(await addDepartment(pool, accountId, 'Support', { by: operator, now }));
  made(await addDepartment(pool, accountId, 'Closed', { by: operator, now }));
  await setDepartmentEnabled(pool, accountId, 'Closed', { enabled: false, by: operator });
  const fieldSales = made(await addTeam(pool, accountId, 'Field sales', { by: operator, now }));
  const emptyTeam = made(await addTeam(pool, accountId, 'Back office', { by: operator, now }));
  for (const email of ['erik@example.com', 'anna@example.com', 'gone@example.com'])
    await addTeamMember(pool, accountId, { team: 'Field sales', email: email }, operator);
  await addTeamMember(pool, accountId, { team: 'Back office', email: 'gone@example.com' }, operator);
  const leaver = { user: { email: 'gone@example.com' }, changes: { active: false } };
  await changeUser(pool, accountId, leaver, { changer: theOperator, by: operator, now });
  const sales = { id: salesId, name: 'B2B Sales' };
  return { erik, anna, sales, support: { id: supportId, name: 'Support' }, fieldSales, emptyTeam };
}

async function addOtherAccount(server: TestServer): Promise<World['other']> {
  const { pool } = server.context;
  const accountId = randomUUID();
  const now = new Date();
  await storeAccount(pool, { id: accountId, name: 'Other company', now });
  const user = await person(pool, accountId, { name: 'Eve Other', email: 'eve@other.example' });
  const departmentId = made(await addDepartment(pool, accountId, 'Other sales', { by: operator, now }));
  made(await addTeam(pool, accountId, 'Other team', { by: operator, now }));
  await addTeamMember(pool, accountId, { team: 'Other team', email: user.email }, operator);
  return { accountId, user, departmentId, token: await server.token({ accountId }) };
}

async function person(
  pool: TestServer['context']['pool'],
  accountId: string,
  wanted: { name: string; email: string },
): Promise<Person> {
  return { id: made(await addUser(pool, accountId, wanted, { by: operator, now: new Date() })), ...wanted };
}

function made(id: string | null): string {
  if (id === null) throw new Error('It was there already');
  return id;
}

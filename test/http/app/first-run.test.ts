import { afterEach, beforeEach, expect, test } from 'vitest';
import { listAudit } from '../../../src/domain/audit/read-audit.ts';
import { firstRunLink } from '../../../src/domain/users/first-run.ts';
import { appCall, cookieHeader, setCookiesOf } from '../../support/app-client.ts';
import { firstRunSecret, ownerPassword, runFirst, secretOf } from '../../support/first-run.ts';
import { createWorld, type World } from '../../support/fixtures.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const person = { name: 'Olga Owner', email: 'olga@example.com', password: ownerPassword };
const complete = (body: object) => appCall(world.server, null, '/first-run', { method: 'POST', body });
const isNeeded = async (): Promise<boolean> =>
  Object((await appCall(world.server, null, '/first-run')).body).needed;

test('the owner, the password and the name of the account come by one link, which takes the account over', async () => {
  const { server } = world;
  expect(await isNeeded()).toBe(true);
  const link = await firstRunSecret(server);
  const check = await appCall(server, null, '/links/check', { method: 'POST', body: { link } });
  expect(check.body).toMatchObject({ purpose: 'first_run', account_name: 'My account', user: null });
  const answer = await complete({
    link,
    ...person,
    account_name: ' Northwind ',
    time_zone: 'Europe/Stockholm',
  });
  expect(answer.status).toBe(201);
  const session = { cookie: cookieHeader(setCookiesOf(answer)) };
  expect((await appCall(server, session, '/session')).body).toMatchObject({
    session: {
      user: { name: 'Olga Owner', email: 'olga@example.com', role: 'owner' },
      account: { id: server.accountId, name: 'Northwind', time_zone: 'Europe/Stockholm' },
    },
  });
  expect(await isNeeded()).toBe(false);
  expect((await complete({ link, ...person, account_name: 'Again' })).status).toBe(404);
  const shown = await listAudit(server.context.pool, server.accountId, {
    before: null,
    action: null,
    subjectId: null,
    limit: 6,
  });
  expect(shown.map(({ entry }) => entry.action).toReversed()).toEqual([
    'user.added',
    'user.role_changed',
    'user.password_changed',
    'account.changed',
    'user.joined',
    'user.signed_in',
  ]);
});

test('of two who come at the same time, one is the owner', async () => {
  const links = [await firstRunSecret(world.server), await firstRunSecret(world.server)];
  const answers = await Promise.all(
    links.map((link, at) =>
      complete({ link, ...person, email: `owner${at}@example.com`, account_name: 'A' }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 404]);
  expect(
    await world.database.query(
      `select email from app_user where role = 'owner' and password_hash is not null`,
    ),
  ).toHaveLength(1);
});

test('a user who was imported becomes the owner by the same address, under the name that is given', async () => {
  const session = await runFirst(world.server, { name: 'Erik L', email: 'ERIK@example.com' });
  const { body } = await appCall(world.server, session, '/session');
  expect(body).toMatchObject({
    session: { user: { id: world.people.erik.id, name: 'Erik L', email: 'erik@example.com', role: 'owner' } },
  });
});

test('the link ends after half an hour, and there is none once somebody can sign in', async () => {
  const { context, url, accountId } = world.server;
  const { pool, keys } = context;
  const earlier = new Date(Date.now() - 30 * 60_000 - 1_000);
  const old = await firstRunLink(pool, { keys, base: url, now: earlier });
  const check = { method: 'POST', body: { link: secretOf(old?.url ?? '') } };
  expect((await appCall(world.server, null, '/links/check', check)).status).toBe(404);
  const unused = await firstRunSecret(world.server);
  await runFirst(world.server);
  expect(await firstRunLink(pool, { keys, base: url, now: new Date() })).toBeNull();
  expect((await complete({ link: unused, ...person, account_name: 'Other' })).status).toBe(404);
  const [account] = await world.database.query('select name from account where id = $1', [accountId]);
  expect(account).toEqual({ name: 'Northwind' });
});

test('what is wrong is named and refused, and the link stays good', async () => {
  const link = await firstRunSecret(world.server);
  const wrong: [object, string][] = [
    [{ password: 'too short' }, 'password'],
    [{ password: 'olga@example.com' }, 'password'],
    [{ password: 'aaaaaaaaaaaa' }, 'password'],
    [{ email: 'no address' }, 'email'],
    [{ name: ' ' }, 'name'],
    [{ account_name: '\t' }, 'account_name'],
    [{ time_zone: 'Mars/Olympus' }, 'time_zone'],
  ];
  for (const [part, name] of wrong) {
    const refused = await complete({ link, ...person, account_name: 'A', ...part });
    const { message } = Object(refused.body);
    expect([refused.status, message]).toEqual([400, expect.stringContaining(`'${name}'`)]);
  }
  expect((await complete({ link, ...person, account_name: 'A' })).status).toBe(201);
});

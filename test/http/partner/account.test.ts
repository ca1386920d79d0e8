import { afterAll, beforeAll, expect, test } from 'vitest';
import { findAccount, saveAccount } from '../../../src/domain/accounts/queries.ts';
import { call } from '../../support/api-client.ts';
import { createWorld, type World } from '../../support/fixtures.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

test('gives the account without branding', async () => {
  const { server, token } = world;
  const account = await findAccount(server.context.pool, server.accountId);
  const answer = await call(server, token, '/account');
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({
    id: server.accountId,
    name: 'My account',
    created_at: account?.createdAt.toISOString(),
    updated_at: account?.updatedAt.toISOString(),
    brand_name: null,
    brand_logo_url: null,
    _meta: {
      token_prefix: token.slice(0, 11),
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    },
  });
});

test('gives a changed account with its branding, and a new ETag', async () => {
  const { server, token } = world;
  const { pool } = server.context;
  const before = await call(server, token, '/account');
  const account = await findAccount(pool, server.accountId);
  if (!account) throw new Error('No account');
  const changed = {
    ...account,
    name: 'Telco ÅÄÖ',
    brandName: 'Telco',
    brandLogoUrl: 'https://cdn.example/l.svg',
  };
  await saveAccount(pool, changed, new Date('2026-05-20T13:30:00Z'));
  const headers = { 'if-none-match': before.headers.get('etag') ?? '' };
  const after = await call(server, token, '/account', { headers });
  expect(after.status).toBe(200);
  expect(after.body).toMatchObject({
    name: 'Telco ÅÄÖ',
    updated_at: '2026-05-20T13:30:00.000Z',
    brand_name: 'Telco',
    brand_logo_url: 'https://cdn.example/l.svg',
  });
});

test('needs no scope', async () => {
  const token = await world.server.token({ scopes: [], includeRecordings: false });
  expect((await call(world.server, token, '/account')).status).toBe(200);
});

test('gives each token its own account', async () => {
  const answer = await call(world.server, world.other.token, '/account');
  expect(answer.body).toMatchObject({ id: world.other.accountId, name: 'Other company' });
});

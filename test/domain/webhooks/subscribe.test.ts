import { afterAll, beforeAll, expect, test } from 'vitest';
import { subscribeSentence } from '../../../src/cli/sentences/subscribe-sentences.ts';
import { operator } from '../../../src/domain/audit/audit-log.ts';
import { unseal } from '../../../src/domain/keys/keys.ts';
import { markRevoked } from '../../../src/domain/tokens/queries.ts';
import { type SubscribeResult, subscribe } from '../../../src/domain/webhooks/subscribe.ts';
import { listShownSubscriptions } from '../../../src/domain/webhooks/subscription-reads.ts';
import { type Resolve, TargetPolicy } from '../../../src/domain/webhooks/target-policy.ts';
import { createInstallation, type Installation, type IssuedToken } from '../limits/installation.ts';

let installation: Installation;
let token: IssuedToken;
beforeAll(async () => {
  installation = await createInstallation();
  token = await installation.token();
});
afterAll(() => installation.close());

const addresses: Record<string, string[]> = { 'hook.example': ['8.8.8.8'], 'private.example': ['10.0.0.1'] };
const resolve: Resolve = (hostname) => {
  const known = addresses[hostname];
  return known
    ? Promise.resolve(known)
    : Promise.reject(Object.assign(new Error('none'), { code: 'ENOTFOUND' }));
};

function save(url: string, tokenPrefix = token.tokenPrefix, allow: string[] = []): Promise<SubscribeResult> {
  const { pool, keys, accountId } = installation;
  const context = { pool, keys, policy: new TargetPolicy(allow, resolve) };
  return subscribe(context, accountId, { tokenPrefix, url }, { by: operator, now: new Date() });
}

test('the secret is shown once and kept sealed', async () => {
  const result = await save('https://hook.example/in?x=1#part');
  if (result.kind === 'refused') throw new Error(result.fault.code);
  expect(result.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(result.unresolvedHost).toBeNull();
  const [row] = await installation.database.query<{ url: string; secret_sealed: Buffer; everything: string }>(
    'select url, secret_sealed, s::text as everything from webhook_subscription s where id = $1',
    [result.id],
  );
  expect(row?.url).toBe('https://hook.example/in?x=1');
  expect(row?.everything).not.toContain(Buffer.from(result.secret ?? '').toString('hex'));
  expect(unseal(installation.keys.webhookSeal, row?.secret_sealed ?? Buffer.alloc(28))).toBe(result.secret);
  expect(await listShownSubscriptions(installation.pool, installation.accountId)).toMatchObject([
    { id: result.id, lookup: token.tokenPrefix.slice(3), status: 'active' },
  ]);
});

test('a host that has no address at the moment is taken with a notice', async () => {
  const result = await save('https://later.example/');
  expect(result).toMatchObject({ kind: 'created', unresolvedHost: 'later.example' });
});

test.each([
  ['https://private.example/', 'WEBHOOK_ALLOW'],
  ['http://hook.example/', 'plain http'],
  ['https://127.0.0.1:8080/', 'not public'],
  ['https://user:secret@hook.example/', 'user name'],
  ['ftp://hook.example/', 'https'],
  ['hook.example/in', 'not valid'],
  [`https://hook.example/${'x'.repeat(2_048)}`, 'not valid'],
])('%s is refused at save, with the reason', async (url, reason) => {
  const result = await save(url);
  expect(result.kind === 'refused' && subscribeSentence(result.fault)).toContain(reason);
});

test('what WEBHOOK_ALLOW names is taken', async () => {
  expect(await save('http://private.example:8080/', token.tokenPrefix, ['10.0.0.0/8'])).toMatchObject({
    kind: 'created',
  });
});

test('only a live token of the account can be subscribed', async () => {
  const revoked = await installation.token();
  await markRevoked(installation.pool, revoked.accountId, revoked.tokenPrefix.slice(3), new Date());
  const expired = await installation.token({ expiresAt: new Date(0) });
  for (const prefix of [revoked.tokenPrefix, expired.tokenPrefix, 'mt_unknown1', token.token, '']) {
    expect(await save('https://hook.example/', prefix)).toMatchObject({ kind: 'refused' });
  }
});

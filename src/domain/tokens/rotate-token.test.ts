import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createInstallation,
  type Installation,
  type IssuedToken,
  settableClock,
} from '../../../test/domain/limits/installation.ts';
import { operator } from '../audit/audit-log.ts';
import { changeToken } from './change-token.ts';
import { TokenDirectory } from './directory.ts';
import { revokeToken } from './revoke-token.ts';
import { endTokenOverlap, eraseOldTokenSecrets, rotateToken } from './rotate-token.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await createInstallation();
});
afterAll(() => installation.close());

const hourMs = 3_600_000;
const doing = () => ({ by: operator, now: new Date() });
const directory = (clock = settableClock()): TokenDirectory =>
  new TokenDirectory({
    db: installation.anotherPool(),
    clock,
    tokenHashKey: installation.keys.tokenHash,
  });

async function rotate({ id }: IssuedToken, overlapHours = 24): Promise<string> {
  const wish = { name: { id }, overlapHours };
  const result = await rotateToken(installation, installation.accountId, wish, doing());
  if (result.kind !== 'rotated') throw new Error(result.reason);
  return result.token;
}

const knows = async (tokens: TokenDirectory, text: string): Promise<boolean> =>
  (await tokens.authenticate(text)) !== null;

test('both secrets are taken until the overlap ends, in every process', async () => {
  const clock = settableClock();
  const tokens = directory(clock);
  const issued = await installation.token();
  expect(await knows(tokens, issued.token)).toBe(true);
  const next = await rotate(issued);
  expect(next.slice(0, 11)).toBe(issued.tokenPrefix);
  await tokens.refresh();
  for (const text of [issued.token, next, issued.token]) expect(await knows(tokens, text)).toBe(true);
  clock.forward(24 * hourMs - 60_000);
  expect(await knows(tokens, issued.token)).toBe(true);
  clock.forward(60_000);
  expect([await knows(tokens, issued.token), await knows(tokens, next)]).toEqual([false, true]);
  expect(await knows(directory(clock), issued.token)).toBe(false);
});

test('without an overlap the old secret ends at once', async () => {
  const issued = await installation.token();
  const next = await rotate(issued, 0);
  const tokens = directory();
  expect([await knows(tokens, issued.token), await knows(tokens, next)]).toEqual([false, true]);
});

test('an overlap is ended by hand, and until then no other begins', async () => {
  const { accountId, pool } = installation;
  const issued = await installation.token();
  const name = { id: issued.id };
  expect(await endTokenOverlap(pool, accountId, name, doing())).toMatchObject({ reason: 'no_overlap' });
  const next = await rotate(issued);
  expect(await rotateToken(installation, accountId, { name }, doing())).toMatchObject({
    reason: 'running_already',
  });
  const tokens = directory();
  expect(await knows(tokens, issued.token)).toBe(true);
  expect(await endTokenOverlap(pool, accountId, name, doing())).toEqual({ kind: 'ended' });
  await tokens.refresh();
  expect([await knows(tokens, issued.token), await knows(tokens, next)]).toEqual([false, true]);
  await rotate(issued);
});

test('another change leaves both secrets as they are', async () => {
  const { accountId, pool } = installation;
  const issued = await installation.token();
  const next = await rotate(issued);
  const tokens = directory();
  await knows(tokens, issued.token);
  await changeToken(pool, accountId, { id: issued.id }, { changes: { name: 'other' }, by: operator });
  await tokens.refresh();
  for (const text of [issued.token, next])
    expect(await tokens.authenticate(text)).toMatchObject({ name: 'other' });
});

test('a revocation ends both', async () => {
  const issued = await installation.token();
  const next = await rotate(issued);
  const { accountId, pool } = installation;
  await revokeToken(pool, accountId, issued.tokenPrefix.slice(3), doing());
  const tokens = directory();
  expect([await knows(tokens, issued.token), await knows(tokens, next)]).toEqual([false, false]);
  const name = { id: issued.id };
  expect(await rotateToken(installation, accountId, { name }, doing())).toMatchObject({ reason: 'revoked' });
  expect(await endTokenOverlap(pool, accountId, name, doing())).toMatchObject({ reason: 'revoked' });
});

test('another account’s token is unknown, and an overlap has its bounds', async () => {
  const issued = await installation.token();
  const name = { id: issued.id };
  const elsewhere = randomUUID();
  expect(await rotateToken(installation, elsewhere, { name }, doing())).toMatchObject({ reason: 'unknown' });
  expect(await endTokenOverlap(installation.pool, elsewhere, name, doing())).toMatchObject({
    reason: 'unknown',
  });
  for (const overlapHours of [-1, 169, Number.NaN])
    expect(
      await rotateToken(installation, installation.accountId, { name, overlapHours }, doing()),
    ).toMatchObject({ reason: 'overlap_out_of_range' });
});

test('a secret whose overlap is over is erased, and one that is taken is not', async () => {
  const [over, taken] = [await installation.token(), await installation.token()];
  await rotate(over, 1);
  await rotate(taken, 3);
  await eraseOldTokenSecrets(installation.pool, new Date(Date.now() + 2 * hourMs));
  const rows = await installation.database.query<{ id: string; kept: boolean }>(
    'select id, old_secret_hash is not null as kept from api_token where id = any($1)',
    [[over.id, taken.id]],
  );
  expect(rows.toSorted((a, b) => Number(a.kept) - Number(b.kept))).toEqual([
    { id: over.id, kept: false },
    { id: taken.id, kept: true },
  ]);
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createInstallation,
  type Installation,
  settableClock,
} from '../../../test/domain/limits/installation.ts';
import { operator } from '../audit/audit-log.ts';
import { changeToken } from './change-token.ts';
import { TokenDirectory } from './directory.ts';
import type { NewToken } from './issue-token.ts';
import { listTokens, markRevoked } from './queries.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await createInstallation();
});
afterAll(() => installation.close());

const changes: Partial<NewToken>[] = [
  { name: 'another name' },
  { scopes: ['teams'] },
  { includeRecordings: false },
  { requestsPerMinute: 7 },
  { dailyConversationQuota: 9 },
  { expiresAt: new Date('2126-06-03T00:00:00.000Z') },
  { name: 'all', scopes: [], includeRecordings: false, requestsPerMinute: 1_000, dailyConversationQuota: 1 },
];
test.each(changes)('%j changes that and nothing else, and a directory hears of it', async (wanted) => {
  const { pool, accountId, keys } = installation;
  const issued = await installation.token();
  const tokens = new TokenDirectory({ db: pool, clock: settableClock(), tokenHashKey: keys.tokenHash });
  const before = await tokens.authenticate(issued.token);
  const changed = await changeToken(
    pool,
    accountId,
    { lookup: issued.tokenPrefix.slice(3) },
    { changes: wanted, by: operator },
  );
  expect(changed).toMatchObject({ kind: 'changed', token: { id: issued.id, ...wanted } });
  await tokens.refresh();
  const { changedAt: _, ...rest } = Object(before);
  expect(await tokens.authenticate(issued.token)).toEqual({
    ...rest,
    ...wanted,
    changedAt: expect.any(Date),
  });
  expect((await listTokens(pool, accountId)).find(({ id }) => id === issued.id)).toMatchObject(wanted);
});

test('an expired token lives again, a revoked one stays revoked', async () => {
  const { pool, accountId } = installation;
  const expired = await installation.token({ expiresAt: new Date(0) });
  expect(
    await changeToken(pool, accountId, { id: expired.id }, { changes: { expiresAt: null }, by: operator }),
  ).toMatchObject({
    kind: 'changed',
  });
  await markRevoked(pool, accountId, expired.tokenPrefix.slice(3), new Date());
  expect(
    await changeToken(pool, accountId, { id: expired.id }, { changes: { name: 'x' }, by: operator }),
  ).toEqual({ kind: 'revoked' });
});

test('another account’s token is unknown, by prefix and by id, as is none at all', async () => {
  const issued = await installation.token({ name: 'untouched' });
  for (const name of [{ lookup: issued.tokenPrefix.slice(3) }, { id: issued.id }])
    expect(
      await changeToken(installation.pool, randomUUID(), name, { changes: { name: 'x' }, by: operator }),
    ).toEqual({
      kind: 'unknown',
    });
  const { pool, accountId } = installation;
  expect(
    await changeToken(pool, accountId, { id: randomUUID() }, { changes: { name: 'x' }, by: operator }),
  ).toEqual({
    kind: 'unknown',
  });
  expect((await listTokens(pool, accountId)).find(({ id }) => id === issued.id)?.name).toBe('untouched');
});

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { hashPassword } from '../../../src/domain/sessions/password.ts';
import { storePassword } from '../../../src/domain/sessions/queries.ts';
import { giveTryBack, type Throttled, takeTry } from '../../../src/domain/sessions/throttle.ts';
import { concurrently } from '../../domain/limits/installation.ts';
import { appCall, cookieHeader, setCookiesOf } from '../../support/app-client.ts';
import { createWorld, type World } from '../../support/fixtures.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

const password = 'correct horse battery';
let world: World;
let second: TestServer;
beforeAll(async () => {
  world = await createWorld({ TRUSTED_PROXIES: '127.0.0.1' });
  second = await startTestServer(world.database.url, { TRUSTED_PROXIES: '127.0.0.1' });
  const { pool } = world.server.context;
  await storePassword(pool, world.server.accountId, world.people.erik.id, await hashPassword(password));
});
afterAll(async () => {
  await second.close();
  await world.close();
});
beforeEach(() => world.database.query('delete from sign_in_throttle'));

interface Try {
  email?: string;
  given?: string;
  from?: string;
  cookie?: string;
  server?: TestServer;
}

const signIn = ({ email = 'erik@example.com', given = 'wrong', from = '192.0.2.1', ...more }: Try = {}) =>
  appCall(more.server ?? world.server, more.cookie ? { cookie: more.cookie } : null, '/session', {
    method: 'POST',
    body: { email, password: given },
    headers: { 'x-forwarded-for': from },
  });
const statuses = async (count: number, wanted: (n: number) => Try): Promise<number[]> =>
  (await concurrently(count, 4, (n) => signIn(wanted(n)))).map(({ status }) => status).sort();

/** `burst` of them were looked at, and one more for each interval that the machine took meanwhile. */
async function expectTries(
  { burst, intervalMs }: { burst: number; intervalMs: number },
  tries: () => Promise<number[]>,
): Promise<void> {
  const startedMs = performance.now();
  const seen = await tries();
  const looked = seen.filter((status) => status !== 429).length;
  expect(looked).toBeGreaterThanOrEqual(burst);
  expect(looked).toBeLessThanOrEqual(burst + Math.ceil((performance.now() - startedMs) / intervalMs) - 1);
}

test('five tries of a user from one address, over both processes, whether there is a user or not', async () => {
  for (const email of ['erik@example.com', 'nobody@example.com']) {
    await expectTries({ burst: 5, intervalMs: 30_000 }, () =>
      statuses(12, (n) => ({ email, server: n % 2 === 0 ? world.server : second })),
    );
  }
});

test('a refusal says when to try again, and then one try is there', async () => {
  await statuses(12, () => ({}));
  const refused = await signIn({ given: password });
  expect(refused.status).toBe(429);
  const seconds = Number(refused.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(30);
  await world.database.query(`update sign_in_throttle set free_at = free_at - $1 * interval '1 second'`, [
    seconds,
  ]);
  expect((await signIn({ given: password })).status).toBe(201);
});

test('a guesser at one address keeps nobody out at another', async () => {
  await statuses(60, () => ({ from: '192.0.2.66' }));
  expect((await signIn({ given: password, from: '192.0.2.7' })).status).toBe(201);
});

test('guessers at many addresses are slowed down together, and the browser that knows the user is not', async () => {
  const known = cookieHeader(setCookiesOf(await signIn({ given: password })));
  await expectTries({ burst: 30, intervalMs: 20_000 }, () =>
    statuses(40, (n) => ({ from: `198.51.100.${n}` })),
  );
  await statuses(40, (n) => ({ from: `198.51.100.${n}` }));
  expect((await signIn({ given: password, from: '192.0.2.8' })).status).toBe(429);
  expect((await signIn({ given: password, from: '192.0.2.8', cookie: known })).status).toBe(201);
});

test('the mark of a browser is good for its user alone', async () => {
  const known = cookieHeader(setCookiesOf(await signIn({ given: password })));
  await statuses(20, (n) => ({ email: `user${n}@example.com`, from: '192.0.2.9' }));
  const other = { email: 'anna@example.com', from: '192.0.2.9', cookie: known };
  expect((await signIn(other)).status).toBe(429);
});

test('successes are no tries, and an office behind one address may come at once', async () => {
  const seen = await statuses(40, () => ({ given: password }));
  expect(seen).toEqual(Array(40).fill(201));
});

test('tries at the same time are counted exactly', async () => {
  const { pool, keys } = world.server.context;
  await expectTries({ burst: 20, intervalMs: 10_000 }, async () => {
    const waits = await concurrently(60, 20, (n) =>
      takeTry(n % 2 === 0 ? pool : second.context.pool, keys, [{ kind: 'network', of: 'x' }]),
    );
    return waits.map((wait) => (wait === null ? 200 : 429));
  });
});

test('tries that are taken and given back at the same time wait for each other in one order', async () => {
  const { pool, keys } = world.server.context;
  const kinds = ['network', 'user', 'user from network', 'browser'] as const;
  await concurrently(400, 16, async (n) => {
    const db = n % 2 === 0 ? pool : second.context.pool;
    const throttled: Throttled[] = kinds.map((kind) => ({ kind, of: `office ${n % 3}` }));
    await takeTry(db, keys, throttled);
    await giveTryBack(db, keys, throttled);
  });
});

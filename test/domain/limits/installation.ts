import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../src/base/clock.ts';
import { createPool, type Pool } from '../../../src/db/pool.ts';
import { storeAccount } from '../../../src/domain/accounts/queries.ts';
import { operator } from '../../../src/domain/audit/audit-log.ts';
import { deriveKeys, type Keys } from '../../../src/domain/keys/keys.ts';
import { issueToken, type NewToken } from '../../../src/domain/tokens/issue-token.ts';
import { scopes } from '../../../src/domain/tokens/scopes.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

export interface IssuedToken extends NewToken {
  accountId: string;
  id: string;
  token: string;
  tokenPrefix: string;
}

/** One account on a database of its own, without a server. */
export interface Installation {
  database: TestDatabase;
  keys: Keys;
  accountId: string;
  pool: Pool;
  /** A pool of its own, as another process would have it. */
  anotherPool(connections?: number): Pool;
  token(wanted?: Partial<NewToken>): Promise<IssuedToken>;
  close(): Promise<void>;
}

export async function createInstallation(): Promise<Installation> {
  const database = await createTestDatabase();
  const pools: Pool[] = [];
  const anotherPool = (connections = 4): Pool => {
    const made = createPool(database.url, connections, () => {});
    pools.push(made);
    return made;
  };
  const pool = anotherPool();
  const keys = deriveKeys('a secret key for tests, long enough');
  const accountId = randomUUID();
  await storeAccount(pool, { id: accountId, name: 'Test account', now: new Date() });
  return {
    database,
    pool,
    keys,
    accountId,
    anotherPool,
    async token(wanted = {}) {
      const limits = { requestsPerMinute: 60, dailyConversationQuota: 1_000, expiresAt: null };
      const token: NewToken = { name: 'test', scopes, includeRecordings: true, ...limits, ...wanted };
      return {
        ...token,
        accountId,
        ...(await issueToken({ pool, keys }, accountId, token, { by: operator, now: new Date() })),
      };
    },
    async close() {
      await Promise.all(pools.map((each) => each.end()));
      await database.drop();
    },
  };
}

/** A clock that runs like the system's and can be set forward. */
export interface SettableClock extends Clock {
  forward(ms: number): void;
}

export function settableClock(start: () => Date = () => new Date()): SettableClock {
  let aheadMs = 0;
  return {
    now: () => new Date(start().getTime() + aheadMs),
    monotonicMs: () => performance.now() + aheadMs,
    forward(ms) {
      aheadMs += ms;
    },
  };
}

/** For a Clock's databaseShiftMs: to the database it is this moment now, and time goes on. */
export function shiftTo(moment: string): () => number {
  const shiftMs = Date.parse(moment) - Date.now();
  return () => shiftMs;
}

/** A settable clock that stands still but for `forward`. */
export function stoppedClock(): SettableClock {
  const at = new Date();
  let aheadMs = 0;
  return {
    now: () => new Date(at.getTime() + aheadMs),
    monotonicMs: () => aheadMs,
    forward(ms) {
      aheadMs += ms;
    },
  };
}

/** Runs `count` calls of `work` with `callers` of them under way at any time. */
export async function concurrently<T>(
  count: number,
  callers: number,
  work: (index: number) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const caller = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      results[index] = await work(index);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return results;
}

import { DatabaseClock } from '../../../src/domain/limits/database-clock.ts';
import { RateLimiter } from '../../../src/domain/limits/rate-limit.ts';
import {
  createInstallation,
  type Installation,
  type IssuedToken,
  type SettableClock,
  settableClock,
} from './installation.ts';

/** An installation, limiters of several processes on it, and time that passes for its rate windows. */
export interface RateRig {
  installation: Installation;
  /** A limiter as another process has it: its own connections, its own memory. */
  limiter(clock?: SettableClock): RateLimiter;
  /** Makes the window's entries older, in the database and for the limiters that go by `clock`. */
  age(token: IssuedToken, ms: number, clock?: SettableClock): Promise<void>;
  /** The entries in use, oldest first. */
  ring(token: IssuedToken): Promise<number[]>;
}

export async function createRateRig(): Promise<RateRig> {
  const installation = await createInstallation();
  const { database } = installation;
  return {
    installation,
    limiter: (clock = settableClock()) =>
      new RateLimiter({ db: installation.anotherPool(), clock: new DatabaseClock(clock) }),
    async age(token, ms, clock) {
      await database.query(
        `update rate_window set slots = array(select case when s = 0 then 0 else s - $2::bigint * 1000 end
           from unnest(slots) with ordinality as entry (s, n) order by n) where token_id = $1`,
        [token.id, ms],
      );
      clock?.forward(ms);
    },
    async ring(token) {
      const [row] = await database.query<{ slots: string[] }>(
        'select slots from rate_window where token_id = $1',
        [token.id],
      );
      return (row?.slots ?? [])
        .map(Number)
        .filter((us) => us > 0)
        .sort((a, b) => a - b);
    },
  };
}

export async function admitted(one: RateLimiter, token: IssuedToken, calls: number): Promise<boolean[]> {
  const results: boolean[] = [];
  for (let i = 0; i < calls; i += 1) results.push((await one.admit(token)).admitted);
  return results;
}

import ipaddr from 'ipaddr.js';
import { type Db, execute, queryOne } from '../../db/pool.ts';
import { hmacSha256, type Keys } from '../keys/keys.ts';

/** So many tries at once, and one more after each interval. */
interface Pace {
  burst: number;
  intervalMs: number;
}

/** Something that tries are counted of. */
export interface Throttled {
  kind: keyof typeof paces;
  /** Such as an address or a name; it is stored as a hash. */
  of: string;
}

/** THE TABLE of how fast secrets may be tried. Only failures stay counted where the caller gives back. */
const paces = {
  /** All that comes from one network. */
  network: { burst: 20, intervalMs: 10_000 },
  /** One user from one network. */
  'user from network': { burst: 5, intervalMs: 30_000 },
  /** One user from anywhere: above what one network has, so that a single one can not use it up. */
  user: { burst: 30, intervalMs: 20_000 },
  /** A browser in which this user signed in before: nobody else can use it up. */
  browser: { burst: 10, intervalMs: 30_000 },
  /** Links that are looked at or used. */
  'links of network': { burst: 30, intervalMs: 5_000 },
  /** Mails with new links. */
  'mails of network': { burst: 5, intervalMs: 60_000 },
  'mails to user': { burst: 3, intervalMs: 300_000 },
  /** Somebody who is signed in shows the password again. */
  'own password': { burst: 10, intervalMs: 30_000 },
} as const satisfies Record<string, Pace>;

const take = { name: 'take-sign-in-try', text: 'select take_sign_in_try($1, $2, $3) as "waitMs"' };
const giveBack = {
  name: 'give-sign-in-try-back',
  text: `with held as (select key from sign_in_throttle where key = any($1) order by key for update)
    update sign_in_throttle t set free_at = t.free_at - wanted.interval_ms * interval '1 millisecond'
    from held join unnest($1::bytea[], $2::integer[]) wanted (key, interval_ms) using (key) where t.key = held.key`,
};
const purge = {
  name: 'purge-sign-in-throttle',
  text: `delete from sign_in_throttle where key in (
    select key from sign_in_throttle where free_at < clock_timestamp() - interval '1 hour' limit $1 for update skip locked)`,
};
const atOnce = 10_000;

/**
 * Takes a try of each, or of none where one has none left: then it gives the seconds to wait. The database decides, so that
 * processes share the count. It is taken before the secret is looked at: tries at the same time are counted too.
 */
export async function takeTry(
  db: Db,
  keys: Keys,
  throttled: readonly Throttled[],
): Promise<{ retryAfterSeconds: number } | null> {
  const values = [
    keysOf(keys, throttled),
    intervalsOf(throttled),
    throttled.map(({ kind }) => paces[kind].burst),
  ];
  const { waitMs = 0 } = (await queryOne<{ waitMs: number }>(db, take, values)) ?? {};
  return waitMs > 0 ? { retryAfterSeconds: Math.ceil(waitMs / 1000) } : null;
}

/** After a success, which is no try. It locks in the order of the keys, as taking does: neither waits for the other for ever. */
export async function giveTryBack(db: Db, keys: Keys, throttled: readonly Throttled[]): Promise<void> {
  await execute(db, giveBack, [keysOf(keys, throttled), intervalsOf(throttled)]);
}

/** Removes the keys that have all their tries again. */
export async function purgeThrottle(db: Db): Promise<void> {
  while ((await execute(db, purge, [atOnce])) === atOnce);
}

function keysOf(keys: Keys, throttled: readonly Throttled[]): Buffer[] {
  return throttled.map(({ kind, of }) => hmacSha256(keys.session, `throttle ${kind} ${of}`));
}

function intervalsOf(throttled: readonly Throttled[]): number[] {
  return throttled.map(({ kind }) => paces[kind].intervalMs);
}

/** One customer of a provider: an IPv4 address, or the first 64 bits of an IPv6 one. */
export function networkOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  return address.kind() === 'ipv4' ? address.toString() : address.toByteArray().slice(0, 8).join('.');
}

import { inTransaction, type Pool } from '../../db/pool.ts';
import { appendAudit } from '../audit/audit-log.ts';
import type { Keys } from '../keys/keys.ts';
import { makeBrowserMark, readBrowserMark } from './browser.ts';
import { isPassword } from './password.ts';
import { type Candidate, findCandidates, mostCandidates } from './queries.ts';
import type { SessionKey } from './session-token.ts';
import { beginSession, type SessionTokens, tokensOf } from './sessions.ts';
import { giveTryBack, networkOf, type Throttled, takeTry } from './throttle.ts';

export interface Credentials {
  email: string;
  password: string;
  /** The account that was chosen, where the address has several. */
  accountId: string | null;
}

/** From where somebody signs in. */
export interface Origin {
  ip: string;
  userAgent: string | null;
  /** The mark that the browser shows. */
  browserMark: string | null;
}

export interface SignedIn {
  key: SessionKey;
  tokens: SessionTokens;
  /** For the browser to show the next time. */
  browserMark: string;
}

export type SignInOutcome =
  | ({ kind: 'signed_in' } & SignedIn)
  | { kind: 'choose'; accounts: { id: string; name: string }[] }
  | { kind: 'refused' }
  | { kind: 'throttled'; retryAfterSeconds: number };

interface Means {
  pool: Pool;
  keys: Keys;
}

/** Begins a session where address and password are those of an active user. */
export async function signIn(
  { pool, keys }: Means,
  credentials: Credentials,
  origin: Origin,
  now: Date,
): Promise<SignInOutcome> {
  const throttled = throttledOf(keys, credentials.email, origin);
  const wait = await takeTry(pool, keys, throttled);
  if (wait) return { kind: 'throttled', ...wait };
  const matching = await matchingUsers(pool, credentials);
  if (matching.length === 0) return { kind: 'refused' };
  await giveTryBack(pool, keys, throttled);
  const wanted = matching.filter(({ accountId }) => (credentials.accountId ?? accountId) === accountId);
  const [user, ...others] = wanted;
  if (!user) return { kind: 'refused' };
  if (others.length > 0)
    return { kind: 'choose', accounts: wanted.map(({ accountId: id, accountName: name }) => ({ id, name })) };
  return {
    kind: 'signed_in',
    ...(await enter({ pool, keys }, { ...user, email: credentials.email }, origin, now)),
  };
}

/** A session for a user who has shown to be one. */
export async function enter(
  { pool, keys }: Means,
  { accountId, userId, email }: { accountId: string; userId: string; email: string },
  { userAgent, browserMark }: Pick<Origin, 'userAgent' | 'browserMark'>,
  now: Date,
): Promise<SignedIn> {
  const key = await inTransaction(pool, async (tx) => {
    const begun = await beginSession(tx, { accountId, userId, userAgent }, now);
    const by = { kind: 'user', id: userId } as const;
    await appendAudit(tx, accountId, { by, action: 'user.signed_in', subjectId: userId });
    return begun;
  });
  const known = readBrowserMark(keys, browserMark, email) === null ? null : browserMark;
  return {
    key,
    tokens: await tokensOf(keys, key, 1, now),
    browserMark: known ?? makeBrowserMark(keys, email),
  };
}

/**
 * A browser that knows the user has tries of its own. So nobody elsewhere can keep its owner out, however often they fail.
 * A guesser who has no such browser shares the tries of the user and of the network.
 */
function throttledOf(keys: Keys, email: string, { ip, browserMark }: Origin): Throttled[] {
  const [user, network] = [email.toLowerCase(), networkOf(ip)];
  const browser = readBrowserMark(keys, browserMark, email);
  if (browser !== null) return [{ kind: 'browser', of: `${browser} ${user}` }];
  return [
    { kind: 'network', of: network },
    { kind: 'user from network', of: `${user} ${network}` },
    { kind: 'user', of: user },
  ];
}

/**
 * Those of all accounts whose password it is. Passwords are looked at as often for every address: as often as for the one
 * with the most accounts. The time tells nobody whether there is a user.
 */
async function matchingUsers(pool: Pool, { email, password }: Credentials): Promise<Candidate[]> {
  const candidates = await findCandidates(pool, email);
  const tries = Math.max(1, candidates.length, await mostCandidates(pool));
  const hashes = Array.from({ length: tries }, (_, at) => candidates[at]?.passwordHash ?? null);
  const matches = await Promise.all(hashes.map((hash) => isPassword(hash, password)));
  return candidates.filter((_, at) => matches[at]);
}

import { randomUUID } from 'node:crypto';
import type { Db } from '../../db/pool.ts';
import type { Viewer } from '../conversations/visibility.ts';
import type { Keys } from '../keys/keys.ts';
import { isPassword } from './password.ts';
import {
  findCandidates,
  findGeneration,
  findSessionUser,
  type SessionUser,
  storeNextGeneration,
  storeSession,
  storeSessionEnd,
} from './queries.ts';
import { isAtLeast } from './roles.ts';
import {
  makeAccessToken,
  makeRefreshToken,
  readAccessToken,
  readRefreshToken,
  type SessionKey,
} from './session-token.ts';

/** A session that nobody uses ends after this time. */
export const idleMs = 30 * 86_400_000;
/** Tabs that refresh at the same time show the same token: the later one is no thief. */
const sameTimeMs = 20_000;

export interface Sessions {
  db: Db;
  keys: Keys;
}

/** The secrets that a browser keeps. A null refresh token: it keeps the one that it has. */
export interface SessionTokens {
  access: string;
  refresh: string | null;
}

export interface Credentials {
  email: string;
  password: string;
  userAgent: string | null;
}

/** Begins a session where address and password are those of an active user; else null. */
export async function signIn(
  { db, keys }: Sessions,
  { email, password, userAgent }: Credentials,
  now: Date,
): Promise<{ key: SessionKey; tokens: SessionTokens } | null> {
  const candidates = await findCandidates(db, email);
  for (const { accountId, userId, passwordHash } of candidates.length > 0 ? candidates : [nobody]) {
    if (!(await isPassword(passwordHash, password))) continue;
    const key = await beginSession(db, { accountId, userId, userAgent }, now);
    return { key, tokens: await tokensOf(keys, key, 1, now) };
  }
  return null;
}

const nobody = { accountId: '', userId: '', passwordHash: null };

/** For a user who has shown to be one. */
export async function beginSession(
  db: Db,
  { accountId, userId, userAgent }: { accountId: string; userId: string; userAgent: string | null },
  now: Date,
): Promise<SessionKey> {
  const id = randomUUID();
  const expiresAt = new Date(now.getTime() + idleMs);
  await storeSession(db, { accountId, id, userId, now, expiresAt, userAgent });
  return { accountId, id };
}

export async function tokensOf(
  keys: Keys,
  key: SessionKey,
  generation: number,
  now: Date,
): Promise<SessionTokens> {
  const refresh = makeRefreshToken(keys, { ...key, generation });
  return { access: await makeAccessToken(keys, key, now), refresh };
}

/** New tokens for a refresh token of the present generation. An older one ends the session: there is a copy of it. */
export async function refreshSession(
  { db, keys }: Sessions,
  refreshToken: string,
  now: Date,
): Promise<{ key: SessionKey; tokens: SessionTokens } | null> {
  const token = readRefreshToken(keys, refreshToken);
  if (!token) return null;
  const { accountId, id } = token;
  const key = { accountId, id };
  const expiresAt = new Date(now.getTime() + idleMs);
  const next = await storeNextGeneration(db, token, { now, expiresAt });
  if (next !== undefined) return { key, tokens: await tokensOf(keys, key, next, now) };
  const present = await findGeneration(db, key, now);
  if (!present) return null;
  const isSameTime =
    token.generation === present.generation - 1 && now.getTime() - present.refreshedAt.getTime() < sameTimeMs;
  if (isSameTime) return { key, tokens: { access: await makeAccessToken(keys, key, now), refresh: null } };
  await storeSessionEnd(db, key, now);
  return null;
}

export interface LiveSession {
  key: SessionKey;
  user: SessionUser;
  viewer: Viewer;
}

/** The session that an access token stands for, as it is now: one that was ended, or whose user is not active, is none. */
export async function findLiveSession(
  { db, keys }: Sessions,
  accessToken: string,
  now: Date,
): Promise<LiveSession | null> {
  const key = await readAccessToken(keys, accessToken, now);
  return key && findSession(db, key, now);
}

export async function findSession(db: Db, key: SessionKey, now: Date): Promise<LiveSession | null> {
  const user = await findSessionUser(db, key, now);
  return user ? { key, user, viewer: viewerOf(key.accountId, user) } : null;
}

export function viewerOf(accountId: string, user: SessionUser): Viewer {
  const { userId, role, email, isOpen, colleagueIds, departmentId } = user;
  const isManager = role === 'manager';
  return {
    accountId,
    userId,
    seesAll: isOpen || isAtLeast(role, 'admin'),
    email: email.toLowerCase(),
    ownerIds: isManager ? [...new Set([userId, ...colleagueIds])] : [userId],
    departmentId: isManager ? departmentId : null,
  };
}

export function endSession(db: Db, key: SessionKey, now: Date): Promise<void> {
  return storeSessionEnd(db, key, now);
}

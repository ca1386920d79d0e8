import { randomUUID } from 'node:crypto';
import type { Db } from '../../db/pool.ts';
import type { Viewer } from '../conversations/visibility.ts';
import type { Keys } from '../keys/keys.ts';
import {
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
/** Tabs refresh at the same time, and an answer may be lost: so long the token before is no thief's. */
const sameTimeMs = 60_000;

export interface Sessions {
  db: Db;
  keys: Keys;
}

/** The secrets that a browser keeps. */
export interface SessionTokens {
  access: string;
  refresh: string;
}

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

/**
 * New tokens for a refresh token of the present generation. The one before it gets the same new tokens again for a moment:
 * the client then holds the present ones, whichever answer was lost.
 */
export async function refreshSession(
  { db, keys }: Sessions,
  refreshToken: string,
  now: Date,
): Promise<SessionTokens | null> {
  const token = readRefreshToken(keys, refreshToken);
  if (!token) return null;
  const key = { accountId: token.accountId, id: token.id };
  const expiresAt = new Date(now.getTime() + idleMs);
  const next = await storeNextGeneration(db, token, { now, expiresAt });
  if (next !== undefined) return tokensOf(keys, key, next, now);
  const present = await findGeneration(db, key, now);
  if (!present) return null;
  const { generation, refreshedAt } = present;
  const isSameTime =
    token.generation === generation - 1 && now.getTime() - refreshedAt.getTime() < sameTimeMs;
  if (isSameTime) return tokensOf(keys, key, generation, now);
  await storeSessionEnd(db, key, { action: 'user.session_reused', by: { kind: 'server' }, now });
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

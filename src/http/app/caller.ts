import type { IncomingHttpHeaders } from 'node:http';
import { isAtLeast, type Role, roles } from '../../domain/sessions/roles.ts';
import { findLiveSession, type LiveSession } from '../../domain/sessions/sessions.ts';
import type { Operation } from '../api/contract.ts';
import type { Context } from '../context.ts';
import type { Refusal } from '../errors.ts';
import { type Cookies, readCookies } from './cookies.ts';

/** Anybody who calls, signed in or not. */
export interface Visitor {
  cookies: Cookies;
  ip: string;
  userAgent: string | null;
}

/** Calls of operations that need a role come from here. */
export interface SignedIn extends Visitor {
  session: LiveSession;
}

interface Shown {
  headers: IncomingHttpHeaders;
  ip: string;
}

export type AppAdmission =
  | { kind: 'admitted'; caller: Visitor | SignedIn }
  | { kind: 'refused'; refusal: Refusal; caller: SignedIn | null };

const longestAgent = 300;
const unauthorized: Refusal = { status: 401, message: 'Sign in first', retryAfterSeconds: null };
const unmarked: Refusal = {
  status: 403,
  message: "The header 'X-Meetric: 1' is missing",
  retryAfterSeconds: null,
};

/** The least role that an operation needs; null where anybody may call. Throws where the contract asks for something else. */
export function leastRole({
  operationId,
  security,
}: Pick<Operation, 'operationId' | 'security'>): Role | null {
  if (security.length === 0) return null;
  const [{ session: [name] = [], ...others } = {}, ...alternatives] = security;
  const role = roles.find((one) => one === name);
  if (!role || alternatives.length + Object.keys(others).length > 0)
    throw new Error(`The contract's ${operationId} must ask for a session with one role`);
  return role;
}

export interface Need {
  /** Null where anybody may call. */
  role: Role | null;
  /** Changes are only taken with the header that no other site can send. */
  changes: boolean;
}

/** Tells the caller by the access token's cookie. Everything that the app serves goes through here. */
export async function admitToApp(context: Context, shown: Shown, need: Need): Promise<AppAdmission> {
  const { headers, ip } = shown;
  const cookies = readCookies(context.keys, headers.cookie);
  const visitor = { cookies, ip, userAgent: headers['user-agent']?.slice(0, longestAgent) ?? null };
  if (need.changes && headers['x-meetric'] !== '1')
    return { kind: 'refused', refusal: unmarked, caller: null };
  if (need.role === null) return { kind: 'admitted', caller: visitor };
  const { pool: db, keys, clock } = context;
  const session = cookies.access && (await findLiveSession({ db, keys }, cookies.access, clock.now()));
  if (!session) return { kind: 'refused', refusal: unauthorized, caller: null };
  const caller = { ...visitor, session };
  if (isAtLeast(session.user.role, need.role)) return { kind: 'admitted', caller };
  const message = `Only ${need.role === 'owner' ? 'the owner' : `the role '${need.role}'`} may do this`;
  return { kind: 'refused', refusal: { status: 403, message, retryAfterSeconds: null }, caller };
}

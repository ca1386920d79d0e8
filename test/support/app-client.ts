import { expect } from 'vitest';
import type { Role } from '../../src/domain/sessions/roles.ts';
import { beginSession, tokensOf } from '../../src/domain/sessions/sessions.ts';
import { readContract } from '../../src/http/api/contract.ts';
import { setCookies } from '../../src/http/app/cookies.ts';
import { type Answer, type Init, send } from './api-client.ts';
import type { TestServer } from './server.ts';

/** A person who is signed in. */
export interface Session {
  /** The Cookie header. */
  cookie: string;
}

const contract = readContract('app', { allErrors: true });

/** Signs a user in, by default of the first account, with a role if one is given. */
export async function signInAs(
  { accountId: first, context }: Pick<TestServer, 'accountId' | 'context'>,
  { userId, role, accountId = first }: { userId: string; role?: Role; accountId?: string },
): Promise<Session> {
  const { pool, keys } = context;
  const now = context.clock.now();
  if (role)
    await pool.query('update app_user set role = $3 where account_id = $1 and id = $2', [
      accountId,
      userId,
      role,
    ]);
  const key = await beginSession(pool, { accountId, userId, userAgent: null }, now);
  const cookies = setCookies(context, await tokensOf(keys, key, 1, now));
  return { cookie: cookieHeader(cookies) };
}

/** The Cookie header of a browser that was sent these Set-Cookie headers. */
export function cookieHeader(setCookie: readonly string[]): string {
  return setCookie.map((text) => text.split(';', 1)[0]).join('; ');
}

/** One request of the app; `path` begins after /api/v1. The answer is checked against the contract. */
export async function appCall(
  server: { url: string },
  session: Session | null,
  path: string,
  init: Init = {},
): Promise<Answer> {
  const method = init.method ?? 'GET';
  const headers = {
    ...(session ? { cookie: session.cookie } : {}),
    ...(method === 'GET' ? {} : { 'x-meetric': '1' }),
    ...init.headers,
  };
  const answer = await send(server, `/api/v1${path}`, { ...init, headers });
  expectAppContract(method, path, answer);
  return answer;
}

/** The answer's status stands in the contract, and its JSON is as that says. */
function expectAppContract(method: string, path: string, { status, body }: Answer): void {
  const [pathOnly = ''] = path.split('?', 1);
  const operation = contract.operations.find(
    (one) =>
      one.method === method.toLowerCase() &&
      new RegExp(`^${one.template.replace(/\{\w+\}/g, '[^/]+')}$`).test(pathOnly),
  );
  if (!operation || status >= 500) throw new Error(`${method} ${path} gave ${status}`);
  expect(Object.keys(operation.responses), `${method} ${path}`).toContain(String(status));
  const response = operation.responses[String(status)];
  const named = Object(response).$ref;
  const place =
    typeof named === 'string'
      ? named
      : `#/paths/${operation.template.replaceAll('/', '~1')}/${operation.method}/responses/${status}`;
  if (body === undefined) return;
  const validate = contract.compile(`${place}/content/application~1json/schema`);
  validate(body);
  expect(validate.errors ?? [], `${method} ${path} ${status}`).toEqual([]);
}

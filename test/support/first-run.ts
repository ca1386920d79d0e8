import { firstRunLink } from '../../src/domain/users/first-run.ts';
import { appCall, cookieHeader, type Session, setCookiesOf } from './app-client.ts';
import type { TestServer } from './server.ts';

export const ownerPassword = 'correct horse battery staple';

/** The secret behind the # of a link. */
export function secretOf(url: string): string {
  return new URL(url).hash.slice(1);
}

/** The secret of a new link to the first run. */
export async function firstRunSecret({ context, url }: TestServer): Promise<string> {
  const { pool, keys, clock } = context;
  const link = await firstRunLink(pool, { keys, base: url, now: clock.now() });
  if (!link) throw new Error('Somebody can sign in already');
  return secretOf(link.url);
}

/** Goes through the first run; gives the owner's session. */
export async function runFirst(
  server: TestServer,
  wanted: { name?: string; email?: string; account_name?: string } = {},
): Promise<Session> {
  const { name = 'Olga Owner', email = 'olga@example.com', account_name = 'Northwind' } = wanted;
  const link = await firstRunSecret(server);
  const body = { link, name, email, account_name, password: ownerPassword };
  const answer = await appCall(server, null, '/first-run', { method: 'POST', body });
  if (answer.status !== 201) throw new Error(`The first run gave ${answer.status}: ${answer.text}`);
  return { cookie: cookieHeader(setCookiesOf(answer)) };
}

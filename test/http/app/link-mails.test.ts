import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type MailServer, startMailServer } from '../../../testing/mail-server.ts';
import { appCall, type Session } from '../../support/app-client.ts';
import { runFirst, secretOf } from '../../support/first-run.ts';
import { createWorld, type World } from '../../support/fixtures.ts';

let mail: MailServer;
let world: World;
let owner: Session;
beforeAll(async () => {
  mail = await startMailServer({ hideSTARTTLS: true });
  const env = { SMTP_URL: `smtp://127.0.0.1:${mail.port}`, MAIL_FROM: 'Meetric <calls@example.com>' };
  world = await createWorld(env);
  owner = await runFirst(world.server);
});
afterAll(async () => {
  await world.close();
  await mail.close();
});
beforeEach(async () => {
  mail.received.length = 0;
  mail.refusal.message = 0;
  await world.database.query('delete from sign_in_throttle');
});

const post = (session: Session | null, path: string, body: object) =>
  appCall(world.server, session, path, { method: 'POST', body });
const forget = (email: string) => post(null, '/password-resets', { email });
/** The link of a mail's text, whose long lines are folded. */
function linkIn(message: string): string {
  const plain = message.replace(/=\r\n/g, '').replaceAll('=3D', '=');
  return /https?:\/\/\S+#ml_[\w-]+/.exec(plain)?.[0] ?? '';
}

test('an invitation is mailed as well, and says so', async () => {
  const invited = await post(owner, '/users', { email: 'ina@example.com', role: 'member' });
  const { link } = Object(invited.body);
  expect(link.is_mailed).toBe(true);
  expect(mail.received.map(({ to }) => to)).toEqual([['ina@example.com']]);
  expect(linkIn(mail.received[0]?.message ?? '')).toBe(link.url);
  mail.refusal.message = 550;
  const refused = await post(owner, '/users', { email: 'other@example.com', role: 'member' });
  expect(Object(refused.body).link.is_mailed).toBe(false);
});

test('a forgotten password is answered the same for every address, and only a known one gets a mail', async () => {
  const [known, unknown] = [await forget('OLGA@example.com'), await forget('nobody@example.com')];
  expect([known.status, known.body]).toEqual([202, { can_mail: true }]);
  expect([unknown.status, unknown.body]).toEqual([202, { can_mail: true }]);
  await expect.poll(() => mail.received.length).toBe(1);
  expect(mail.received[0]?.to).toEqual(['olga@example.com']);
  const link = secretOf(linkIn(mail.received[0]?.message ?? ''));
  const password = 'a new password of mine';
  expect((await post(null, '/password-resets/complete', { link, password })).status).toBe(201);
  expect((await appCall(world.server, owner, '/session')).status).toBe(401);
});

test('a mailbox is not flooded, and neither the answer nor a guesser tells of it', async () => {
  for (let n = 0; n < 4; n += 1) expect((await forget('olga@example.com')).status).toBe(202);
  await expect.poll(() => mail.received.length).toBeGreaterThanOrEqual(3);
  const statuses = [];
  for (let n = 0; n < 20; n += 1) statuses.push((await forget(`user${n}@example.com`)).status);
  expect(statuses).toContain(429);
  expect(mail.received.length).toBeLessThanOrEqual(4);
});

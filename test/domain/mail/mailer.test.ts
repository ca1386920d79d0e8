import net from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { MailConfig } from '../../../src/domain/mail/mail-config.ts';
import { createMailer, type Mail, mailTimes, tryMailServer } from '../../../src/domain/mail/mailer.ts';
import { type MailServer, startMailServer } from '../../../testing/mail-server.ts';
import { portOf } from '../../../testing/receiver.ts';
import { holdRefusingPort } from '../../support/refusing-port.ts';
import { hasOpenssl, makeCertificate } from './certificate.ts';

const mail: Mail = {
  to: 'jane@example.com',
  subject: 'Samtal – Åke & <Zoë>',
  text: 'Grüße, 日本語.\n',
  html: '<p>Grüße, 日本語.</p>\n',
  id: 'bbbbbbbb-cccc-dddd-eeee-ffffffffffff',
  date: new Date('2026-06-03T09:45:00.000Z'),
};
const never = new AbortController().signal;
const from = { name: 'Meetric', address: 'calls@example.com' };
const login = { user: 'calls', password: 'a secret password' };
let server: MailServer;
beforeAll(async () => {
  server = await startMailServer({ hideSTARTTLS: true, allowInsecureAuth: true });
});
afterEach(() => {
  server.received.length = 0;
  server.passwords.length = 0;
  Object.assign(server.refusal, { login: 0, recipient: 0, message: 0 });
});
afterAll(() => server.close());

function configOf(port: number, more: Partial<MailConfig> = {}): MailConfig {
  return { host: '127.0.0.1', port, tls: 'offered', login: null, from, ...more };
}

/** Header → value, folded lines joined. */
function headersOf(message: string): Map<string, string> {
  const [head = ''] = message.split('\r\n\r\n');
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  return new Map(
    lines.map((line) => [line.replace(/:.*/s, '').toLowerCase(), line.replace(/^[^:]*:\s*/, '')]),
  );
}

test('a mail arrives as it was written, with the id of its delivery', async () => {
  const outcome = await createMailer(configOf(server.port), mailTimes)(mail, never);
  expect(outcome).toEqual({ kind: 'accepted', status: 250 });
  const [got] = server.received;
  expect([got?.from, got?.to]).toEqual(['calls@example.com', ['jane@example.com']]);
  const headers = headersOf(got?.message ?? '');
  expect(headers.get('message-id')).toBe(`<${mail.id}@example.com>`);
  expect(headers.get('date')).toBe('Wed, 03 Jun 2026 09:45:00 +0000');
  expect(headers.get('from')).toBe('Meetric <calls@example.com>');
  expect(headers.get('auto-submitted')).toBe('auto-generated');
});

test.each([
  '\r\nBcc: eve@example.com',
  '\nBcc: eve@example.com',
  '\r\n\r\n<script>',
  '\u2028Bcc: x',
  '\0Bcc: x',
])('a subject with %j begins no other header', async (part) => {
  await createMailer(configOf(server.port), mailTimes)({ ...mail, subject: `Call${part}` }, never);
  const [got] = server.received;
  const headers = headersOf(got?.message ?? '');
  expect([headers.has('bcc'), got?.to]).toEqual([false, ['jane@example.com']]);
  expect(headers.get('subject')).toMatch(/^Call /);
});

test('an address with a line break is not sent to', async () => {
  const to = 'jane@example.com>\r\nRCPT TO:<eve@example.com';
  const outcome = await createMailer(configOf(server.port), mailTimes)({ ...mail, to }, never);
  expect([outcome.kind === 'accepted', server.received]).toEqual([false, []]);
});

test.each([
  ['recipient', 450],
  ['recipient', 550],
  ['message', 451],
  ['message', 554],
] as const)('the refusal of the %s with %s is told as the code', async (step, code) => {
  server.refusal[step] = code;
  const outcome = await createMailer(configOf(server.port), mailTimes)(mail, never);
  expect(outcome).toEqual({ kind: 'rejected', status: code, of: 'mail' });
});

test('a password is not sent over a connection that anybody can read', async () => {
  const outcome = await createMailer(configOf(server.port, { tls: 'required', login }), mailTimes)(
    mail,
    never,
  );
  expect([outcome, server.passwords, server.received]).toEqual([
    { kind: 'unreachable', failure: 'tls_error' },
    [],
    [],
  ]);
});

test('where nothing listens', async () => {
  const held = await holdRefusingPort();
  const outcome = await createMailer(configOf(held.port), mailTimes)(mail, never);
  expect(outcome).toEqual({ kind: 'unreachable', failure: 'connection_refused' });
  expect(await tryMailServer(configOf(held.port), mailTimes)).toEqual(outcome);
  await held.release();
  expect(await tryMailServer(configOf(server.port), mailTimes)).toMatchObject({ kind: 'accepted' });
});

const silences: [string, string][] = [
  ['never greets', ''],
  ['greets and says nothing more', '220 here\r\n'],
];
test.each(silences)('a server that %s is left in time', async (_, greeting) => {
  const sockets: net.Socket[] = [];
  const silent = net.createServer((socket) => {
    sockets.push(socket.on('error', () => {}));
    socket.write(greeting);
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const config = configOf(portOf(silent.address()));
  const times = { connectMs: 5_000, greetingMs: 100, totalMs: 200 };
  expect(await createMailer(config, times)(mail, never)).toEqual({ kind: 'unreachable', failure: 'timeout' });
  const cut = new AbortController();
  const sent = createMailer(config, mailTimes)(mail, cut.signal);
  cut.abort(new Error('the server stops'));
  await expect(sent).rejects.toThrow('the server stops');
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => silent.close(resolve));
});

describe.skipIf(!hasOpenssl)('with TLS (needs the Debian package openssl)', () => {
  const secured: MailServer[] = [];
  afterEach(async () => {
    for (const one of secured.splice(0)) await one.close();
  });

  test.each([
    ['from_start', true],
    ['required', false],
  ] as const)(
    '%s: the password goes through it, and only where the certificate is good',
    async (tls, secure) => {
      const { key, cert } = makeCertificate();
      const one = await startMailServer({ key, cert, secure });
      secured.push(one);
      const config = configOf(one.port, { tls, login });
      expect(await createMailer(config, mailTimes)(mail, never)).toEqual({
        kind: 'unreachable',
        failure: 'tls_error',
      });
      expect([one.passwords, one.received]).toEqual([[], []]);
      const trusting = createMailer(config, mailTimes, cert);
      expect(await trusting(mail, never)).toMatchObject({ kind: 'accepted' });
      expect(one.received).toMatchObject([{ user: 'calls', isSecure: true }]);
      one.refusal.login = 535;
      expect(await trusting(mail, never)).toEqual({ kind: 'rejected', status: 535, of: 'login' });
    },
  );
});

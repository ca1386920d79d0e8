import { expect, test } from 'vitest';
import { isMailAddress, readMail } from './mail-config.ts';

const from = 'Meetric <calls@example.com>';

test.each([
  ['smtp://mail.example.com', { host: 'mail.example.com', port: 587, tls: 'offered', login: null }],
  ['smtp://127.0.0.1:25/', { host: '127.0.0.1', port: 25, tls: 'offered', login: null }],
  ['smtps://[::1]', { host: '::1', port: 465, tls: 'from_start', login: null }],
  [
    'smtp://calls%40example.com:p%3Aw@mail.example.com:2525',
    {
      host: 'mail.example.com',
      port: 2525,
      tls: 'required',
      login: { user: 'calls@example.com', password: 'p:w' },
    },
  ],
  [
    'smtps://calls:secret@mail.example.com',
    {
      host: 'mail.example.com',
      port: 465,
      tls: 'from_start',
      login: { user: 'calls', password: 'secret' },
    },
  ],
])('%s', (url, server) => {
  const sender = { name: 'Meetric', address: 'calls@example.com' };
  expect(readMail(url, from)).toEqual({ kind: 'ok', mail: { ...server, from: sender } });
});

test.each([
  'mail.example.com',
  'http://mail.example.com',
  'smtp://',
  'smtp:mail.example.com',
  'smtp://mail.example.com/path',
  'smtp://mail.example.com?tls=no',
  'smtp://%zz:x@mail.example.com',
])('%s is refused', (url) => {
  expect(readMail(url, from)).toMatchObject({ faults: [expect.stringMatching(/^SMTP_URL: must be/)] });
});

test('no mail is sent where no server is set, and a server needs a sender', () => {
  expect(readMail(undefined, from)).toEqual({ kind: 'ok', mail: null });
  expect(readMail('smtp://mail.example.com', undefined)).toMatchObject({
    faults: [expect.stringMatching(/^MAIL_FROM: is missing/)],
  });
  expect(readMail('nowhere', 'nobody')).toMatchObject({
    faults: [expect.stringMatching(/^SMTP_URL/), expect.stringMatching(/^MAIL_FROM/)],
  });
});

test.each([
  ['calls@example.com', '', 'calls@example.com'],
  ['  "Meetric, calls" <calls@example.com> ', 'Meetric, calls', 'calls@example.com'],
  ['Zoë <zoe@example.com>', 'Zoë', 'zoe@example.com'],
])('the sender %s', (given, name, address) => {
  expect(readMail('smtp://mail.example.com', given)).toMatchObject({ mail: { from: { name, address } } });
});

test.each(['nobody', 'a@b <c>', 'x\r\nBcc: y@example.com', 'x <a@example.com> <b@example.com>'])(
  'the sender %j is refused',
  (given) => {
    expect(readMail('smtp://mail.example.com', given)).toMatchObject({
      faults: [expect.stringMatching(/^MAIL_FROM: must be/)],
    });
  },
);

test.each([
  ['jane@example.com', true],
  ['jörg@exämple.com', true],
  ['jane', false],
  ['jane@example.com\r\nBcc: x@example.com', false],
  ['a@example.com>b', false],
  [`${'x'.repeat(320)}@example.com`, false],
])('%j is an address: %s', (text, is) => {
  expect(isMailAddress(text)).toBe(is);
});

import { expect, test } from 'vitest';
import { parseAllowEntry } from './allow-list.ts';

const faulty: string[] = [
  '10.0.0.0/33',
  'fd00::/129',
  '10.0.0.0/',
  '10.0.0.0/-1',
  '10.0.0.0/255.0.0.0',
  '10.0.0.0-10.0.0.9',
  // ipaddr.js reads the next ones, as other addresses than are meant or than a URL shows.
  '10/8',
  '10.0/16',
  '127.1',
  '2130706433',
  '0x7f.1',
  '010.0.0.1',
  '0177.0.0.1/32',
  '10.0.0.256',
  '1.2.3.4.5',
  '0x7f000001',
  'fe80::1%eth0',
  'fe80::%eth0/64',
  '[::1]',
  '[fd00::]/8',
  '::ffff:10.0.0.0/95',
  '::ffff:0:0/64',
  '*.example.com',
  'example.com:8443',
  'example.com/8',
  'https://example.com',
  'example.com.',
  '.example.com',
  'a..b',
  'bücher.example',
  `${'a'.repeat(64)}.example`,
  '',
];
test.each(faulty)('%j is refused with a reason', (entry) => {
  expect(parseAllowEntry(entry)).toEqual({ kind: 'fault', reason: expect.stringMatching(/\w{3}/) });
});

const ranges: [string, string][] = [
  ['10.0.0.0/8', '10.0.0.0/8'],
  ['10.1.2.3/8', '10.1.2.3/8'],
  ['10.1.2.3', '10.1.2.3/32'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['::1', '::1/128'],
  ['fd00::/8', 'fd00::/8'],
  ['::/0', '::/0'],
  ['::ffff:10.0.0.0/104', '10.0.0.0/8'],
  ['::ffff:a00:0/104', '10.0.0.0/8'],
  ['0:0:0:0:0:ffff:10.0.0.0/104', '10.0.0.0/8'],
  ['::ffff:0:0/96', '0.0.0.0/0'],
  ['::ffff:10.1.2.3', '10.1.2.3/32'],
  ['::ffff:10.1.2.3/128', '10.1.2.3/32'],
];
test.each(ranges)('%s means %s', (entry, meant) => {
  const parsed = parseAllowEntry(entry);
  expect(parsed.kind === 'range' && `${parsed.range[0]}/${parsed.range[1]}`).toBe(meant);
});

test.each([
  'localhost',
  'receiver.internal',
  'my_host',
  'a-b.example',
  'xn--bcher-kva.example',
  '10.example',
])('%s is a host name', (host) => {
  expect(parseAllowEntry(host)).toEqual({ kind: 'host', host });
});

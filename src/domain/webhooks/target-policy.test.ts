import { describe, expect, test } from 'vitest';
import { type Resolve, TargetPolicy } from './target-policy.ts';

/** A resolver that knows `answers` and nothing else. */
function resolver(answers: Record<string, string[]>): Resolve {
  return (hostname) => Promise.resolve(answers[hostname] ?? []);
}

async function verdict(
  url: string,
  answers: Record<string, string[]> = {},
  allow: string[] = [],
): Promise<string> {
  if (!URL.canParse(url)) return 'no URL';
  const result = await new TargetPolicy(allow, resolver(answers)).check(new URL(url));
  return result.kind === 'refused' ? 'refused' : result.addresses.join(' ');
}

/** As a URL writes them; all are refused, whether as addresses or because they are no URL at all. */
const deniedHosts = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '127.255.255.254',
  '127.0.0.1.',
  '127.1.',
  '2130706433',
  '017700000001',
  '0x7f000001',
  '0x7f.1',
  '0177.0.0.1',
  '0x7f.0x0.0x0.0x1',
  '0177.0x0.0.1',
  '127.0.0x1',
  '0',
  '0.0.0.0',
  '0.1.2.3',
  '１２７.０.０.１',
  '127。0。0。1',
  '１２７。１',
  '①②⑦.0.0.1',
  '%31%32%37.0.0.1',
  '10.0.0.1',
  '10.255.255.255',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '192.168.255.255',
  '3232235521',
  '169.254.169.254',
  '0xa9fea9fe',
  '2852039166',
  '169.254.0.1',
  '100.64.0.1',
  '100.127.255.255',
  '168.63.129.16',
  '0xa83f8110',
  '192.0.0.1',
  '192.0.0.170',
  '192.0.2.1',
  '192.88.99.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  '[::]',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::ffff:a9fe:a9fe]',
  '[::ffff:8.8.8.8]',
  '[::7f00:1]',
  '[::127.0.0.1]',
  '[::a9fe:a9fe]',
  '[::808:808]',
  '[::ffff:0:7f00:1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b::8.8.8.8]',
  '[64:ff9b:1::7f00:1]',
  '[2002:7f00:1::]',
  '[2002:808:808::1]',
  '[2001:0:4136:e378:8000:63bf:3fff:fdd2]',
  '[2001::1]',
  '[2001:10::1]',
  '[2001:20::1]',
  '[2001:2::1]',
  '[fc00::1]',
  '[fd00::1]',
  '[fd00:ec2::254]',
  '[fdff:ffff::1]',
  '[fe80::1]',
  '[febf::1]',
  '[fe80::1%25eth0]',
  '[fec0::1]',
  '[feff::1]',
  '[ff00::1]',
  '[ff02::1]',
  '[ff0e::1]',
  '[100::1]',
  '[2001:db8::1]',
  '[3fff::1]',
  '[3fff:fff::1]',
  '[5f00::1]',
  '192.31.196.1',
  '192.52.193.1',
  '192.175.48.1',
  '[2001:1::1]',
  '[2001:3::1]',
  '[2001:4:112::1]',
  '[2001:30::1]',
  '[2001:1ff:ffff::1]',
  '[2620:4f:8000::1]',
  // Outside 2000::/3.
  '[1fff:ffff::1]',
  '[4000::1]',
  '[200::1]',
  '[400::1]',
  '[1000::1]',
  '[64:ff9b:2::1]',
  '[100:0:0:1::1]',
  '[5f01::1]',
  '[6000::1]',
  '[8000::1]',
  '[a000::1]',
  '[c000::1]',
  '[e000::1]',
  '[f000::1]',
  '[f800::1]',
  '[fbff::1]',
  '[fe00::1]',
  '[0:1::1]',
  '[::1:0:0:1]',
];

describe('addresses that no webhook may reach', () => {
  test('the table has the forms that it must have', () => {
    expect(new Set(deniedHosts).size).toBe(deniedHosts.length);
    expect(deniedHosts.length).toBeGreaterThanOrEqual(100);
    expect(deniedHosts.filter((host) => !URL.canParse(`https://${host}`))).toEqual(['[fe80::1%25eth0]']);
  });

  test.each(deniedHosts)(
    '%s is refused by every scheme and port, in capitals and with a dot at its end',
    async (host) => {
      const spellings = [
        host,
        host.toUpperCase(),
        ...(host.endsWith(']') || host.endsWith('.') ? [] : [`${host}.`]),
      ];
      for (const scheme of ['https', 'http', 'HTTPS', 'wss', 'ftp']) {
        for (const port of ['', ':1', ':80', ':443', ':8443', ':65535']) {
          for (const spelling of spellings)
            expect(['refused', 'no URL']).toContain(await verdict(`${scheme}://${spelling}${port}/hook`));
        }
      }
    },
  );

  test.each(deniedHosts)('%s is refused as the answer of a resolver', async (host) => {
    if (!URL.canParse(`https://${host}`)) return;
    const address = new URL(`https://${host}`).hostname.replace(/^\[|\]$/g, '');
    expect(await verdict('https://hook.example/', { 'hook.example': [address] })).toBe('refused');
  });

  test('a resolver’s IPv6 answer with a zone is refused', async () => {
    expect(await verdict('https://hook.example/', { 'hook.example': ['fe80::1%eth0'] })).toBe('refused');
  });
});

const publicAddresses = [
  '8.8.8.8',
  '1.1.1.1',
  '172.32.0.1',
  '172.15.255.255',
  '100.63.255.255',
  '100.128.0.1',
];
const morePublic = [
  '11.0.0.1',
  '192.0.1.1',
  '198.17.0.1',
  '198.20.0.1',
  '223.255.255.255',
  '2606:4700::1111',
  '2001:200::1',
  '2001:db7:ffff::1',
  '2001:db9::1',
  '2003::1',
  '2620:4f:7fff::1',
  '3ffe::1',
  '3fff:1000::1',
];
test.each([...publicAddresses, ...morePublic, '2a00:1450:4001::200e', '2400:cb00::1'])(
  '%s is public: allowed by https, refused by plain http',
  async (address) => {
    const answers = { 'hook.example': [address] };
    expect(await verdict('https://hook.example/x', answers)).toBe(address);
    expect(await verdict('https://Hook.Example./x', answers)).toBe(address);
    expect(await verdict('http://hook.example/x', answers)).toBe('refused');
    const host = address.includes(':') ? `[${address}]` : address;
    expect(await verdict(`https://${host}:8443/`)).toBe(address);
    expect(await verdict(`http://${host}/`)).toBe('refused');
  },
);

const urls: [string, string][] = [
  ['another scheme', 'ftp://hook.example/'],
  ['another scheme', 'file:///etc/passwd'],
  ['another scheme', 'gopher://hook.example/'],
  ['a WebSocket', 'wss://hook.example/'],
  ['a user name', 'https://user@hook.example/'],
  ['a password', 'https://:secret@hook.example/'],
  ['userinfo that looks like a host', 'https://hook.example@127.0.0.1/'],
  ['a host without address', 'https://nowhere.example/'],
];
test.each(urls)('%s is refused: %s', async (_, url) => {
  expect(await verdict(url, { 'hook.example': ['8.8.8.8'] })).toBe('refused');
});

const mixed: [string, string[]][] = [
  ['private last', ['8.8.8.8', '10.0.0.1']],
  ['private first', ['10.0.0.1', '8.8.8.8']],
  ['private in the middle', ['8.8.8.8', '::1', '1.1.1.1']],
  ['another family', ['8.8.8.8', '2606:4700::1111', '::ffff:127.0.0.1']],
];
test.each(mixed)('one denied answer among good ones is enough: %s', async (_, answers) => {
  expect(await verdict('https://hook.example/', { 'hook.example': answers })).toBe('refused');
});

test('all addresses of a good answer are handed on, in their order', async () => {
  const answers = { 'hook.example': ['1.1.1.1', '2606:4700::1111', '8.8.8.8'] };
  expect(await verdict('https://hook.example/', answers)).toBe('1.1.1.1 2606:4700::1111 8.8.8.8');
});

test('an address is not resolved, a name once and without its trailing dot', async () => {
  const asked: string[] = [];
  const policy = new TargetPolicy([], (hostname) => {
    asked.push(hostname);
    return Promise.resolve(['8.8.8.8']);
  });
  for (const url of ['https://8.8.8.8/', 'https://[2606:4700::1111]/', 'https://HOOK.example./']) {
    await policy.check(new URL(url));
  }
  expect(asked).toEqual(['hook.example']);
});

test('a resolver’s failure is the caller’s to judge', async () => {
  const failure = Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
  const policy = new TargetPolicy([], () => Promise.reject(failure));
  await expect(policy.check(new URL('https://hook.example/'))).rejects.toBe(failure);
});

const answers = {
  'receiver.internal': ['10.1.2.3'],
  'hook.example': ['10.1.2.3'],
  localhost: ['127.0.0.1', '::1'],
};
const allowed: [boolean, string, string][] = [
  [true, 'receiver.internal', 'https://receiver.internal/'],
  [true, 'receiver.internal', 'http://receiver.internal:8080/'],
  [true, 'receiver.internal', 'http://RECEIVER.internal./'],
  [false, 'receiver.internal', 'https://hook.example/'],
  [false, 'receiver.internal', 'https://10.1.2.3/'],
  [false, 'receiver.internal', 'https://sub.receiver.internal/'],
  [false, 'receiver.internal', 'ftp://receiver.internal/'],
  [false, 'receiver.internal', 'https://user@receiver.internal/'],
  [true, '10.0.0.0/8', 'http://hook.example/'],
  [true, '10.0.0.0/8', 'https://10.255.0.1/'],
  [true, '10.0.0.0/8', 'https://[::ffff:10.0.0.1]/'],
  [false, '10.0.0.0/8', 'https://11.0.0.1.nip.example/'],
  [false, '10.0.0.0/8', 'https://192.168.0.1/'],
  [true, '::ffff:10.0.0.0/104', 'http://hook.example/'],
  [true, '::ffff:10.0.0.0/104', 'https://10.255.0.1/'],
  [true, '::ffff:10.0.0.0/104', 'https://[::ffff:10.0.0.1]/'],
  [false, '::ffff:10.0.0.0/104', 'https://192.168.0.1/'],
  [true, '::ffff:10.1.2.3', 'https://hook.example/'],
  [false, '::ffff:10.1.2.4', 'https://hook.example/'],
  [true, '10.1.2.3', 'https://hook.example/'],
  [false, '10.1.2.4', 'https://hook.example/'],
  [true, 'localhost', 'http://localhost:42969/'],
  [false, '127.0.0.1', 'http://localhost:42969/'],
  [false, '::1', 'http://127.0.0.1/'],
  [true, '::1', 'http://[::1]:8080/'],
  [true, '127.0.0.0/8', 'http://127.1/'],
  [true, 'fd00::/8', 'https://[fd00::1]/'],
  [false, 'fd00::/8', 'https://[fe80::1]/'],
  [true, '8.8.8.8', 'http://8.8.8.8/'],
];
test.each(allowed)('allowed is %s where WEBHOOK_ALLOW names %s: %s', async (expected, entry, url) => {
  expect((await verdict(url, answers, [entry])) !== 'refused').toBe(expected);
});

test('addresses that are listed one by one make a whole answer good', async () => {
  expect(await verdict('http://localhost/', answers, ['127.0.0.1', '::1'])).toBe('127.0.0.1 ::1');
});

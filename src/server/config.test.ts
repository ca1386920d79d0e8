import path from 'node:path';
import { expect, test } from 'vitest';
import { programRoot } from '../base/program.ts';
import { readConfig } from './config.ts';

test('nothing set gives the documented defaults', () => {
  expect(readConfig({})).toEqual({
    kind: 'ok',
    config: {
      host: '127.0.0.1',
      port: 42_969,
      dataDir: path.join(programRoot, 'data'),
      databaseUrl: null,
      publicUrl: null,
      secretKey: null,
      supportEmail: 'support@example.com',
      mail: null,
      operatorEmail: null,
      webhookAllow: [],
      tls: null,
      trustedProxies: [],
      keptAnswersBytes: 33_554_432,
      logLevel: 'info',
      storage: { kind: 'folder' },
      providers: { recognisers: [], analysers: [], rules: [] },
    },
  });
});

test('an empty value counts as not set', () => {
  const names = ['HOST', 'PORT', 'DATA_DIR', 'DATABASE_URL', 'PUBLIC_URL', 'SECRET_KEY', 'SUPPORT_EMAIL'];
  const ofMail = ['OPERATOR_EMAIL', 'SMTP_URL', 'MAIL_FROM'];
  const empty = Object.fromEntries(
    [
      ...names,
      ...ofMail,
      'TLS_CERT',
      'TLS_KEY',
      'TRUSTED_PROXIES',
      'WEBHOOK_ALLOW',
      'KEPT_ANSWERS_MB',
      'LOG_LEVEL',
      'STORAGE_URL',
    ].map((name) => [name, '']),
  );
  expect(readConfig(empty)).toEqual(readConfig({}));
});

test('every fault is told at once, by the name of its variable', () => {
  const result = readConfig({
    HOST: 'two words',
    PORT: '65536',
    DATABASE_URL: 'mysql://localhost/meetric',
    PUBLIC_URL: 'ftp://example.com',
    SECRET_KEY: 'x'.repeat(31),
    SUPPORT_EMAIL: 'nobody',
    OPERATOR_EMAIL: 'nobody',
    SMTP_URL: 'mail.example.com',
    WEBHOOK_ALLOW: 'https://example.com',
    TRUSTED_PROXIES: 'proxy.internal',
    TLS_CERT: 'cert.pem',
    KEPT_ANSWERS_MB: '32 MB',
    LOG_LEVEL: 'loud',
    STORAGE_URL: '/srv/recordings',
  });
  const faults = result.kind === 'faults' ? result.faults : [];
  expect(faults.map((fault) => fault.split(':')[0])).toEqual([
    'HOST',
    'PORT',
    'DATABASE_URL',
    'PUBLIC_URL',
    'SECRET_KEY',
    'SUPPORT_EMAIL',
    'OPERATOR_EMAIL',
    'WEBHOOK_ALLOW',
    'TRUSTED_PROXIES',
    'KEPT_ANSWERS_MB',
    'LOG_LEVEL',
    'TLS_KEY',
    'STORAGE_URL',
    'SMTP_URL',
    'MAIL_FROM',
  ]);
  expect(faults[4]).toBe('SECRET_KEY: must have at least 32 characters');
  expect(faults.join()).not.toContain('xxx');
});

const accepted: [string, string, string, unknown][] = [
  ['PORT', '0', 'port', 0],
  ['PORT', '65535', 'port', 65_535],
  ['KEPT_ANSWERS_MB', '0', 'keptAnswersBytes', 0],
  ['DATA_DIR', 'some/where', 'dataDir', path.resolve('some/where')],
  ['DATA_DIR', '/srv/meetric/', 'dataDir', '/srv/meetric'],
  ['PUBLIC_URL', 'https://calls.example.com/meetric//', 'publicUrl', 'https://calls.example.com/meetric'],
  ['DATABASE_URL', 'postgres://u@h/d', 'databaseUrl', 'postgres://u@h/d'],
  ['SECRET_KEY', 'x'.repeat(32), 'secretKey', 'x'.repeat(32)],
  ['WEBHOOK_ALLOW', 'Receiver.Internal', 'webhookAllow', ['receiver.internal']],
  ['WEBHOOK_ALLOW', 'localhost, 10.0.0.0/8\n::1', 'webhookAllow', ['localhost', '10.0.0.0/8', '::1']],
  ['WEBHOOK_ALLOW', 'FD00::/8,192.168.1.7', 'webhookAllow', ['fd00::/8', '192.168.1.7']],
  ['WEBHOOK_ALLOW', ' , ,', 'webhookAllow', []],
  ['TRUSTED_PROXIES', '127.0.0.1, FD00::/8', 'trustedProxies', ['127.0.0.1', 'fd00::/8']],
];
test.each(accepted)('%s=%j is read', (name, value, key, expected) => {
  const result = readConfig({ [name]: value });
  expect(result).toMatchObject({ kind: 'ok', config: { [key]: expected } });
});

const refused: [string, string][] = [
  ['PORT', '-1'],
  ['PORT', '80 '],
  ['PORT', '0x50'],
  ['PORT', '8e1'],
  ['PUBLIC_URL', 'https://example.com/?a=b'],
  ['PUBLIC_URL', 'example.com'],
  ['WEBHOOK_ALLOW', '10.0.0.0/33'],
  ['WEBHOOK_ALLOW', '*.example.com'],
  ['WEBHOOK_ALLOW', 'example.com:8443'],
  ['WEBHOOK_ALLOW', 'good.example, /bad'],
  ['WEBHOOK_ALLOW', '10.0.0.0/8, ::ffff:10.0.0.0/90'],
  ['TRUSTED_PROXIES', 'localhost'],
  ['TRUSTED_PROXIES', 'true'],
  ['TRUSTED_PROXIES', '10.0.0.0/33'],
];
test.each(refused)('%s=%j is refused', (name, value) => {
  const result = readConfig({ [name]: value });
  expect(result).toEqual({ kind: 'faults', faults: [expect.stringMatching(`^${name}: `)] });
});

test('each entry of WEBHOOK_ALLOW that could never match is named with its reason', () => {
  const result = readConfig({ WEBHOOK_ALLOW: '10/8, good.example, 10.0.0.256' });
  expect(result).toEqual({
    kind: 'faults',
    faults: [
      'WEBHOOK_ALLOW: "10/8" is refused: a CIDR begins with a whole address, such as 10.0.0.0/8',
      'WEBHOOK_ALLOW: "10.0.0.256" is refused: no URL can have this host',
    ],
  });
});

test('a certificate and its key are two paths, or none', () => {
  expect(readConfig({ TLS_CERT: '/etc/cert.pem', TLS_KEY: 'key.pem' })).toMatchObject({
    config: { tls: { cert: '/etc/cert.pem', key: path.resolve('key.pem') } },
  });
  expect(readConfig({ TLS_CERT: '/etc/cert.pem' })).toEqual({
    kind: 'faults',
    faults: ['TLS_KEY: must name the file of the private key of TLS_CERT; or set neither, for plain HTTP'],
  });
  expect(readConfig({ TLS_KEY: '/etc/key.pem' })).toEqual({
    kind: 'faults',
    faults: ['TLS_CERT: must name the file of the certificate of TLS_KEY; or set neither, for plain HTTP'],
  });
});

test('the configuration can not be changed afterwards', () => {
  const result = readConfig({ WEBHOOK_ALLOW: 'localhost' });
  if (result.kind === 'faults') throw new Error(result.faults.join());
  expect(Object.isFrozen(result.config)).toBe(true);
  expect(Object.isFrozen(result.config.webhookAllow)).toBe(true);
});

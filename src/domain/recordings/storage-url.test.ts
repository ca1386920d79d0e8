import { expect, test } from 'vitest';
import { readStorage } from './storage-url.ts';

const keys = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' };
const credentials = { accessKeyId: 'id', secretAccessKey: 'secret' };
const amazon = { kind: 's3', prefix: '', endpoint: null, region: 'us-east-1', pathStyle: false, credentials };

test('nothing set is the folder', () => {
  expect(readStorage(undefined, {})).toEqual({ kind: 'ok', storage: { kind: 'folder' } });
});

const read: [string, Record<string, string>, object][] = [
  ['s3://calls', {}, { ...amazon, bucket: 'calls' }],
  ['s3://calls/', { AWS_REGION: 'eu-north-1' }, { ...amazon, bucket: 'calls', region: 'eu-north-1' }],
  [
    's3://calls/a/b%20c/?region=eu-west-1',
    { AWS_REGION: 'eu-north-1', AWS_SESSION_TOKEN: 'st' },
    {
      ...amazon,
      bucket: 'calls',
      prefix: 'a/b c/',
      region: 'eu-west-1',
      credentials: { ...credentials, sessionToken: 'st' },
    },
  ],
  [
    's3://calls/m?endpoint=http://127.0.0.1:9000',
    {},
    { ...amazon, bucket: 'calls', prefix: 'm/', endpoint: 'http://127.0.0.1:9000', pathStyle: true },
  ],
  [
    's3://calls?endpoint=https%3A%2F%2Fs3.internal&path_style=false',
    {},
    { ...amazon, bucket: 'calls', endpoint: 'https://s3.internal' },
  ],
];
test.each(read)('%s is read', (text, env, storage) => {
  expect(readStorage(text, { ...keys, ...env })).toEqual({ kind: 'ok', storage });
});

const refused: [string, Record<string, string>, RegExp[]][] = [
  ['/srv/recordings', keys, [/^STORAGE_URL: must look like s3:/]],
  ['gs://calls', keys, [/^STORAGE_URL: must look like s3:/]],
  ['s3://id:secret@calls', keys, [/^STORAGE_URL: .* without a key in it$/]],
  ['s3://Calls_1?acl=public', keys, [/the bucket has no valid name/, /acl is not known/]],
  ['s3://calls?endpoint=ftp://x&path_style=yes', keys, [/endpoint must be/, /path_style must be/]],
  ['s3://calls', {}, [/^AWS_ACCESS_KEY_ID: must be set/, /^AWS_SECRET_ACCESS_KEY: must be set/]],
];
test.each(refused)('%s is refused', (text, env, faults) => {
  expect(readStorage(text, env)).toEqual({
    kind: 'faults',
    faults: faults.map((fault) => expect.stringMatching(fault)),
  });
});

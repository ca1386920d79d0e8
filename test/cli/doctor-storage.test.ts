import { afterAll, beforeAll, expect, test } from 'vitest';
import { storageFindings } from '../../src/cli/doctor-storage.ts';
import type { Finding } from '../../src/cli/finding.ts';
import { readStorage } from '../../src/domain/recordings/storage-url.ts';
import { type S3TestServer, startS3Server } from '../support/s3-server.ts';

let s3: S3TestServer;
beforeAll(async () => {
  s3 = await startS3Server({ id: 'meetric', secret: 'between us' });
});
afterAll(() => s3.close());

function examined(secret: string): Promise<Finding[]> {
  const env = { AWS_ACCESS_KEY_ID: 'meetric', AWS_SECRET_ACCESS_KEY: secret };
  const read = readStorage(`s3://calls/kept?endpoint=${s3.endpoint}`, env);
  if (read.kind === 'faults') throw new Error(read.faults.join());
  return storageFindings({ dataDir: '/nowhere', storage: read.storage });
}

test('a store that keeps and gives is well, and nothing stays in it', async () => {
  expect(await examined('between us')).toEqual([
    { name: 'recordings', ok: true, detail: 'bucket calls keeps and gives', remedy: null },
  ]);
  expect(s3.log.filter((line) => line.startsWith('PUT'))).toHaveLength(1);
  expect([...s3.objects.keys()]).toEqual([]);
});

test('a store that refuses is named with what to do', async () => {
  const [finding] = await examined('not between us');
  expect(finding).toMatchObject({ name: 'recordings', ok: false });
  expect(finding?.detail).toMatch(/^bucket calls: \w+/);
  expect(finding?.remedy).toContain('STORAGE_URL');
});

test('a folder needs no store', async () => {
  expect(await storageFindings({ dataDir: '/nowhere', storage: { kind: 'folder' } })).toEqual([]);
});

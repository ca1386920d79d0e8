import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { createPool, type Pool } from '../../db/pool.ts';
import { deriveKeys } from './keys.ts';
import { type KeysResult, loadKeys, type SecretSource } from './secret-key.ts';

let database: TestDatabase;
let pool: Pool;
let dataDir: string;
beforeEach(async () => {
  database = await createTestDatabase();
  pool = createPool(database.url, 4, () => {});
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'meetric-keys-'));
});
afterEach(async () => {
  await pool.end();
  await database.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

const config = (secretKey: string | null = null): SecretSource => ({ dataDir, secretKey });

function fingerprint(result: KeysResult): string {
  return result.kind === 'ok' ? result.keys.fingerprint : result.message;
}

const [one, other] = ['one secret key of enough characters', 'other secret key of enough characters'];
const file = (): string => path.join(dataDir, 'secret.key');

test('a key is made once, only for the owner to read, and found again', async () => {
  const first = await loadKeys(pool, config());
  const secret = readFileSync(file(), 'utf8').trim();
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(readdirSync(dataDir)).toEqual(['secret.key']);
  expect(first).toEqual({ kind: 'ok', keys: deriveKeys(secret) });
  expect(await loadKeys(pool, config())).toEqual(first);
  expect(readFileSync(file(), 'utf8').trim()).toBe(secret);
});

test('processes that start together agree on one key', async () => {
  const results = await Promise.all([1, 2, 3, 4].map(() => loadKeys(pool, config())));
  expect(new Set(results.map(fingerprint)).size).toBe(1);
  expect(results[0]?.kind).toBe('ok');
});

test('SECRET_KEY is taken as given, and no file is made', async () => {
  expect(await loadKeys(pool, config(one))).toEqual({ kind: 'ok', keys: deriveKeys(one) });
  expect(readdirSync(dataDir)).toEqual([]);
  expect(await loadKeys(pool, config(one))).toMatchObject({ kind: 'ok' });
});

test('another SECRET_KEY than the data was made with is refused, and the right one goes on working', async () => {
  await loadKeys(pool, config(one));
  const result = await loadKeys(pool, config(other));
  expect(result).toMatchObject({
    kind: 'unfit',
    message: expect.stringMatching(/^secret_key_unfit: SECRET_KEY /),
  });
  expect(JSON.stringify(result)).not.toContain(other);
  expect(await loadKeys(pool, config(one))).toMatchObject({ kind: 'ok' });
});

test('a file with another key is refused by its name', async () => {
  await loadKeys(pool, config(one));
  writeFileSync(file(), other);
  expect(fingerprint(await loadKeys(pool, config()))).toContain(`the key in ${file()}`);
});

test('data without any key is refused, and no new key is made for it', async () => {
  await loadKeys(pool, config(one));
  expect(fingerprint(await loadKeys(pool, config()))).toMatch(/^secret_key_unfit: SECRET_KEY is not set/);
  expect(readdirSync(dataDir)).toEqual([]);
});

test('a file that someone emptied is refused, never used as a key', async () => {
  writeFileSync(file(), '\n');
  expect(await loadKeys(pool, config())).toMatchObject({ kind: 'unfit' });
});

import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { makeDataDir } from '../../base/data-dir.ts';
import { type Db, queryOne } from '../../db/pool.ts';
import { deriveKeys, type Keys } from './keys.ts';

const rememberFingerprint = {
  name: 'remember-key-fingerprint',
  text: `insert into server_meta (key, value) values ('secret_key_fingerprint', $1) on conflict (key) do nothing`,
};
const selectFingerprint = {
  name: 'select-key-fingerprint',
  text: `select value from server_meta where key = 'secret_key_fingerprint'`,
};

/** As SECRET_KEY in the configuration: fewer characters are no secret. */
const shortestSecret = 32;

/** The part of the configuration that says where the secret is; null means the key file in `dataDir`. */
export interface SecretSource {
  dataDir: string;
  secretKey: string | null;
}

export type KeysResult = { kind: 'ok'; keys: Keys } | { kind: 'unfit'; message: string };

/** The keys of this installation; refused where the database's data was made with another secret. */
export async function loadKeys(db: Db, config: SecretSource): Promise<KeysResult> {
  const stored = await queryOne<{ value: string }>(db, selectFingerprint, []);
  const file = path.join(config.dataDir, 'secret.key');
  if (config.secretKey === null && stored && !existsSync(file)) {
    return unfit(
      `SECRET_KEY is not set and ${file} does not exist, but the database holds data made with a key.`,
    );
  }
  const secret = config.secretKey ?? readOrMakeSecret(config.dataDir, file);
  if (secret.length < shortestSecret) return unfit(`${file} is empty or cut off.`);
  const keys = deriveKeys(secret);
  if (!stored) await db.query({ ...rememberFingerprint, values: [keys.fingerprint] });
  const kept = stored ?? (await queryOne<{ value: string }>(db, selectFingerprint, []));
  if (kept?.value === keys.fingerprint) return { kind: 'ok', keys };
  const source = config.secretKey === null ? `the key in ${file}` : 'SECRET_KEY';
  return unfit(`${source} is not the one that the database's data was made with.`);
}

function unfit(what: string): KeysResult {
  return {
    kind: 'unfit',
    message: `secret_key_unfit: ${what} Give the server the original key: tokens, webhook secrets and links depend on it.`,
  };
}

/** Written whole under another name first: a crash leaves either no key or the key. */
function readOrMakeSecret(dataDir: string, file: string): string {
  makeDataDir(dataDir);
  if (!existsSync(file)) {
    const unfinished = `${file}.${process.pid}`;
    const handle = openSync(unfinished, 'w', 0o600);
    writeSync(handle, `${randomBytes(32).toString('base64url')}\n`);
    fsyncSync(handle);
    closeSync(handle);
    try {
      linkSync(unfinished, file);
    } catch (error) {
      if (!existsSync(file)) throw error;
    }
    rmSync(unfinished);
  }
  return readFileSync(file, 'utf8').trim();
}

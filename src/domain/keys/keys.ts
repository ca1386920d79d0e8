import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** One secret, a key of its own for each purpose (HKDF-SHA-256, RFC 5869). */
export interface Keys {
  tokenHash: Buffer;
  webhookSeal: Buffer;
  cursor: Buffer;
  link: Buffer;
  session: Buffer;
  /** Tells whether data was made with this secret; reveals nothing of it. */
  fingerprint: string;
}

export function deriveKeys(secretKey: string): Keys {
  const derive = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', secretKey, 'meetric', `meetric ${purpose}`, 32));
  return {
    tokenHash: derive('token hash'),
    webhookSeal: derive('webhook secret'),
    cursor: derive('cursor'),
    link: derive('signed link'),
    session: derive('session'),
    fingerprint: derive('fingerprint').toString('hex').slice(0, 32),
  };
}

export function hmacSha256(key: Buffer | string, data: Buffer | string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}

/** AES-256-GCM; the layout is nonce (12), tag (16), ciphertext. */
export function seal(key: Buffer, text: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Throws where the bytes were not sealed with this key. */
export function unseal(key: Buffer, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
}

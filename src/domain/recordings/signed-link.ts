import { timingSafeEqual } from 'node:crypto';
import { hmacSha256 } from '../keys/keys.ts';

export const linkLifeSeconds = 3_600;

export interface RecordingKey {
  accountId: string;
  recordingId: string;
}

export interface SignedLink {
  url: string;
  expiresAt: Date;
}

/** A link under `publicUrl` that opens the recording for an hour without a token. */
export function signLink(key: Buffer, publicUrl: string, recording: RecordingKey, now: Date): SignedLink {
  const expires = Math.floor(now.getTime() / 1000) + linkLifeSeconds;
  const signature = sign(key, recording, expires).toString('base64url');
  return {
    url: `${publicUrl}/recordings/${recording.accountId}/${recording.recordingId}?expires=${expires}&signature=${signature}`,
    expiresAt: new Date(expires * 1000),
  };
}

export function isValidLink(
  key: Buffer,
  recording: RecordingKey,
  given: { expires: string; signature: string },
  now: Date,
): boolean {
  if (!/^\d{1,12}$/.test(given.expires)) return false;
  const expected = sign(key, recording, Number(given.expires));
  const signature = Buffer.from(given.signature, 'base64url');
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) return false;
  return Number(given.expires) * 1000 > now.getTime();
}

function sign(key: Buffer, recording: RecordingKey, expires: number): Buffer {
  return hmacSha256(key, `${recording.accountId}/${recording.recordingId}?${expires}`);
}

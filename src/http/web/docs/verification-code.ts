/** Checks of a delivery's signature, to copy. The tests run them against deliveries of the server. */
export const verificationCode = {
  javascript: `import { createHmac, timingSafeEqual } from 'node:crypto';

// rawBody: the bytes as they came. secret: the whole text, whsec_ included.
export function isFromMeetric(secret, rawBody, signature = '') {
  const hmac = createHmac('sha256', secret).update(rawBody).digest('hex');
  const expected = Buffer.from(\`sha256=\${hmac}\`);
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}`,
  python: `import hashlib
import hmac


# raw_body: the bytes as they came. secret: the whole text, whsec_ included.
def is_from_meetric(secret: str, raw_body: bytes, signature: str | None) -> bool:
    digest = hmac.new(secret.encode(), raw_body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(f"sha256={digest}".encode(), (signature or "").encode())`,
} as const;

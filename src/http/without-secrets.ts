/**
 * Tokens but for the part that may be shown, and secrets of webhooks to the end: their base64 may hold a slash. Then links of
 * people, marks of browsers, access tokens and refresh tokens.
 */
const secretShape = new RegExp(
  [
    String.raw`(mt(?:_|%5f)[a-z0-9]{8})\w+`,
    '(whsec)(?:_|%5f).*',
    String.raw`(ml)(?:_|%5f)[\w-]{40,}`,
    String.raw`(mb)(?:_|%5f)[\w-]{16}\.[\w-]{40,}`,
    String.raw`(eyj)[\w-]+\.[\w-]+\.[\w-]+`,
    String.raw`([0-9a-f]{8})-[0-9a-f-]{27}\.[0-9a-f-]{36}\.\d+\.[\w-]+`,
  ].join('|'),
  'gi',
);

/** A text of the caller as it may stand in the log: somebody may have put a token where none belongs. */
export function withoutSecrets(text: string): string {
  return text.replace(
    secretShape,
    (_secret, ...shown: (string | undefined)[]) =>
      `${shown.slice(0, 6).find((part) => part !== undefined) ?? ''}…`,
  );
}

/** Tokens but for the part that may be shown, and secrets of webhooks to the end: their base64 may hold a slash. */
const secretShape = /(mt(?:_|%5f)[a-z0-9]{8})\w+|(whsec)(?:_|%5f).*/gi;

/** A text of the caller as it may stand in the log: somebody may have put a token where none belongs. */
export function withoutSecrets(text: string): string {
  return text.replace(
    secretShape,
    (_secret, prefix: string | undefined, kind: string | undefined) => `${prefix ?? kind}…`,
  );
}

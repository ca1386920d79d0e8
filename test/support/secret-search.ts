/** Looks for secrets in whatever form they may have been written: plain, hexadecimal or base64, at any place. */
const pieceLength = 16;

/** Pieces that stand in every writing of the bytes; a few characters at the edges depend on what is beside them. */
function piecesOf(bytes: Buffer): string[] {
  const base64 = [0, 1, 2].map((before) => Buffer.concat([Buffer.alloc(before), bytes]).toString('base64'));
  return [bytes.toString('latin1'), bytes.toString('hex'), ...base64].map((text) =>
    text.slice(4, 4 + pieceLength),
  );
}

export interface Secret {
  /** Told where it is found: never the secret itself. */
  name: string;
  bytes: Buffer;
}

export class SecretSearch {
  readonly #names = new Map<string, string>();

  constructor(secrets: readonly Secret[]) {
    for (const { name, bytes } of secrets) for (const piece of piecesOf(bytes)) this.#names.set(piece, name);
  }

  /** The names of the secrets that the text or its bytes hold. */
  in(text: string | Buffer): string[] {
    const plain = typeof text === 'string' ? text : text.toString('latin1');
    const found = new Set<string>();
    // Hexadecimal in capitals, and base64url.
    for (const written of [plain, plain.toLowerCase(), plain.replaceAll('-', '+').replaceAll('_', '/')]) {
      for (let at = 0; at + pieceLength <= written.length; at += 1) {
        const name = this.#names.get(written.slice(at, at + pieceLength));
        if (name !== undefined) found.add(name);
      }
    }
    return [...found].sort();
  }
}

/** The secret part of a token, whose first eleven characters are shown. */
export function tokenSecret(token: string): Secret {
  return { name: token.slice(0, 11), bytes: Buffer.from(token.slice(11)) };
}

/** A webhook's secret as it is shown, and the key that it stands for. */
export function webhookSecrets(id: string, secret: string): Secret[] {
  const name = `secret of ${id}`;
  const shown = secret.replace('whsec_', '');
  return [
    { name, bytes: Buffer.from(shown) },
    { name, bytes: Buffer.from(shown, 'base64') },
  ];
}

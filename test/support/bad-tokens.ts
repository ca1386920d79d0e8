import { makeToken } from '../../src/domain/tokens/token-format.ts';

/** A well-formed token with the public part of `token`. */
export function sameLookup(token: string): string {
  const picks = [...token.slice(3, 11)].map((letter) =>
    'abcdefghijklmnopqrstuvwxyz0123456789'.indexOf(letter),
  );
  const other = makeToken((limit) => picks.shift() ?? limit - 1).token;
  if (other.slice(0, 11) !== token.slice(0, 11)) throw new Error('The public part differs');
  return other;
}

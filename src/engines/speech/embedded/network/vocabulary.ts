import { readFileSync } from 'node:fs';

const firstWord = 3;
const wordCount = 32_000;
const byteToken = /^<0x([0-9A-F]{2})>$/;

/** Reads the recogniser's token list; gives what turns tokens into text. */
export function readVocabulary(path: string): (tokens: readonly number[]) => string {
  const pieces: Buffer[] = [];
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const tab = line.indexOf('\t');
    if (tab < 0) continue;
    const token = Buffer.from(line.slice(0, tab), 'base64').toString('utf8');
    const [, hex] = byteToken.exec(token) ?? [];
    pieces[Number(line.slice(tab + 1))] =
      hex === undefined ? Buffer.from(token.replaceAll('▁', ' ')) : Buffer.from(hex, 'hex');
  }
  // A letter outside the vocabulary comes as the bytes of its UTF-8, so bytes are joined before they are read.
  return (tokens) =>
    Buffer.concat(tokens.flatMap((id) => (id >= firstWord && id < wordCount ? (pieces[id] ?? []) : [])))
      .toString('utf8')
      .trim();
}

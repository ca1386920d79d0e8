import type { Db } from '../../db/pool.ts';
import { type ChainRow, entriesAfter } from './queries.ts';

const atOnce = 1_000;

/** The account's whole log as lines of JSON: each holds the entry as text, as it was hashed, and its hash in hex. */
export async function* exportLines(db: Db, accountId: string): AsyncGenerator<string> {
  let after = 0;
  for (;;) {
    const rows = await entriesAfter(db, accountId, after, atOnce);
    for (const { entry, hash } of rows) yield `${JSON.stringify({ entry, hash: hash.toString('hex') })}\n`;
    const last = rows.at(-1);
    if (!last) return;
    after = last.sequence;
  }
}

/** Such a line read again; null where it is none. */
export function parseExportLine(line: string): ChainRow | null {
  try {
    const { entry, hash } = JSON.parse(line);
    const { sequence } = JSON.parse(entry);
    if (typeof sequence !== 'number' || !/^[0-9a-f]{64}$/.test(hash)) return null;
    return { sequence, entry, hash: Buffer.from(hash, 'hex') };
  } catch {
    return null;
  }
}

import { createHash } from 'node:crypto';
import type { Db } from '../../db/pool.ts';
import { type ChainHead, type ChainRow, entriesAfter, findHead } from './queries.ts';

/** The hash before the first entry. */
const start = Buffer.alloc(32);

/** A link that was told or kept elsewhere: the chain must still hold it. */
export interface KeptHead {
  sequence: number;
  hash: string;
}

export type ChainState =
  | { kind: 'whole'; entries: number; head: string }
  /** The first entry at which the chain does not go on as it should. */
  | { kind: 'broken'; sequence: number; problem: 'changed' | 'missing' | 'cut_off' | 'other_than_kept' };

const atOnce = 1_000;

/** Walks along the account's chain, from its first entry to the head. */
export async function verifyChain(db: Db, accountId: string, kept: KeptHead | null): Promise<ChainState> {
  const head = await findHead(db, accountId);
  async function* stored(): AsyncGenerator<ChainRow> {
    let after = 0;
    for (;;) {
      const rows = await entriesAfter(db, accountId, after, atOnce);
      yield* rows;
      const last = rows.at(-1);
      if (!last) return;
      after = last.sequence;
    }
  }
  return verifyEntries(stored(), head ?? { sequence: 0, hash: start }, kept);
}

/**
 * The same for entries in their order from anywhere, such as an exported file. Entries that follow `head` are checked too.
 * Without a head nobody knows where the chain should end.
 */
export async function verifyEntries(
  entries: AsyncIterable<ChainRow>,
  head: ChainHead | null,
  kept: KeptHead | null,
): Promise<ChainState> {
  let last: ChainHead = { sequence: 0, hash: start };
  for await (const { sequence, entry, hash } of entries) {
    if (sequence !== last.sequence + 1)
      return { kind: 'broken', sequence: last.sequence + 1, problem: 'missing' };
    if (!follows(last, entry, hash, sequence)) return { kind: 'broken', sequence, problem: 'changed' };
    last = { sequence, hash };
    for (const known of [head && { sequence: head.sequence, hash: head.hash.toString('hex') }, kept])
      if (known?.sequence === sequence && known.hash !== hash.toString('hex'))
        return { kind: 'broken', sequence, problem: 'other_than_kept' };
  }
  if (last.sequence < Math.max(head?.sequence ?? 0, kept?.sequence ?? 0))
    return { kind: 'broken', sequence: last.sequence + 1, problem: 'cut_off' };
  return { kind: 'whole', entries: last.sequence, head: `${last.sequence}:${last.hash.toString('hex')}` };
}

function follows(last: ChainHead, entry: string, hash: Buffer, sequence: number): boolean {
  const made = createHash('sha256').update(last.hash).update(entry).digest();
  return made.equals(hash) && Object(JSON.parse(entry)).sequence === sequence;
}

import { type Db, execute } from '../../db/pool.ts';

const nowUs = '(extract(epoch from clock_timestamp()) * 1000000)::bigint';
// The entries in use come last and the head goes on a whole ring further, as in lease_window_calls. Where each new
// entry stands for as many calls as an old one, the newest keep their stamps. Otherwise all are as young as the
// youngest.
const fitRing = {
  name: 'fit-rate-window',
  text: `update rate_window set
      slots = (
        select array_fill(0::bigint, array[$3::int - fitted.entries]) ||
          case when $5::float8 = 1 then fitted.newest else array_fill(fitted.youngest, array[fitted.entries]) end
        from (
          select least($3::int, ceil(count(*) * coalesce($5::float8, $3::float8 / cardinality(rate_window.slots))))::int
              as entries,
            coalesce(max(entry), 0) as youngest,
            array(select entry from unnest((array_agg(entry order by entry desc))[1:$3::int]) entry order by entry) as newest
          from unnest(rate_window.slots) entry where entry > ${nowUs} - $4::bigint
        ) fitted),
      head = (head / $3::int + 2) * $3::int,
      block_left = 0
    where account_id = $1 and token_id = $2 and ($5::float8 is not null or cardinality(slots) <> $3::int)`,
};

/**
 * Gives a ring another size, with the calls of the last window in it. `entriesForEach`: the new entries for an old
 * one in use, or null where that is not known. Then the same part of the ring is in use as before, and a ring that
 * has the size already is left alone.
 */
export async function fitWindow(
  db: Db,
  accountId: string,
  tokenId: string,
  { slots, windowUs, entriesForEach }: { slots: number; windowUs: number; entriesForEach: number | null },
): Promise<void> {
  await execute(db, fitRing, [accountId, tokenId, slots, windowUs, entriesForEach]);
}

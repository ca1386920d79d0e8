import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { DatabaseUnfit } from './database-unfit.ts';

/** The migrations that were shipped before 0001-accounts: who has all of them is taken over. */
const idsBefore: readonly string[] = [
  '0001-foundation',
  '0002-tokens-and-limits',
  '0003-conversations',
  '0004-jobs-and-webhooks',
  '0005-sound',
  '0006-hot-paths',
  '0007-imports',
  '0008-delivery-batches',
  '0009-conversation-changes',
  '0010-disable-in-order',
  '0011-count-reads-together',
  '0012-claim-deliveries-ready',
  '0013-keep-bodies-on-change',
  '0014-lease-blocks',
  '0015-analyse-what-was-left',
  '0016-what-was-read',
  '0017-deleted-conversations',
];
/** What the conversion stands for. */
const idsAfter: readonly string[] = [
  '0001-accounts',
  '0002-api-tokens',
  '0003-conversation',
  '0004-recordings',
  '0005-jobs',
  '0006-webhooks',
];

/** Whether the database is one of the schema before; one that is on its way there is refused. */
export function isOfBefore({ rows }: { rows: readonly { id: string }[] }): boolean {
  const applied = new Set(rows.map(({ id }) => id));
  const missing = idsBefore.filter((id) => !applied.has(id));
  if (missing.length === idsBefore.length) return false;
  const newest = idsBefore.findLast((id) => applied.has(id));
  if (missing.length > 0)
    throw new DatabaseUnfit(
      `database_outdated: the database stands at ${newest} and lacks ${missing.join(', ')}. Only one at ` +
        `${idsBefore.at(-1)} is taken over. Start the version before this one once, which brings it there, then this one.`,
    );
  return true;
}

/** Makes the schema before equal to a fresh one, with all that is in it; in the transaction of `client`. */
export async function adopt(client: pg.Client): Promise<readonly string[]> {
  await refuseRenderedBodies(client);
  await client.query(readFileSync(new URL('adopt-before.sql', import.meta.url), 'utf8'));
  await client.query('delete from migration where id = any($1)', [idsBefore]);
  await client.query('insert into migration (id, applied_at) select unnest($1::text[]), now()', [idsAfter]);
  return idsAfter;
}

/** Bodies were kept as bytes until 0012: what they were made of is not known any more. */
async function refuseRenderedBodies(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from webhook_body b
     join webhook_delivery d on d.account_id = b.account_id and d.id = b.delivery_id
     where b.body is not null
       and (d.status = 'pending' or (d.status = 'cancelled' and d.last_error = 'conversation_deleted'))`,
  );
  const count = rows[0]?.count ?? 0;
  if (count > 0)
    throw new DatabaseUnfit(
      `database_has_old_bodies: ${count} unsent webhook deliveries have bodies that an early version wrote. Start the version ` +
        'before this one until they are sent or given up, which takes four days at most, then this one.',
    );
}

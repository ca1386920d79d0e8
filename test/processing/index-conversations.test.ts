import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '../../src/db/pool.ts';
import { indexStored } from '../../src/domain/search/index-stored.ts';
import { Stems } from '../../src/domain/search/stemmers.ts';
import type { Job } from '../../src/jobs/queue.ts';
import { claimDueJobs, enqueue } from '../../src/jobs/queue.ts';
import { deleteConversation } from '../../src/processing/delete-conversation.ts';
import { indexHandler } from '../../src/processing/index-conversations.ts';
import { createInstallation, type Installation } from '../domain/limits/installation.ts';
import { completeWith } from '../support/completion.ts';
import { givenAnalysis } from '../support/conversation-fixtures.ts';
import { acceptOne } from './pipeline-rig.ts';

/** Conversations of the version before, which no search finds. */
let installation: Installation;
let ids: string[];
beforeAll(async () => {
  installation = await createInstallation();
  const { pool, accountId } = installation;
  const now = new Date();
  ids = [await acceptOne(installation), await acceptOne(installation), await acceptOne(installation)];
  for (const id of ids) await completeWith(pool, accountId, id, { analysis: givenAnalysis, now });
  await deleteConversation(pool, accountId, ids[0] ?? '', { by: { kind: 'operator' }, now });
  await pool.query('delete from job');
});
afterAll(() => installation.close());

const rows = () =>
  installation.database.query(`select 'd' as kind, conversation_id as id, null as ordinal, tsv::text from search_document
    union all select 's', conversation_id, ordinal, tsv::text || coalesce(speaker, '') || text from search_sentence
    union all select 'w', null, null, word from search_word order by 1, 2, 3, 4`);

async function claimed(): Promise<Job<'index'>> {
  const { pool, accountId } = installation;
  await pool.query(`update job set due_at = now()`);
  const [job] = await claimDueJobs(pool, 'pipeline', {
    limit: 1,
    leaseMs: 60_000,
    perSubject: 1,
    running: [],
  });
  if (job?.kind !== 'index' || job.accountId !== accountId) throw new Error('No job was claimed');
  return { ...job, kind: 'index', payload: {} };
}

test('all are found again as if they had come in today, and deleted ones once they are back', async () => {
  const { pool, accountId } = installation;
  const before = await rows();
  expect(before.length).toBeGreaterThan(20);
  await pool.query('delete from search_document; delete from search_sentence; delete from search_word');
  await inTransaction(pool, (tx) =>
    enqueue(tx, { accountId, kind: 'index', subjectId: accountId, payload: {} }),
  );
  const handler = indexHandler({ pool });
  await handler.run(await claimed(), new AbortController().signal);
  expect(await rows()).toEqual(before);
  // A process of the version before may have written one meanwhile.
  await pool.query('delete from search_document where conversation_id = $1', [ids[1]]);
  await handler.run(await claimed(), new AbortController().signal);
  expect(await rows()).toEqual(before);
  await handler.run(await claimed(), new AbortController().signal);
  expect((await pool.query('select from job')).rowCount).toBe(0);
});

test('a stop in between loses nothing: the next run does the rest', async () => {
  const { pool, accountId } = installation;
  const before = await rows();
  await pool.query('delete from search_document; delete from search_sentence; delete from search_word');
  await inTransaction(pool, (tx) =>
    enqueue(tx, { accountId, kind: 'index', subjectId: accountId, payload: {} }),
  );
  const stopped = AbortSignal.abort(new Error('stopped'));
  await expect(indexHandler({ pool }).run(await claimed(), stopped)).rejects.toThrow('stopped');
  await pool.query('update job set lease_token = null');
  await indexHandler({ pool }).run(await claimed(), new AbortController().signal);
  expect(await rows()).toEqual(before);
});

test('what is indexed again in the same words is not written again', async () => {
  const { pool, accountId } = installation;
  const versions = () =>
    pool
      .query('select xmin from search_document union all select xmin from search_sentence')
      .then((all) => all.rows);
  const before = await versions();
  await inTransaction(pool, (tx) => indexStored(tx, new Stems(), accountId, ids));
  const after = await versions();
  expect(after).toEqual(before);
});

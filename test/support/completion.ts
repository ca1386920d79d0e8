import { inTransaction, type Pool, queryOne } from '../../src/db/pool.ts';
import { unpackTranscriptJson } from '../../src/domain/conversations/packed-transcript.ts';
import { readToAnalyse, type ToAnalyse } from '../../src/domain/conversations/to-analyse.ts';
import { type Found, nothingFound, searchEntry } from '../../src/domain/search/search-entry.ts';
import { Stems } from '../../src/domain/search/stemmers.ts';
import type { TranscriptLine } from '../../src/domain/transcripts/stored-transcript.ts';
import { transcriptLines } from '../../src/domain/transcripts/stored-transcript.ts';
import type { Analysis, NotAnalysed } from '../../src/engines/analysis/analyser.ts';
import { presentCard } from '../../src/http/partner/present-conversation.ts';
import type { Payload } from '../../src/jobs/kinds.ts';
import { enqueue, type Job } from '../../src/jobs/queue.ts';
import { completeAnalysed } from '../../src/processing/analysis-rows.ts';

const lease = {
  name: 'test-lease-job',
  text: `update job set lease_token = gen_random_uuid()
    where account_id = $1 and subject_id = $2 returning id, lease_token as "leaseToken"`,
};

/** Completes a stored conversation as its analysis would have, without a worker; `again` queues no webhook. */
export async function completeWith(
  pool: Pool,
  accountId: string,
  id: string,
  { analysis, now, again = false }: { analysis: Analysis | NotAnalysed; now: Date; again?: boolean },
): Promise<void> {
  await inTransaction(pool, async (tx) => {
    const payload: Payload<'analyse'> = again ? { again: 'true' } : {};
    const wanted = { accountId, kind: 'analyse', subjectId: id, payload } as const;
    await enqueue(tx, wanted);
    const held = await queryOne<{ id: string; leaseToken: string }>(tx, lease, [accountId, id]);
    if (!held) throw new Error('The job was not queued');
    const job: Job = { ...wanted, ...held, failures: 0, lostLeases: 0, crashes: 0 };
    const [read] = await readToAnalyse(tx, [job]);
    if (!read || read instanceof Error) throw new Error(`No conversation ${id}`);
    const search = await searchEntry(tx, new Stems(), {
      ...read,
      lines: linesOf(id, read),
      found: foundBy(analysis),
    });
    const { outcomes } = await completeAnalysed(tx, [{ job, read, analysis, search, now }], presentCard);
    if (outcomes[0] !== 'completed') throw new Error(`The conversation is ${outcomes[0]}`);
  });
}

function linesOf(id: string, { deflated, bytes }: ToAnalyse): TranscriptLine[] {
  if (deflated === null || bytes === null) return [];
  return transcriptLines(JSON.parse(unpackTranscriptJson(id, { deflated, bytes })));
}

function foundBy(analysis: Analysis | NotAnalysed): Found {
  if (analysis.kind === 'not_analysed') return nothingFound;
  const { topics, insights } = analysis;
  return { topics: topics.map(({ name }) => name), insightTypes: insights.map(({ type }) => type) };
}

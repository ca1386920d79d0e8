import { eachOrAll } from '../db/each-or-all.ts';
import { inBatches } from '../db/in-batches.ts';
import type { Db, Pool } from '../db/pool.ts';
import type { PresentCard } from '../domain/conversations/card.ts';
import { unpackTranscriptJson } from '../domain/conversations/packed-transcript.ts';
import { readToAnalyse, type ToAnalyse } from '../domain/conversations/to-analyse.ts';
import { type Found, nothingFound, searchEntry } from '../domain/search/search-entry.ts';
import { Stems } from '../domain/search/stemmers.ts';
import {
  type StoredTranscript,
  type TranscriptLine,
  transcriptLines,
} from '../domain/transcripts/stored-transcript.ts';
import type { Analyser, Analysis, NotAnalysed } from '../engines/analysis/analyser.ts';
import { AnalysisFailure } from '../engines/analysis/threaded-analyser.ts';
import { type Job, LeaseLost } from '../jobs/queue.ts';
import type { JobHandler } from '../jobs/worker.ts';
import { type Analysed, completeAnalysed, type Outcome } from './analysis-rows.ts';
import { AnalysisTurns } from './analysis-turns.ts';
import { failConversation, failureFor } from './fail.ts';

export interface PipelineContext {
  pool: Pool;
  presentCard: PresentCard;
  /** Which analyser an account's conversation in a language goes to. */
  analyserFor(accountId: string, language: string): Promise<Analyser>;
  now(): Date;
  /** The conversation is completed: its webhooks may be due. */
  onCompleted(): void;
}

/** As many as may be claimed: only of short analyses are there so many. */
const mostAtOnce = 32;
/** Transcripts may be large. */
const readAtOnce = 8;

/** Jobs of kind `analyse`: transcript in, completed conversation out. Their reads and writes go in batches. */
export function analyseHandler(
  context: PipelineContext,
  turns = new AnalysisTurns(),
): JobHandler<Job<'analyse'>> {
  const stems = new Stems();
  const rows = {
    read: inBatches(readAtOnce, (jobs: Job[]) => readToAnalyse(context.pool, jobs)),
    complete: inBatches(mostAtOnce, (made: Analysed[]) =>
      eachOrAll(made, async (some) => {
        const { outcomes, deliveries } = await completeAnalysed(context.pool, some, context.presentCard);
        if (deliveries) context.onCompleted();
        return outcomes;
      }),
    ),
  };
  return {
    async run(job) {
      let outcome: Outcome | 'failed' = 'changed';
      while (outcome === 'changed') {
        const analysed = await turns.run((turn) => analyse(context, { read: rows.read, stems, turn }, job));
        outcome = analysed ? await rows.complete(analysed) : 'failed';
      }
      if (outcome === 'lease_lost') throw new LeaseLost(job);
      // The embedded analyser is deterministic: what failed twice will fail again.
      if (outcome === 'failed') await failConversation(context, job, { code: 'analysis_failed' });
    },
    giveUp: (job, reason) => failConversation(context, job, failureFor(reason, 'analysis_failed')),
  };
}

interface Steps {
  read(job: Job): Promise<ToAnalyse>;
  stems: Stems;
  turn<R>(analyse: () => Promise<R>): Promise<R>;
}

async function analyse(
  context: PipelineContext,
  steps: Steps,
  job: Job<'analyse'>,
): Promise<Analysed | null> {
  const read = await steps.read(job);
  const analyser = await context.analyserFor(job.accountId, read.language);
  const analysed = await steps
    .turn(() => analysisOf(context.pool, steps.stems, { analyser, job, read }))
    .catch((error: unknown) => {
      if (error instanceof AnalysisFailure && job.failures > 0) return null;
      throw error;
    });
  return analysed && { job, read, ...analysed, now: context.now() };
}

async function analysisOf(
  db: Db,
  stems: Stems,
  { analyser, job, read }: { analyser: Analyser; job: Job; read: ToAnalyse },
): Promise<Pick<Analysed, 'analysis' | 'search'>> {
  const { conversation, language } = read;
  const { startedAt, participants } = conversation;
  const lines = linesOf(job, read);
  const analysis = await analyser.analyse({ lines, language, startedAt, participants });
  const found = foundBy(analysis);
  return { analysis, search: await searchEntry(db, stems, { conversation, language, lines, found }) };
}

function linesOf(job: Job, { deflated, bytes }: ToAnalyse): TranscriptLine[] {
  if (deflated === null || bytes === null)
    throw new Error(`Conversation ${job.subjectId} has no transcript to analyse`);
  const transcript: StoredTranscript = JSON.parse(unpackTranscriptJson(job.subjectId, { deflated, bytes }));
  return transcriptLines(transcript);
}

function foundBy(analysis: Analysis | NotAnalysed): Found {
  if (analysis.kind === 'not_analysed') return nothingFound;
  return {
    topics: analysis.topics.map(({ name }) => name),
    insightTypes: analysis.insights.map(({ type }) => type),
  };
}

import { eachOrAll } from '../db/each-or-all.ts';
import { inBatches } from '../db/in-batches.ts';
import type { Pool } from '../db/pool.ts';
import type { PresentCard } from '../domain/conversations/card.ts';
import { unpackTranscriptJson } from '../domain/conversations/packed-transcript.ts';
import { readToAnalyse, type ToAnalyse } from '../domain/conversations/to-analyse.ts';
import { type StoredTranscript, transcriptLines } from '../domain/transcripts/stored-transcript.ts';
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
        const analysed = await turns.run((turn) => analyse(context, { read: rows.read, turn }, job));
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
  turn<R>(analyse: () => Promise<R>): Promise<R>;
}

async function analyse(
  context: PipelineContext,
  steps: Steps,
  job: Job<'analyse'>,
): Promise<Analysed | null> {
  const read = await steps.read(job);
  const analyser = await context.analyserFor(job.accountId, read.language);
  const analysis = await steps
    .turn(() => analysisOf(analyser, job, read))
    .catch((error: unknown) => {
      if (error instanceof AnalysisFailure && job.failures > 0) return null;
      throw error;
    });
  return analysis && { job, read, analysis, now: context.now() };
}

async function analysisOf(
  analyser: Analyser,
  job: Job,
  { conversation, language, deflated, bytes }: ToAnalyse,
): Promise<Analysis | NotAnalysed> {
  if (deflated === null || bytes === null)
    throw new Error(`Conversation ${job.subjectId} has no transcript to analyse`);
  const transcript: StoredTranscript = JSON.parse(unpackTranscriptJson(job.subjectId, { deflated, bytes }));
  const { startedAt, participants } = conversation;
  return analyser.analyse({ lines: transcriptLines(transcript), language, startedAt, participants });
}

import type { Analyser, AnalysisInput } from '../analysis/analyser.ts';
import { AnalysisFailure } from '../analysis/threaded-analyser.ts';
import { storeAnalysis } from '../conversations/analysis-store.ts';
import { unpackTranscriptJson } from '../conversations/packed-transcript.ts';
import { findConversation, findTranscript } from '../conversations/store.ts';
import { inTransaction, type Pool } from '../db/pool.ts';
import { enqueue, finishJob, type Job } from '../jobs/queue.ts';
import type { JobHandler } from '../jobs/worker.ts';
import { type StoredTranscript, transcriptLines } from '../transcripts/stored-transcript.ts';
import { analysisFailed, failConversation } from './fail.ts';

export interface PipelineContext {
  pool: Pool;
  /** Which analyser an account's conversation in a language goes to. */
  analyserFor(accountId: string, language: string): Promise<Analyser>;
  now(): Date;
  /** The next step was queued here: somebody may want to look. */
  onQueued(): void;
}

/** Jobs of kind `analyse`: transcript in, stored analysis out, `complete` queued. */
export function analyseHandler(context: PipelineContext): JobHandler {
  return {
    async run(job) {
      const input = await readInput(context, job);
      const analyser = await context.analyserFor(job.accountId, input.language);
      const analysis = await analyser.analyse(input).catch((error: unknown) => {
        if (error instanceof AnalysisFailure && job.claims > 1) return null;
        throw error;
      });
      // The embedded analyser is deterministic: what failed twice will fail again.
      if (analysis === null) return failConversation(context, job, analysisFailed);
      await inTransaction(context.pool, async (tx) => {
        await storeAnalysis(tx, job.accountId, job.subjectId, analysis);
        const { accountId, subjectId, payload } = job;
        await enqueue(tx, { accountId, lane: 'pipeline', kind: 'complete', subjectId, payload });
        await finishJob(tx, job);
      });
      context.onQueued();
    },
    giveUp: (job) => failConversation(context, job, analysisFailed),
  };
}

async function readInput(context: PipelineContext, job: Job): Promise<AnalysisInput> {
  const conversation = await findConversation(context.pool, job.accountId, job.subjectId);
  const packed = await findTranscript(context.pool, job.accountId, job.subjectId);
  if (!conversation || !packed) throw new Error(`Conversation ${job.subjectId} has no transcript to analyse`);
  const transcript: StoredTranscript = JSON.parse(unpackTranscriptJson(job.subjectId, packed));
  return {
    lines: transcriptLines(transcript),
    language: conversation.language,
    startedAt: conversation.started_at,
    participants: conversation.participants,
  };
}

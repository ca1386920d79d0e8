import type { Logger } from 'pino';
import { inTransaction, type Pool } from '../db/pool.ts';
import { findAccountName } from '../domain/accounts/queries.ts';
import type { RecordingStorage } from '../domain/recordings/storage.ts';
import { claimDeliveries } from '../domain/webhooks/claim.ts';
import { purgeContents } from '../domain/webhooks/contents.ts';
import { claimedAtLeast, deliverHandler, heldAtOnce, heldPerEndpoint } from '../domain/webhooks/deliver.ts';
import { createSafeDispatcher } from '../domain/webhooks/safe-dispatcher.ts';
import { systemResolve, TargetPolicy } from '../domain/webhooks/target-policy.ts';
import { createEngines, type Engines } from '../engines/engines.ts';
import type { Context } from '../http/context.ts';
import { presentCard } from '../http/partner/present-conversation.ts';
import { claimJobs, type Job } from '../jobs/queue.ts';
import { Worker } from '../jobs/worker.ts';
import { analyseHandler } from '../processing/analyse.ts';
import { AnalysisTurns } from '../processing/analysis-turns.ts';
import { decodeHandler, peaksHandler } from '../processing/decode.ts';
import { eraseHandler, eraseKind } from '../processing/erase-conversation.ts';
import { recogniseHandler } from '../processing/recognise.ts';
import { cardsHandler, cardsKind } from '../processing/rename-owners.ts';
import { clearAllWork, type SoundContext } from '../processing/sound-work.ts';
import { speakersHandler } from '../processing/tell-speakers.ts';
import { whileLive } from '../processing/while-live.ts';
import type { Config } from './config.ts';

export interface BackgroundWork {
  /** Something may be due. */
  wake(): void;
  /** Asks again before a body is sent: its conversation may have been deleted. */
  recheck(): void;
  /** Milliseconds since each queue was looked at, the longest of all. */
  sinceLastLookMs(): number;
  drain(graceMs: number): Promise<void>;
}

export interface PipelineOptions {
  pool: Pool;
  log: Logger;
  dataDir: string;
  storage: RecordingStorage;
  engines: Engines;
  now(): Date;
  /** A delivery may be due. */
  onCompleted(): void;
  onJob?: (kind: string, seconds: number) => void;
}

/**
 * The lanes that turn what was accepted into completed conversations. Recognition goes one recording at a time, and the
 * next is decoded meanwhile; transcripts do not wait behind recordings.
 */
export function createPipelineWorkers(options: PipelineOptions): { sound: Worker; pipeline: Worker } {
  const { pool, log, engines, now, dataDir, storage, onCompleted } = options;
  const shared = { pool, log, perSubject: 1, ...(options.onJob ? { onJob: options.onJob } : {}) };
  const turns = new AnalysisTurns();
  const pipeline: Worker = new Worker({
    ...shared,
    lane: 'pipeline',
    claim: (wish) => claimJobs(pool, 'pipeline', wish),
    concurrency: () => turns.places(),
    handlers: new Map([
      [
        'analyse',
        whileLive({ pool }, analyseHandler({ pool, presentCard, now, ...engines, onCompleted }, turns)),
      ],
      [eraseKind, eraseHandler({ pool, storage, dataDir, now })],
      [cardsKind, cardsHandler({ pool, presentCard, now })],
    ]),
  });
  const onQueued = (): void => {
    sound.wake();
    pipeline.wake();
  };
  const context: SoundContext = { pool, log, dataDir, storage, presentCard, now, ...engines, onQueued };
  // A run that was under way may have left its folder after everything else was erased.
  const live = { pool, onErased: (job: Job) => clearAllWork(dataDir, job.subjectId) };
  const sound: Worker = new Worker({
    ...shared,
    lane: 'sound',
    claim: (wish) => claimJobs(pool, 'sound', wish),
    concurrency: 2,
    handlers: new Map([
      ['decode', whileLive(live, decodeHandler(context))],
      ['peaks', whileLive(live, peaksHandler(context))],
      ['recognise', whileLive(live, recogniseHandler(context))],
      ['speakers', whileLive(live, speakersHandler(context))],
    ]),
  });
  return { sound, pipeline };
}

/** Starts all lanes of a server process. */
export function startBackgroundWork(context: Context, config: Config): BackgroundWork {
  const { pool, log, clock, keys, metrics } = context;
  const engines = createEngines((id) => findAccountName(pool, id), config, log);
  const dispatcher = createSafeDispatcher(new TargetPolicy(config.webhookAllow, systemResolve));
  const onJob = (kind: string, seconds: number): void => metrics.jobSeconds.observe({ kind }, seconds);
  const deliver = deliverHandler({
    ...{ pool, keys, clock, log, dispatcher },
    random: Math.random,
    onAttempt: (outcome, seconds) => metrics.deliverySeconds.observe({ outcome }, seconds),
  });
  const delivery = new Worker({
    pool,
    log,
    lane: 'delivery',
    claim: (wish) =>
      inTransaction(pool, (tx) =>
        claimDeliveries(tx, { ...wish, now: clock.now(), publicUrl: context.publicUrl() }),
      ),
    concurrency: heldAtOnce,
    perSubject: heldPerEndpoint,
    atLeast: claimedAtLeast,
    onJob,
    handlers: new Map([['deliver', deliver]]),
  });
  const { sound, pipeline } = createPipelineWorkers({
    ...{ pool, log, engines, onJob, dataDir: config.dataDir, storage: context.storage },
    now: () => clock.now(),
    onCompleted: () => delivery.wake(),
  });
  const lanes = [sound, pipeline, delivery];
  for (const lane of lanes) lane.start();
  const purging = purgeNowAndThen(context);
  return {
    wake() {
      for (const lane of lanes) lane.wake();
    },
    recheck: () => deliver.recheck(),
    sinceLastLookMs: () => Math.max(...lanes.map((lane) => lane.sinceLastLookMs())),
    async drain(graceMs) {
      clearInterval(purging);
      // Recognition takes minutes and goes on from its journal: it is cut at once.
      await Promise.all([sound.drain(0), pipeline.drain(graceMs), delivery.drain(graceMs)]);
      await engines.close();
      await dispatcher.destroy();
    },
  };
}

const purgeEveryMs = 3_600_000;

function purgeNowAndThen({ pool, clock, log }: Context): NodeJS.Timeout {
  const purge = (): Promise<unknown> =>
    purgeContents(pool, clock.now()).catch((error: unknown) =>
      log.warn({ err: error }, 'old contents of webhooks not removed'),
    );
  void purge();
  return setInterval(purge, purgeEveryMs);
}

import type { Logger } from 'pino';
import type { Analyser } from './analysis/analyser.ts';
import { createThreadedAnalyser } from './analysis/threaded-analyser.ts';
import type { Context } from './context.ts';
import type { Pool } from './db/pool.ts';
import type { JobHandler } from './jobs/worker.ts';
import { Worker } from './jobs/worker.ts';
import { analyseHandler } from './processing/analyse.ts';
import { completeHandler } from './processing/complete.ts';
import { deliverHandler } from './webhooks/deliver.ts';
import { createSafeDispatcher } from './webhooks/safe-dispatcher.ts';
import { systemResolve, TargetPolicy } from './webhooks/target-policy.ts';

export interface BackgroundWork {
  /** Something may be due. */
  wake(): void;
  /** Milliseconds since each queue was looked at, the longer of both. */
  sinceLastLookMs(): number;
  drain(graceMs: number): Promise<void>;
}

const deliveriesAtOnce = 64;
const deliveriesPerEndpoint = 10;

export interface PipelineOptions {
  pool: Pool;
  log: Logger;
  analyser: Analyser;
  now(): Date;
  onQueued(): void;
  onJob?: (kind: string, seconds: number) => void;
}

/** The lane that turns what was accepted into completed conversations. One at a time: analysis has one thread. */
export function createPipelineWorker(options: PipelineOptions): Worker {
  const worker: Worker = new Worker({
    pool: options.pool,
    log: options.log,
    lane: 'pipeline',
    concurrency: 4,
    perSubject: 1,
    handlers: new Map<string, JobHandler>([
      ['analyse', analyseHandler({ ...options, onQueued: () => worker.wake() })],
      ['complete', completeHandler(options)],
    ]),
    ...(options.onJob ? { onJob: options.onJob } : {}),
  });
  return worker;
}

/** Starts both lanes of a server process. */
export function startBackgroundWork(context: Context): BackgroundWork {
  const { pool, log, clock, keys, metrics } = context;
  const analyser = createThreadedAnalyser();
  const dispatcher = createSafeDispatcher(new TargetPolicy(context.config.webhookAllow, systemResolve));
  const onJob = (kind: string, seconds: number): void => metrics.jobSeconds.observe({ kind }, seconds);
  const delivery = new Worker({
    pool,
    log,
    lane: 'delivery',
    concurrency: deliveriesAtOnce,
    perSubject: deliveriesPerEndpoint,
    onJob,
    handlers: new Map([
      [
        'deliver',
        deliverHandler({
          ...{ pool, keys, clock, log, dispatcher },
          publicUrl: context.publicUrl,
          random: Math.random,
          onAttempt: (outcome, seconds) => metrics.deliverySeconds.observe({ outcome }, seconds),
        }),
      ],
    ]),
  });
  const pipeline = createPipelineWorker({
    ...{ pool, log, analyser, onJob },
    now: () => clock.now(),
    onQueued: () => delivery.wake(),
  });
  const lanes = [pipeline, delivery];
  for (const lane of lanes) lane.start();
  return {
    wake() {
      for (const lane of lanes) lane.wake();
    },
    sinceLastLookMs: () => Math.max(...lanes.map((lane) => lane.sinceLastLookMs())),
    async drain(graceMs) {
      await Promise.all(lanes.map((lane) => lane.drain(graceMs)));
      await analyser.close();
      await dispatcher.destroy();
    },
  };
}

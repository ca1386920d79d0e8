import { availableParallelism } from 'node:os';
import type { Logger } from 'pino';
import { inTransaction, type Pool } from '../db/pool.ts';
import { findAccountName } from '../domain/accounts/queries.ts';
import { purgeQuota } from '../domain/limits/quota-purge.ts';
import { createMailer, mailTimes } from '../domain/mail/mailer.ts';
import type { RecordingStorage } from '../domain/recordings/storage.ts';
import { purgeSessions } from '../domain/sessions/own-sessions.ts';
import { purgeThrottle } from '../domain/sessions/throttle.ts';
import { eraseOldTokenSecrets } from '../domain/tokens/rotate-token.ts';
import { purgeLinks } from '../domain/users/links.ts';
import { purgeAttempts } from '../domain/webhooks/attempts.ts';
import { claimDeliveries, type DeliveryJob, learnPaces } from '../domain/webhooks/claim.ts';
import { purgeContents } from '../domain/webhooks/contents.ts';
import {
  claimedAtLeast,
  deliverHandler,
  heldAtOnce,
  heldPerEndpoint,
  mostThrown,
} from '../domain/webhooks/deliver.ts';
import { purgeDeliveries } from '../domain/webhooks/delivery-purge.ts';
import { EndpointPaces } from '../domain/webhooks/endpoint-paces.ts';
import { healthMailHandler, type Operator } from '../domain/webhooks/health-mail.ts';
import { purgeReplays } from '../domain/webhooks/replay.ts';
import { eraseOldSecrets } from '../domain/webhooks/rotation.ts';
import { createSafeDispatcher } from '../domain/webhooks/safe-dispatcher.ts';
import { systemResolve, TargetPolicy } from '../domain/webhooks/target-policy.ts';
import { createEngines, type Engines } from '../engines/engines.ts';
import { purgeEvents } from '../events/event-purge.ts';
import type { Context } from '../http/context.ts';
import { presentCard } from '../http/partner/present-conversation.ts';
import type { Lane } from '../jobs/kinds.ts';
import { leaseTimes } from '../jobs/lease-times.ts';
import { claimSuspect } from '../jobs/lost-leases.ts';
import { claimDueJobs, type Job } from '../jobs/queue.ts';
import { Suspects, SuspectTurn } from '../jobs/suspects.ts';
import { type LaneHandlers, Worker } from '../jobs/worker.ts';
import { analyseHandler } from '../processing/analyse.ts';
import { AnalysisTurns } from '../processing/analysis-turns.ts';
import { decodeHandler, peaksHandler } from '../processing/decode.ts';
import { eraseHandler } from '../processing/erase-conversation.ts';
import { indexHandler } from '../processing/index-conversations.ts';
import { recogniseHandler } from '../processing/recognise.ts';
import { cardsHandler } from '../processing/rename-owners.ts';
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
  /** Told by mail of subscriptions that fail; absent: nobody is. */
  operator?: Operator | null;
  now(): Date;
  /** A delivery may be due. */
  onCompleted(): void;
  onJob?: (kind: string, seconds: number) => void;
}

/**
 * The lanes that turn what was accepted into completed conversations. A recording is recognised on each core, and the
 * next is decoded meanwhile; transcripts do not wait behind recordings.
 */
export function createPipelineWorkers(options: PipelineOptions): { sound: Worker; pipeline: Worker } {
  const { pool, log, engines, now, dataDir, storage, onCompleted, operator = null } = options;
  const shared = { pool, log, perSubject: 1, ...(options.onJob ? { onJob: options.onJob } : {}) };
  const turn = new SuspectTurn();
  const suspects = (lane: 'sound' | 'pipeline'): Suspects =>
    new Suspects({ pool, lane, turn, claim: () => claimSuspect(pool, lane, leaseTimes.leaseMs) });
  const turns = new AnalysisTurns();
  const pipeline: Worker = new Worker({
    ...shared,
    lane: 'pipeline',
    claim: (wish) => claimDueJobs(pool, 'pipeline', wish),
    suspects: suspects('pipeline'),
    concurrency: () => turns.places(),
    handlers: {
      analyse: whileLive(
        { pool },
        analyseHandler({ pool, presentCard, now, ...engines, onCompleted }, turns),
      ),
      erase: eraseHandler({ pool, storage, dataDir, now }),
      cards: cardsHandler({ pool, presentCard, now }),
      index: indexHandler({ pool }),
      health_mail: healthMailHandler({ pool, log, operator, now }),
    } satisfies LaneHandlers<'pipeline'>,
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
    claim: (wish) => claimDueJobs(pool, 'sound', wish),
    suspects: suspects('sound'),
    concurrency: availableParallelism() + 1,
    handlers: {
      decode: whileLive(live, decodeHandler(context)),
      peaks: whileLive(live, peaksHandler(context)),
      recognise: whileLive(live, recogniseHandler(context)),
      speakers: whileLive(live, speakersHandler(context)),
    } satisfies LaneHandlers<'sound'>,
  });
  return { sound, pipeline };
}

type LaneWorker = Pick<Worker, 'start' | 'wake' | 'sinceLastLookMs' | 'drain'>;

/** Workers of some lanes, and the things that they work with and no other lanes need. */
interface Workshop {
  workers: Partial<Record<Lane, LaneWorker>>;
  close(): Promise<void>;
}

function openDelivery(context: Context, config: Config): Workshop & Pick<BackgroundWork, 'recheck'> {
  const { pool, log, clock, keys, metrics } = context;
  const dispatcher = createSafeDispatcher(new TargetPolicy(config.webhookAllow, systemResolve));
  const paces = new EndpointPaces(clock, () => delivery.wake());
  let knowsPaces = false;
  const deliver = deliverHandler({
    pool,
    keys,
    clock,
    log,
    dispatcher,
    paces,
    ...(config.mail ? { mailer: createMailer(config.mail, mailTimes) } : {}),
    random: Math.random,
    publicUrl: () => context.publicUrl(),
    onAttempt: (outcome, seconds) => metrics.deliverySeconds.observe({ outcome }, seconds),
    tellOperator: operatorOf(config) !== null,
  });
  const delivery: Worker<DeliveryJob> = new Worker({
    pool,
    log,
    lane: 'delivery',
    claim: async (wish) => {
      if (!knowsPaces) await learnPaces(pool, paces, clock.now());
      knowsPaces = true;
      const from = { now: clock.now(), publicUrl: context.publicUrl() };
      return inTransaction(pool, (tx) => claimDeliveries(tx, { ...wish, ...from }, paces));
    },
    concurrency: heldAtOnce,
    perSubject: heldPerEndpoint,
    atLeast: claimedAtLeast,
    mostFailures: mostThrown,
    onJob: jobTimer(context),
    handlers: { deliver } satisfies LaneHandlers<'delivery', DeliveryJob>,
  });
  return { workers: { delivery }, recheck: () => deliver.recheck(), close: () => dispatcher.destroy() };
}

function openPipeline(context: Context, config: Config, onCompleted: () => void): Workshop {
  const { pool, log, clock, storage } = context;
  const engines = createEngines((id) => findAccountName(pool, id), config, log);
  const workers = createPipelineWorkers({
    pool,
    log,
    engines,
    storage,
    onCompleted,
    operator: operatorOf(config),
    dataDir: config.dataDir,
    onJob: jobTimer(context),
    now: () => clock.now(),
  });
  return { workers, close: () => engines.close() };
}

function operatorOf({ mail, operatorEmail: email }: Config): Operator | null {
  return mail && email !== null ? { email, mailer: createMailer(mail, mailTimes) } : null;
}

function jobTimer({ metrics }: Context): (kind: string, seconds: number) => void {
  return (kind, seconds) => metrics.jobSeconds.observe({ kind }, seconds);
}

/** Starts these lanes of a server process. */
export function startBackgroundWork(
  context: Context,
  config: Config,
  lanes: readonly Lane[],
): BackgroundWork {
  const delivery = lanes.includes('delivery') ? openDelivery(context, config) : null;
  const onCompleted = (): void => delivery?.workers.delivery?.wake();
  const pipeline = lanes.some((lane) => lane !== 'delivery')
    ? openPipeline(context, config, onCompleted)
    : null;
  const all = { ...pipeline?.workers, ...delivery?.workers };
  const started = lanes.flatMap((lane) => all[lane] ?? []);
  for (const worker of started) worker.start();
  const purging = purgeNowAndThen(context);
  return {
    wake() {
      for (const worker of started) worker.wake();
    },
    recheck: () => delivery?.recheck(),
    sinceLastLookMs: () => Math.max(...started.map((worker) => worker.sinceLastLookMs())),
    async drain(graceMs) {
      purging.stop();
      // Recognition takes minutes and goes on from its journal: it is cut at once.
      await Promise.all(started.map((worker) => worker.drain(worker === all.sound ? 0 : graceMs)));
      await Promise.all([pipeline?.close(), delivery?.close()]);
    },
  };
}

const purgeEveryMs = 3_600_000;
const purges = [
  eraseOldSecrets,
  eraseOldTokenSecrets,
  purgeContents,
  purgeDeliveries,
  purgeAttempts,
  purgeReplays,
  purgeEvents,
  purgeSessions,
  purgeLinks,
  purgeThrottle,
  purgeQuota,
];

/** Now and every hour, until it is stopped; then the purge that is under way is cut with its connection. */
function purgeNowAndThen({ pool, clock, log }: Context): { stop(): void } {
  let stopped = false;
  const purge = async (): Promise<void> => {
    for (const purgeOld of purges) if (!stopped) await purgeOld(pool, clock.now());
  };
  const run = (): Promise<void> =>
    purge().catch((error: unknown) => {
      if (!stopped) log.warn({ err: error }, 'what is old could not be removed');
    });
  void run();
  const timer = setInterval(run, purgeEveryMs);
  return {
    stop() {
      stopped = true;
      clearInterval(timer);
    },
  };
}

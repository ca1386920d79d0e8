import { type AddressInfo, isIPv6 } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { type Clock, systemClock } from '../base/clock.ts';
import { unappliedMigrations } from '../db/migrate.ts';
import { type Listener, listenForNews, type News } from '../db/notifications.ts';
import { ensureFirstAccount } from '../domain/accounts/first-account.ts';
import { changesAreNoted } from '../domain/conversations/changes.ts';
import { ConversationReads } from '../domain/conversations/reads.ts';
import { DailyQuota } from '../domain/limits/daily-quota.ts';
import { DatabaseClock } from '../domain/limits/database-clock.ts';
import { RateLimiter } from '../domain/limits/rate-limit.ts';
import { openRecordingStorage } from '../domain/recordings/open-storage.ts';
import type { RecordingStorage } from '../domain/recordings/storage.ts';
import { Stems } from '../domain/search/stemmers.ts';
import { TokenDirectory } from '../domain/tokens/directory.ts';
import { RefusalPace } from '../domain/tokens/refusal-pace.ts';
import { KeptAnswers } from '../http/api/kept-answers.ts';
import { Listener as HttpListener, type TlsPair } from '../http/connections/listener.ts';
import type { Context } from '../http/context.ts';
import { createMetrics } from '../http/monitoring/metrics.ts';
import { EventStreams } from '../http/web/event-streams.ts';
import { type Lane, lanes } from '../jobs/kinds.ts';
import type { Config } from './config.ts';
import { createIncoming, endIntake, sweepNowAndThen } from './incoming.ts';
import { type OpenDatabase, openDatabase, StartRefused } from './open-database.ts';
import { type ProcessPart, type ProcessRole, partNames } from './role.ts';
import { readTlsFiles, watchTlsFiles } from './tls-files.ts';
import type { BackgroundWork } from './workers.ts';

const connections = 20;
/** Running attempts and jobs get this long to end when the server is told to stop. */
const drainMs = 8_000;
/** A worker that has not looked at its queue for so long is stuck. */
const stuckMs = 10_000;

interface Running {
  app?: FastifyInstance;
  work?: BackgroundWork;
  listener?: Listener;
  stopTlsWatch?: () => void;
  sweeping?: { stop(): void };
}

export interface RunningServer {
  url: string;
  config: Config;
  context: Context;
  /** Ends requests and attempts in order, within ten seconds. */
  close(): Promise<void>;
}

/**
 * Starts what one process needs: database, API and background work, or its part of them. Throws
 * StartRefused for expected reasons.
 */
export async function startServer(
  config: Config,
  log: Logger,
  part: ProcessPart = { role: 'all', lanes },
  clock: Clock = systemClock,
): Promise<RunningServer> {
  const { role } = part;
  checkPart(config, log, part);
  const tls = tlsOf(config);
  const { database, createApp, startWork } = await openAndLoad(config, log, part);
  const running: Running = {};
  let context: Context | null = null;
  try {
    await ensureFirstAccount(database.pool, clock.now());
    const address = { url: '' };
    const publicUrl = (): string => config.publicUrl ?? address.url;
    const storage = await openRecordingStorage(config);
    const keptAnswersBytes = (await changesAreNoted(database.pool)) ? config.keptAnswersBytes : 0;
    context = createContext({ config, log, clock, database, storage, publicUrl, keptAnswersBytes, running });
    if (role !== 'worker') await context.tokens.start();
    running.listener = listenForNews(database.url, hear(context, running, role));
    const http = new HttpListener({ tls, trustedProxies: config.trustedProxies });
    running.app = await createApp(context, http);
    await listen(running.app, http, config);
    if (role !== 'worker') running.sweeping = sweepNowAndThen(context);
    address.url = `${http.scheme}://${reachable(config.host, running.app.server.address())}`;
    if (config.tls && tls)
      running.stopTlsWatch = watchTlsFiles({
        files: config.tls,
        pair: tls,
        log,
        onChange: (pair) => http.setTls(pair),
      });
    // Links in webhooks are made of the address.
    if (startWork) running.work = startWork(context, config, part.lanes);
    log.info({ ...partNames(part), url: address.url }, 'Meetric is ready');
    log.flush();
    return { url: address.url, config, context, close: () => closeAll(database, running, context) };
  } catch (error) {
    await closeAll(database, running, context);
    throw error;
  }
}

function checkPart(config: Config, log: Logger, part: ProcessPart): void {
  const { role } = part;
  if (role === 'all' && part.lanes.length === lanes.length) return;
  const given = role === 'all' ? `--lanes=${part.lanes.join(',')}` : `--role=${role}`;
  if (config.databaseUrl === null)
    throw new StartRefused(
      `database_url_missing: ${given} needs DATABASE_URL; the embedded database belongs to one process, which does everything.`,
    );
  if (role === 'worker' && part.lanes.includes('delivery') && config.publicUrl === null)
    log.warn('PUBLIC_URL is not set: recording links in webhooks will name this worker, which serves none');
}

type StartWork = (context: Context, config: Config, lanes: readonly Lane[]) => BackgroundWork;

/** The database starts in processes of its own; the program is loaded and the contract read meanwhile. */
async function openAndLoad(config: Config, log: Logger, { role, lanes }: ProcessPart) {
  const onTrouble = (message: string, error?: Error): void => log.warn({ err: error }, message);
  const onStep = (step: string): void => log.info(step);
  const opening = openDatabase({ config, role: 'server', connections, mayMake: true, onTrouble, onStep });
  const load = async () => {
    const createApp = role === 'worker' ? await loadMonitoring() : await loadApi();
    const startWork: StartWork | null =
      lanes.length === 0 ? null : (await import('./workers.ts')).startBackgroundWork;
    return { createApp, startWork };
  };
  const [opened, loaded] = await Promise.allSettled([opening, load()]);
  if (opened.status === 'rejected') throw opened.reason;
  if (loaded.status === 'fulfilled') return { database: opened.value, ...loaded.value };
  await opened.value.close();
  throw loaded.reason;
}

type CreateApp = (context: Context, http: HttpListener) => Promise<FastifyInstance>;

async function loadApi(): Promise<CreateApp> {
  const [{ readContract }, { partnerApi }, { appApi }, { createServer }] = await Promise.all([
    import('../http/api/contract.ts'),
    import('../http/partner/partner-api.ts'),
    import('../http/app/app-api.ts'),
    import('../http/server.ts'),
  ]);
  const partner = readContract('partner');
  const app = readContract('app');
  // The partner's prefix lies within the app's, so it comes first.
  return (context, http) => createServer(context, [partnerApi(context, partner), appApi(context, app)], http);
}

async function loadMonitoring(): Promise<CreateApp> {
  const { createMonitoringServer } = await import('../http/monitoring/server.ts');
  return async (context, http) => createMonitoringServer(context, http);
}

/** Null for plain HTTP. */
function tlsOf({ tls }: Config): TlsPair | null {
  if (tls === null) return null;
  const reading = readTlsFiles(tls);
  if (reading.kind === 'ok') return reading.pair;
  throw new StartRefused(
    `tls_unfit: TLS_CERT and TLS_KEY can not be used: ${reading.reason}. Give PEM files that this user may read: ` +
      'the certificate with those that lead to its root, and its private key without a passphrase; or set neither.',
  );
}

async function listen(app: FastifyInstance, http: HttpListener, { host, port }: Config): Promise<void> {
  try {
    await http.listen(app, { host, port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EADDRINUSE')
      throw new StartRefused(`port_in_use: something listens on ${host}:${port}; choose another PORT.`);
    if (code === 'EACCES')
      throw new StartRefused(`port_denied: this user may not listen on port ${port}; choose one above 1023.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new StartRefused(`host_unknown: ${host} is no address of this machine.`);
    throw error;
  }
}

function hear(context: Context, running: Running, role: ProcessRole): (news: News) => void {
  return (news) => {
    const { about } = news;
    context.streams.hear(news);
    if (about === 'jobs') running.work?.wake();
    // Scopes, secrets and subscriptions decide on deliveries that were read and wait for their turn.
    else if (about !== 'events' && about !== 'progress') running.work?.recheck();
    if (about === 'tokens' && role !== 'worker')
      void context.tokens
        .refresh()
        .catch((error: unknown) => context.log.warn({ err: error }, 'tokens not read'));
  };
}

function createContext(parts: {
  config: Config;
  log: Logger;
  clock: Clock;
  database: OpenDatabase;
  storage: RecordingStorage;
  publicUrl: () => string;
  keptAnswersBytes: number;
  running: Running;
}): Context {
  const { config, log, clock, database, storage, publicUrl, running } = parts;
  const { pool, keys, url } = database;
  const answers = new KeptAnswers(parts.keptAnswersBytes);
  const databaseClock = new DatabaseClock(clock);
  return {
    pool,
    keys,
    clock,
    log,
    storage,
    publicUrl,
    supportEmail: config.supportEmail,
    metrics: createMetrics(pool, answers),
    tokens: new TokenDirectory({ db: pool, clock, tokenHashKey: keys.tokenHash }),
    refusalPace: new RefusalPace(clock),
    databaseClock,
    rateLimiter: new RateLimiter({ db: pool, clock: databaseClock }),
    dailyQuota: new DailyQuota({ db: pool, clock: databaseClock }),
    reads: new ConversationReads(pool),
    stems: new Stems(),
    answers,
    streams: new EventStreams({ pool, log }),
    ...createIncoming({ config, pool, storage, clock, log }),
    async faults() {
      const missing = await unappliedMigrations(url).catch((error: Error) => error);
      if (missing instanceof Error) {
        log.warn({ err: missing }, 'the database gives no answer');
        return ['database: no answer'];
      }
      const faults = missing.map((id) => `migration ${id} is not applied`);
      if ((running.work?.sinceLastLookMs() ?? 0) > stuckMs)
        faults.push('worker: the job queue is not being read');
      return faults;
    },
  };
}

async function closeAll(database: OpenDatabase, running: Running, context: Context | null): Promise<void> {
  running.stopTlsWatch?.();
  running.sweeping?.stop();
  const appClosed = running.app?.close();
  await Promise.all([running.work?.drain(drainMs), context && endIntake(context, drainMs)]);
  await appClosed;
  context?.tokens.stop();
  await running.listener?.close();
  await database.close();
}

function reachable(host: string, address: AddressInfo | string | null): string {
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `${isIPv6(name) ? `[${name}]` : name}:${port}`;
}

import type { Logger } from 'pino';
import type { Clock } from '../base/clock.ts';
import type { Pool } from '../db/pool.ts';
import type { ConversationReads } from '../domain/conversations/reads.ts';
import type { Keys } from '../domain/keys/keys.ts';
import type { DailyQuota } from '../domain/limits/daily-quota.ts';
import type { DatabaseClock } from '../domain/limits/database-clock.ts';
import type { RateLimiter } from '../domain/limits/rate-limit.ts';
import type { RecordingStorage } from '../domain/recordings/storage.ts';
import type { Stems } from '../domain/search/stemmers.ts';
import type { TokenDirectory } from '../domain/tokens/directory.ts';
import type { RefusalPace } from '../domain/tokens/refusal-pace.ts';
import type { IntakeContext } from '../intake/take-in.ts';
import type { KeptAnswers } from './api/kept-answers.ts';
import type { Uploads } from './files/tus-server.ts';
import type { Metrics } from './monitoring/metrics.ts';
import type { EventStreams } from './web/event-streams.ts';

/** The means of requests and jobs; made once at start and handed on. */
export interface Context {
  pool: Pool;
  keys: Keys;
  clock: Clock;
  log: Logger;
  metrics: Metrics;
  storage: RecordingStorage;
  tokens: TokenDirectory;
  refusalPace: RefusalPace;
  /** By which days of quotas begin and end. */
  databaseClock: DatabaseClock;
  rateLimiter: RateLimiter;
  dailyQuota: DailyQuota;
  reads: ConversationReads;
  /** Of words that people search for. */
  stems: Stems;
  answers: KeptAnswers;
  /** Of what comes in over HTTP. */
  intake: IntakeContext;
  uploads: Uploads;
  /** Open responses that tell the app what happens. */
  streams: EventStreams;
  /** The address of those that help callers of this API. */
  supportEmail: string;
  /** Where clients reach this server, without trailing slash. Known once it listens. */
  publicUrl(): string;
  /** Why the server can not do its work at the moment; empty when all is well. */
  faults(): Promise<string[]>;
}

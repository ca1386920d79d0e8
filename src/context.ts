import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { ConversationReads } from './conversations/reads.ts';
import type { Pool } from './db/pool.ts';
import type { KeptAnswers } from './http/partner/kept-answers.ts';
import type { Keys } from './keys/keys.ts';
import type { DailyQuota } from './limits/daily-quota.ts';
import type { RateLimiter } from './limits/rate-limit.ts';
import type { Metrics } from './metrics.ts';
import type { RecordingStorage } from './recordings/storage.ts';
import type { TokenDirectory } from './tokens/directory.ts';

/** What requests and jobs work with; made once at start and handed on. */
export interface Context {
  config: Config;
  pool: Pool;
  keys: Keys;
  clock: Clock;
  log: Logger;
  metrics: Metrics;
  storage: RecordingStorage;
  tokens: TokenDirectory;
  rateLimiter: RateLimiter;
  dailyQuota: DailyQuota;
  reads: ConversationReads;
  answers: KeptAnswers;
  /** Where clients reach this server, without trailing slash. Known once it listens. */
  publicUrl(): string;
  /** Why the server can not do its work at the moment; empty when all is well. */
  faults(): Promise<string[]>;
}

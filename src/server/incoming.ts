import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Clock } from '../base/clock.ts';
import type { Pool } from '../db/pool.ts';
import { userFinder } from '../domain/accounts/people.ts';
import { visibleAmong } from '../domain/conversations/visible-ids.ts';
import type { RecordingStorage } from '../domain/recordings/storage.ts';
import { findViewer } from '../domain/sessions/viewer-of-user.ts';
import type { Context } from '../http/context.ts';
import { presentCard } from '../http/partner/present-conversation.ts';
import { acceptTogether } from '../intake/accept.ts';
import { sweepUploads } from '../intake/sweep-uploads.ts';
import type { IntakeContext } from '../intake/take-in.ts';
import { UploadFiles } from '../intake/upload-files.ts';
import { UploadIntake, type UploadOwner } from '../intake/upload-intake.ts';
import type { Config } from './config.ts';

interface Parts {
  config: Config;
  pool: Pool;
  storage: RecordingStorage;
  clock: Clock;
  log: Logger;
}

/** The parts of the context for what comes in. */
export function createIncoming(parts: Parts): Pick<Context, 'intake' | 'uploads'> {
  const { config, pool, storage, clock, log } = parts;
  const intake: IntakeContext = {
    pool,
    findUsersByName: userFinder(pool),
    accept: acceptTogether(pool),
    openStorage: async () => storage,
    dataDir: config.dataDir,
    providers: config.providers,
    presentCard,
    now: () => clock.now(),
  };
  const files = new UploadFiles(config.dataDir);
  const findOwner = async ({ accountId, userId }: { accountId: string; userId: string }) => {
    const viewer = await findViewer(pool, accountId, userId);
    const maySee = async (id: string): Promise<boolean> =>
      viewer !== null && (await visibleAmong(pool, viewer, [id])).has(id);
    return viewer && ({ email: viewer.email, maySee } satisfies UploadOwner);
  };
  return { intake, uploads: { files, intake: new UploadIntake({ intake, files, log, findOwner }) } };
}

const sweepEveryMs = 3_600_000;

/** Goes on with uploads that a stop has interrupted, now and every hour. */
export function sweepNowAndThen({ pool, uploads, clock, log }: Context): { stop(): void } {
  const sweep = (): void => {
    sweepUploads({ pool, ...uploads }, clock.now()).catch((error: unknown) =>
      log.warn({ err: error }, 'uploads were not swept'),
    );
  };
  sweep();
  const timer = setInterval(sweep, sweepEveryMs).unref();
  return { stop: () => clearInterval(timer) };
}

/** One that is cut begins anew with the next start. */
export async function endIntake({ uploads }: Context, withinMs: number): Promise<void> {
  const done = new AbortController();
  await Promise.race([
    uploads.intake.close(),
    delay(withinMs, undefined, { signal: done.signal }).catch(() => {}),
  ]);
  done.abort();
}

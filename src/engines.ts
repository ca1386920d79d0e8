import path from 'node:path';
import type { Logger } from 'pino';
import { findAccount } from './accounts/queries.ts';
import type { Analyser } from './analysis/analyser.ts';
import { createThreadedAnalyser } from './analysis/threaded-analyser.ts';
import type { Config } from './config.ts';
import type { Db } from './db/pool.ts';
import { createAnalysers, createRecognisers, type NamedRecogniser } from './providers/engines.ts';
import { createEmbeddedRecogniser, type SpeakerAttributor } from './speech/embedded/embedded-recogniser.ts';

/** Everything that hears and understands, chosen per account and language. */
export interface Engines {
  recogniserFor(accountId: string, language: string): Promise<NamedRecogniser>;
  analyserFor(accountId: string, language: string): Promise<Analyser>;
  attributor: SpeakerAttributor;
  /** Ends what runs. */
  close(): Promise<void>;
}

/** The embedded engines and those of the providers file; nothing is loaded before it is needed. */
export function createEngines(
  db: Db,
  { dataDir, providers }: Pick<Config, 'dataDir' | 'providers'>,
  log: Logger,
): Engines {
  const analyser = createThreadedAnalyser();
  const recogniser = createEmbeddedRecogniser({
    cacheFolder: path.join(dataDir, 'cache'),
    modelsFolder: path.join(dataDir, 'models'),
    onNotice: (message) => log.warn(message),
  });
  const recognisers = createRecognisers(providers, recogniser);
  const analysers = createAnalysers(providers, analyser);
  const named = async (accountId: string) => {
    // Rules may name the account by its name; without rules nobody asks for it.
    const account = providers.rules.length > 0 ? await findAccount(db, accountId) : undefined;
    return { id: accountId, name: account?.name ?? '' };
  };
  return {
    recogniserFor: async (accountId, language) => recognisers(await named(accountId), language),
    analyserFor: async (accountId, language) => analysers(await named(accountId), language),
    attributor: recogniser,
    async close() {
      await Promise.all([analysers.close(), analyser.close(), recogniser[Symbol.asyncDispose]()]);
    },
  };
}

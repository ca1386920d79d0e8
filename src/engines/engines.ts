import path from 'node:path';
import type { Logger } from 'pino';
import type { Analyser } from './analysis/analyser.ts';
import { createThreadedAnalyser } from './analysis/threaded-analyser.ts';
import { createAnalysers, createRecognisers, type NamedRecogniser } from './providers/chosen-engines.ts';
import type { ProviderConfig } from './providers/provider-config.ts';
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
  accountName: (accountId: string) => Promise<string>,
  { dataDir, providers }: { dataDir: string; providers: ProviderConfig },
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
    const name = providers.rules.length > 0 ? await accountName(accountId) : '';
    return { id: accountId, name };
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

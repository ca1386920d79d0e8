import type { Analyser } from '../analysis/analyser.ts';
import { createOpenaiAnalyser } from '../analysis/providers/openai-analyser.ts';
import { createDeepgramRecogniser } from '../speech/providers/deepgram-recogniser.ts';
import { createOpenaiRecogniser } from '../speech/providers/openai-recogniser.ts';
import type { Recogniser } from '../speech/recogniser.ts';
import { chooseAnalyser, chooseRecogniser, type ProviderConfig } from './provider-config.ts';
import { type CallTools, systemCallTools } from './provider-http.ts';

interface Account {
  id: string;
  name: string;
}

/** A recogniser and the name it has in the providers file, or "embedded". */
export type NamedRecogniser = Recogniser & { name: string };

const recogniserKinds = { openai: createOpenaiRecogniser, deepgram: createDeepgramRecogniser };

/** Which recogniser an account's recording in a language goes to; each provider's is made once. */
export function createRecognisers(
  config: ProviderConfig,
  embedded: Recogniser,
  tools: CallTools = systemCallTools,
): (account: Account, language: string) => NamedRecogniser {
  const named = (name: string, recogniser: Recogniser): NamedRecogniser => ({
    name,
    recognise: (audio, options) => recogniser.recognise(audio, options),
  });
  const own = named('embedded', embedded);
  const byName = new Map(
    config.recognisers.map((one) => [one.name, named(one.name, recogniserKinds[one.kind](one, tools))]),
  );
  return (account, language) => {
    const chosen = chooseRecogniser(config, { accountId: account.id, accountName: account.name, language });
    return chosen === 'embedded' ? own : (byName.get(chosen.name) ?? own);
  };
}

export interface AnalyserChoice {
  (account: Account, language: string): Analyser;
  /** Cuts what runs at providers; the embedded analyser stays open. */
  close(): Promise<void>;
}

/** Which analyser an account's conversation in a language goes to; each provider's is made once. */
export function createAnalysers(
  config: ProviderConfig,
  embedded: Analyser,
  tools: CallTools = systemCallTools,
): AnalyserChoice {
  const byName = new Map(
    config.analysers.map((one) => [one.name, createOpenaiAnalyser(one, embedded, tools)]),
  );
  const choose = (account: Account, language: string): Analyser => {
    const chosen = chooseAnalyser(config, { accountId: account.id, accountName: account.name, language });
    return chosen === 'embedded' ? embedded : (byName.get(chosen.name) ?? embedded);
  };
  return Object.assign(choose, {
    async close() {
      await Promise.all([...byName.values()].map((analyser) => analyser.close()));
    },
  });
}

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Receiver, startReceiver } from '../../../testing/receiver.ts';
import type { Analyser } from '../analysis/analyser.ts';
import { analyseText } from '../analysis/embedded/analyse.ts';
import type { Recogniser } from '../speech/recogniser.ts';
import { createAnalysers, createRecognisers } from './chosen-engines.ts';
import { noProviders, parseProviderConfig } from './provider-config.ts';

let server: Receiver;
beforeAll(async () => {
  server = await startReceiver();
});
afterAll(() => server.close());

const recogniser: Recogniser = {
  recognise: async () => ({ kind: 'refused', code: 'no_speech' }),
};
const analyser: Analyser = { analyse: async (input) => analyseText(input), close: async () => {} };
const acme = { id: 'acc-1', name: 'Acme' };

function configured() {
  const file = {
    recognisers: [{ name: 'whisper', kind: 'openai', url: server.url, model: 'w' }],
    analysers: [{ name: 'llm', kind: 'openai', url: server.url, model: 'm' }],
    rules: [{ account: 'Acme', language: 'sv', recogniser: 'whisper', analyser: 'llm' }],
  };
  const result = parseProviderConfig(JSON.stringify(file), {});
  if (result.kind === 'faults') throw new Error(result.faults.join('\n'));
  return result.config;
}

test('without a file everything is embedded', async () => {
  const chosen = createRecognisers(noProviders, recogniser)(acme, 'sv');
  expect(chosen.name).toBe('embedded');
  expect(await chosen.recognise({ channels: [] }, { language: 'sv' })).toMatchObject({ code: 'no_speech' });
  expect(createAnalysers(noProviders, analyser)(acme, 'sv')).toBe(analyser);
});

test('an account and a language go to the provider that their rule names', () => {
  const recognisers = createRecognisers(configured(), recogniser);
  expect(recognisers(acme, 'sv-SE').name).toBe('whisper');
  expect(recognisers(acme, 'sv')).toBe(recognisers(acme, 'sv'));
  expect(recognisers(acme, 'en').name).toBe('embedded');
  expect(recognisers({ id: 'acc-2', name: 'Else' }, 'sv').name).toBe('embedded');
});

test('closing the choice cuts what runs at providers', async () => {
  const analysers = createAnalysers(configured(), analyser);
  const [line] = [{ index: 0, speakerName: null, text: 'Hej', start: null, end: null }];
  server.reply = () => void analysers.close();
  const input = { lines: [line], language: 'sv', startedAt: new Date(0), participants: [] };
  await expect(analysers(acme, 'sv').analyse(input)).rejects.toMatchObject({ code: 'analysis_crashed' });
});

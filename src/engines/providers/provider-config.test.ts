import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import {
  chooseAnalyser,
  chooseRecogniser,
  type ProviderConfig,
  parseProviderConfig,
} from './provider-config.ts';

const env = { WHISPER_KEY: ' sk-secret-0123 ', EMPTY: '', ODD: 'schlüssel' };

const whisper = { name: 'whisper', kind: 'openai', url: 'http://127.0.0.1:8080/v1/', model: 'whisper-1' };
const llm = { name: 'llm', kind: 'openai', url: 'https://llm.internal/v1', model: 'qwen' };

function parsed(file: unknown): ProviderConfig {
  const result = parseProviderConfig(JSON.stringify(file), env);
  if (result.kind === 'faults') throw new Error(result.faults.join('\n'));
  return result.config;
}

test('a file gives settings with defaults, frozen', () => {
  const config = parsed({
    recognisers: [
      { ...whisper, key_env: 'WHISPER_KEY', timeout_seconds: 1.5, most_upload_mb: 10 },
      { name: 'dg', kind: 'deepgram', url: 'https://api.deepgram.com', model: 'nova-3' },
    ],
    analysers: [llm],
    rules: [{ language: 'sv-SE', recogniser: 'whisper', analyser: 'embedded' }],
  });
  const [first, second] = config.recognisers;
  expect(first).toMatchObject({
    name: 'whisper',
    kind: 'openai',
    url: 'http://127.0.0.1:8080/v1',
    model: 'whisper-1',
    timeoutMs: 1_500,
    mostUploadBytes: 10_000_000,
  });
  expect(first?.key?.reveal()).toBe('sk-secret-0123');
  expect(second).toMatchObject({ key: null, timeoutMs: 600_000, mostUploadBytes: 2_000_000_000 });
  expect(config.analysers[0]).toMatchObject({ key: null, timeoutMs: 300_000, mostInputCharacters: 200_000 });
  expect(config.rules).toEqual([
    { account: null, language: 'sv', recogniser: 'whisper', analyser: 'embedded' },
  ]);
  expect([config, config.recognisers, first, config.rules].every(Object.isFrozen)).toBe(true);
});

test('an empty object is a file without providers', () => {
  expect(parsed({})).toEqual({ recognisers: [], analysers: [], rules: [] });
});

test('settings can be printed without the key', () => {
  const config = parsed({ recognisers: [{ ...whisper, key_env: 'WHISPER_KEY' }] });
  const printed = `${JSON.stringify(config)} ${inspect(config, { depth: 9, showHidden: true })}`;
  expect(printed).toContain('WHISPER_KEY');
  expect(printed).not.toContain('sk-secret');
});

test('all faults are named at once', () => {
  const file = {
    recognisers: [whisper, { ...whisper, url: 'ftp://x', key_env: 'MISSING', key: 'sk-1' }],
    analysers: [{ ...llm, kind: 'deepgram', name: 'embedded' }],
    rules: [{ recogniser: 'wisper', analyser: 'llm' }, { language: 'sv' }],
    extra: 1,
  };
  const result = parseProviderConfig(JSON.stringify(file), env);
  expect(result.kind === 'faults' && [...result.faults].sort()).toEqual(
    [
      'analysers[0].kind: Invalid input: expected "openai"',
      'analysers[0].name: "embedded" is the name of the engines that come with the program',
      'recognisers[1].key_env: the environment variable MISSING is not set',
      'recognisers[1].name: "whisper" is used twice',
      'recognisers[1].url: must be an http:// or https:// URL without user, password, query or fragment',
      'recognisers[1]: Unrecognized key: "key"',
      'rules[0].analyser: nothing is called "llm"',
      'rules[0].recogniser: nothing is called "wisper"',
      'rules[1]: must name a recogniser or an analyser',
      'the file: Unrecognized key: "extra"',
    ].sort(),
  );
});

test.each([
  ['{', /^The file is not JSON: /],
  ['[]', /^the file: Invalid input: expected object/],
  [JSON.stringify({ recognisers: [{ ...whisper, key_env: 'EMPTY' }] }), /EMPTY is not set/],
  [JSON.stringify({ recognisers: [{ ...whisper, key_env: 'ODD' }] }), /ODD holds characters/],
  [JSON.stringify({ recognisers: [{ ...whisper, url: 'http://me:pw@host/v1' }] }), /without user/],
  [
    JSON.stringify({ recognisers: [{ ...whisper, timeout_seconds: 0 }] }),
    /^recognisers\[0\].timeout_seconds/,
  ],
  [JSON.stringify({ recognisers: [{ ...whisper, name: 'a b' }] }), /^recognisers\[0\].name: must be 1 to 64/],
])('%s is refused', (text, fault) => {
  const result = parseProviderConfig(text, env);
  expect(result.kind === 'faults' && result.faults).toEqual([expect.stringMatching(fault)]);
});

const choices = parsed({
  recognisers: [whisper, { ...whisper, name: 'other' }],
  analysers: [llm],
  rules: [
    { account: 'acc-1', analyser: 'llm' },
    { account: 'Acme', language: 'en', recogniser: 'embedded' },
    { account: 'acc-1', language: 'en', recogniser: 'other' },
    { language: 'sv', recogniser: 'whisper' },
    { account: 'Acme', recogniser: 'other' },
  ],
});

test.each([
  ['acc-1', 'Acme', 'en-GB', 'embedded', 'llm'],
  ['acc-1', 'Renamed', 'en', 'other', 'llm'],
  ['acc-1', 'Acme', 'sv-SE', 'whisper', 'llm'],
  ['acc-2', 'Acme', 'nl', 'other', 'embedded'],
  ['acc-2', 'Else', 'SV', 'whisper', 'embedded'],
  ['acc-2', 'Else', 'svx', 'embedded', 'embedded'],
])('%s (%s) in %s is recognised by %s and analysed by %s', (...row) => {
  const [accountId, accountName, language, by, and] = row;
  const recogniser = chooseRecogniser(choices, { accountId, accountName, language });
  const analyser = chooseAnalyser(choices, { accountId, accountName, language });
  expect(recogniser === 'embedded' ? recogniser : recogniser.name).toBe(by);
  expect(analyser === 'embedded' ? analyser : analyser.name).toBe(and);
});

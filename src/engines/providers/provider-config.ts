import { z } from 'zod';
import { isLanguageTag, primarySubtag } from '../../base/language-tag.ts';
import { ProviderKey } from './provider-key.ts';

/** Where a provider is, and what every call to it needs. */
export interface ProviderSettings {
  name: string;
  /** Without a trailing slash. */
  url: string;
  model: string;
  /** Null where the server wants none. */
  key: ProviderKey | null;
  /** Longest a call may take, from dialling to the answer's last byte. */
  timeoutMs: number;
}

export interface RecogniserSettings extends ProviderSettings {
  kind: 'openai' | 'deepgram';
  /** Largest request body. */
  mostUploadBytes: number;
}

export interface AnalyserSettings extends ProviderSettings {
  kind: 'openai';
  /** Longest transcript that is sent. */
  mostInputCharacters: number;
}

interface ProviderRule {
  account: string | null;
  /** Primary subtag, lower case. */
  language: string | null;
  recogniser: string | null;
  analyser: string | null;
}

export interface ProviderConfig {
  recognisers: readonly RecogniserSettings[];
  analysers: readonly AnalyserSettings[];
  rules: readonly ProviderRule[];
}

export type ProviderConfigResult =
  | { kind: 'ok'; config: ProviderConfig }
  | { kind: 'faults'; faults: readonly string[] };

export interface ConversationKind {
  accountId: string;
  accountName: string;
  /** As declared: "sv", "en-GB". */
  language: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Holds without a file: everything is done by the embedded engines. */
export const noProviders: ProviderConfig = Object.freeze({
  recognisers: Object.freeze([]),
  analysers: Object.freeze([]),
  rules: Object.freeze([]),
});

const bytesPerMegabyte = 1_000_000;
const defaultUploadMegabytes = { openai: 25, deepgram: 2_000 };

const name = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'must be 1 to 64 letters, digits, ".", "_" or "-"')
  .refine((text) => text !== 'embedded', '"embedded" is the name of the engines that come with the program');

const url = z
  .string()
  .refine(isProviderUrl, 'must be an http:// or https:// URL without user, password, query or fragment')
  .transform((text) => text.replace(/\/+$/, ''));

const seconds = z.number().positive().max(86_400);

const provider = {
  name,
  url,
  model: z.string().min(1).max(200),
  key_env: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of an environment variable')
    .optional(),
};

const recogniser = z.strictObject({
  ...provider,
  kind: z.enum(['openai', 'deepgram']),
  timeout_seconds: seconds.default(600),
  most_upload_mb: z.number().min(0.1).max(2_000).optional(),
});

const analyser = z.strictObject({
  ...provider,
  kind: z.literal('openai'),
  timeout_seconds: seconds.default(300),
  most_input_characters: z.int().min(1_000).max(10_000_000).default(200_000),
});

const rule = z
  .strictObject({
    account: z.string().min(1).optional(),
    language: z
      .string()
      .refine((tag) => isLanguageTag(tag.replaceAll('_', '-')), 'must be a language such as "sv"')
      .optional(),
    recogniser: z.string().optional(),
    analyser: z.string().optional(),
  })
  .refine(
    (one) => one.recogniser !== undefined || one.analyser !== undefined,
    'must name a recogniser or an analyser',
  );

const file = z.strictObject({
  recognisers: z.array(recogniser).default([]),
  analysers: z.array(analyser).default([]),
  rules: z.array(rule).default([]),
});

// Names are looked at apart from the rest, so that a fault elsewhere does not hide theirs.
const text = z.string().optional().catch(undefined);
const named = z.array(z.object({ name: text, key_env: text }).catch({})).catch([]);
const outline = z
  .object({
    recognisers: named,
    analysers: named,
    rules: z.array(z.object({ recogniser: text, analyser: text }).catch({})).catch([]),
  })
  .catch({ recognisers: [], analysers: [], rules: [] });

/** The text of a providers file and the environment its keys are in → settings, or every fault at once. */
export function parseProviderConfig(source: string, env: Environment): ProviderConfigResult {
  const json = parseJson(source);
  if (json.kind === 'fault') return { kind: 'faults', faults: [json.fault] };
  const parsed = file.safeParse(json.value);
  const faults = [
    ...(parsed.error?.issues.map((issue) => `${pathText(issue.path)}: ${issue.message}`) ?? []),
    ...nameFaults(outline.parse(json.value), env),
  ];
  if (!parsed.success || faults.length > 0) return { kind: 'faults', faults };
  return { kind: 'ok', config: settingsOf(parsed.data, env) };
}

/** The recogniser of the first rule that matches and names one. */
export function chooseRecogniser(
  config: ProviderConfig,
  conversation: ConversationKind,
): RecogniserSettings | 'embedded' {
  const chosen = config.rules.find((one) => one.recogniser !== null && matches(one, conversation));
  return config.recognisers.find((one) => one.name === chosen?.recogniser) ?? 'embedded';
}

/** The analyser of the first rule that matches and names one. */
export function chooseAnalyser(
  config: ProviderConfig,
  conversation: ConversationKind,
): AnalyserSettings | 'embedded' {
  const chosen = config.rules.find((one) => one.analyser !== null && matches(one, conversation));
  return config.analysers.find((one) => one.name === chosen?.analyser) ?? 'embedded';
}

function matches(one: ProviderRule, conversation: ConversationKind): boolean {
  const { accountId, accountName } = conversation;
  if (one.account !== null && one.account !== accountId && one.account !== accountName) return false;
  return one.language === null || one.language === primarySubtag(conversation.language);
}

function parseJson(source: string): { kind: 'ok'; value: unknown } | { kind: 'fault'; fault: string } {
  try {
    return { kind: 'ok', value: JSON.parse(source) };
  } catch (error) {
    return {
      kind: 'fault',
      fault: `The file is not JSON: ${error instanceof Error ? error.message : error}`,
    };
  }
}

function pathText(path: readonly PropertyKey[]): string {
  const joined = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return joined === '' ? 'the file' : joined.replace(/^\./, '');
}

function isProviderUrl(given: string): boolean {
  if (!URL.canParse(given) || /[?#]/.test(given)) return false;
  const { protocol, username, password } = new URL(given);
  return (protocol === 'http:' || protocol === 'https:') && username === '' && password === '';
}

function nameFaults(found: z.infer<typeof outline>, env: Environment): string[] {
  const known = (list: z.infer<typeof named>) => ['embedded', ...list.map((one) => one.name)];
  return [
    ...listFaults('recognisers', found.recognisers, env),
    ...listFaults('analysers', found.analysers, env),
    ...found.rules.flatMap((one, i) => [
      ...unknownName(`rules[${i}].recogniser`, one.recogniser, known(found.recognisers)),
      ...unknownName(`rules[${i}].analyser`, one.analyser, known(found.analysers)),
    ]),
  ];
}

function listFaults(list: string, entries: z.infer<typeof named>, env: Environment): string[] {
  const names = entries.map((entry) => entry.name);
  return entries.flatMap((entry, i) => [
    ...(entry.name !== undefined && names.indexOf(entry.name) < i
      ? [`${list}[${i}].name: "${entry.name}" is used twice`]
      : []),
    ...(entry.key_env === undefined ? [] : keyFaults(`${list}[${i}].key_env`, entry.key_env, env)),
  ]);
}

function keyFaults(at: string, variable: string, env: Environment): string[] {
  const value = env[variable]?.trim() ?? '';
  if (value === '') return [`${at}: the environment variable ${variable} is not set`];
  if (/^[\x21-\x7e]+$/.test(value)) return [];
  return [`${at}: the environment variable ${variable} holds characters that no key has`];
}

function unknownName(
  at: string,
  wanted: string | undefined,
  known: readonly (string | undefined)[],
): string[] {
  return wanted === undefined || known.includes(wanted) ? [] : [`${at}: nothing is called "${wanted}"`];
}

function settingsOf(parsed: z.infer<typeof file>, env: Environment): ProviderConfig {
  const base = (one: z.infer<typeof recogniser | typeof analyser>) => ({
    name: one.name,
    url: one.url,
    model: one.model,
    key: one.key_env === undefined ? null : new ProviderKey(one.key_env, env[one.key_env]?.trim() ?? ''),
    timeoutMs: one.timeout_seconds * 1_000,
  });
  const recognisers = parsed.recognisers.map((one) => {
    const megabytes = one.most_upload_mb ?? defaultUploadMegabytes[one.kind];
    return Object.freeze({ ...base(one), kind: one.kind, mostUploadBytes: megabytes * bytesPerMegabyte });
  });
  const analysers = parsed.analysers.map((one) =>
    Object.freeze({ ...base(one), kind: one.kind, mostInputCharacters: one.most_input_characters }),
  );
  const rules = parsed.rules.map((one) =>
    Object.freeze({
      account: one.account ?? null,
      language: one.language === undefined ? null : primarySubtag(one.language),
      recogniser: one.recogniser ?? null,
      analyser: one.analyser ?? null,
    }),
  );
  return Object.freeze({
    recognisers: Object.freeze(recognisers),
    analysers: Object.freeze(analysers),
    rules: Object.freeze(rules),
  });
}

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { programRoot } from '../base/program.ts';
import { type MailConfig, readMail } from '../domain/mail/mail-config.ts';
import { readStorage, type StorageConfig } from '../domain/recordings/storage-url.ts';
import {
  noProviders,
  type ProviderConfig,
  parseProviderConfig,
} from '../engines/providers/provider-config.ts';

export interface Config {
  host: string;
  port: number;
  dataDir: string;
  /** Null: the server starts its own PostgreSQL under dataDir. */
  databaseUrl: string | null;
  /** Null: http://host:port of the listening socket. No trailing slash. */
  publicUrl: string | null;
  /** Null: made once and kept in dataDir. */
  secretKey: string | null;
  supportEmail: string;
  /** The server that takes mail; null: none is sent. */
  mail: MailConfig | null;
  /** Gets a mail when a subscription fails; null: nobody does. */
  operatorEmail: string | null;
  /** Lower-case host names and CIDRs that webhooks may reach although private or plain http. */
  webhookAllow: readonly string[];
  logLevel: (typeof logLevels)[number];
  /** For answers that are asked for again and again; 0 keeps none. */
  keptAnswersBytes: number;
  /** Where recordings are kept. */
  storage: StorageConfig;
  /** Recognisers and analysers over HTTP, and who uses them; none without a providers file. */
  providers: ProviderConfig;
}

export type ConfigResult = { kind: 'ok'; config: Config } | { kind: 'faults'; faults: string[] };

const hostName = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,62})?(\.[a-z0-9_]([a-z0-9_-]{0,62})?)*$/;

function isAllowEntry(entry: string): boolean {
  return ipaddr.isValidCIDR(entry) || ipaddr.isValid(entry) || hostName.test(entry);
}

function isUrlOf(...protocols: string[]): (text: string) => boolean {
  return (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol);
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const schema = z.object({
  HOST: z.string().regex(/^\S+$/, 'must be a host name or address').default('127.0.0.1'),
  PORT: z
    .string()
    .default('42969')
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, 'must be a port number, 0 to 65535')
    .transform(Number),
  DATA_DIR: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/, 'must be a postgresql:// URL')
    .optional(),
  PUBLIC_URL: z
    .string()
    .refine(
      (text) => isUrlOf('http:', 'https:')(text) && !/[?#]/.test(text),
      'must be an http:// or https:// URL without query',
    )
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
  SECRET_KEY: z.string().min(32, 'must have at least 32 characters').optional(),
  SUPPORT_EMAIL: z.email('must be an e-mail address').default('support@example.com'),
  OPERATOR_EMAIL: z.email('must be an e-mail address').optional(),
  WEBHOOK_ALLOW: z
    .string()
    .default('')
    .transform((text) =>
      text
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean),
    )
    .refine(
      (entries) => entries.every(isAllowEntry),
      'must be a comma-separated list of host names, addresses and CIDRs',
    ),
  PROVIDERS_FILE: z.string().optional(),
  STORAGE_URL: z.string().optional(),
  KEPT_ANSWERS_MB: z
    .string()
    .default('32')
    .refine((text) => /^\d{1,4}$/.test(text), 'must be a number of megabytes, 0 to 9999')
    .transform(Number),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
});

/** Environment variables → Config, or every fault at once. An empty value counts as not set. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ConfigResult {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(given);
  const storage = readStorage(given['STORAGE_URL'], env);
  const mail = readMail(given['SMTP_URL'], given['MAIL_FROM']);
  if (!parsed.success || storage.kind === 'faults' || mail.kind === 'faults') {
    const issues = parsed.error?.issues ?? [];
    const faults = issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    const others = [storage, mail].flatMap((read) => (read.kind === 'faults' ? read.faults : []));
    return { kind: 'faults', faults: [...faults, ...others] };
  }
  const v = parsed.data;
  const dataDir = v.DATA_DIR ? path.resolve(v.DATA_DIR) : path.join(programRoot, 'data');
  const providers = readProviders(v.PROVIDERS_FILE, dataDir, env);
  if (providers.kind === 'faults') return providers;
  const config = Object.freeze({
    host: v.HOST,
    port: v.PORT,
    dataDir,
    databaseUrl: v.DATABASE_URL ?? null,
    publicUrl: v.PUBLIC_URL ?? null,
    secretKey: v.SECRET_KEY ?? null,
    supportEmail: v.SUPPORT_EMAIL,
    mail: mail.mail,
    operatorEmail: v.OPERATOR_EMAIL ?? null,
    webhookAllow: Object.freeze(v.WEBHOOK_ALLOW),
    keptAnswersBytes: v.KEPT_ANSWERS_MB * 1024 * 1024,
    logLevel: v.LOG_LEVEL,
    storage: storage.storage,
    providers: providers.config,
  });
  return { kind: 'ok', config };
}

function readProviders(
  named: string | undefined,
  dataDir: string,
  env: Readonly<Record<string, string | undefined>>,
): { kind: 'ok'; config: ProviderConfig } | { kind: 'faults'; faults: string[] } {
  const file = named ?? path.join(dataDir, 'providers.json');
  if (named === undefined && !existsSync(file)) return { kind: 'ok', config: noProviders };
  try {
    const parsed = parseProviderConfig(readFileSync(file, 'utf8'), env);
    if (parsed.kind === 'ok') return parsed;
    return { kind: 'faults', faults: parsed.faults.map((fault) => `${file}: ${fault}`) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'faults', faults: [`PROVIDERS_FILE: can not be read: ${reason}`] };
  }
}

/** The process's environment, with a .env file beside package.json filling what is not set. Exits 1 on faults, naming all. */
export function configFromProcess(): Config {
  const envFile = path.join(programRoot, '.env');
  if (existsSync(envFile)) process.loadEnvFile(envFile);
  const result = readConfig(process.env);
  if (result.kind === 'ok') return result.config;
  process.stderr.write(`The configuration has ${result.faults.length} fault(s):\n`);
  for (const fault of result.faults) process.stderr.write(`  ${fault}\n`);
  process.exit(1);
}

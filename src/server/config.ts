import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { programRoot } from '../base/program.ts';
import { type MailConfig, readMail } from '../domain/mail/mail-config.ts';
import { readStorage, type StorageConfig } from '../domain/recordings/storage-url.ts';
import { parseAllowEntry } from '../domain/webhooks/allow-list.ts';
import {
  noProviders,
  type ProviderConfig,
  parseProviderConfig,
} from '../engines/providers/provider-config.ts';
import type { TlsFiles } from './tls-files.ts';

export interface Config {
  host: string;
  port: number;
  dataDir: string;
  /** Null: the server starts its own PostgreSQL under dataDir. */
  databaseUrl: string | null;
  /** Null: http://host:port of the listening socket, or https:// with `tls`. No trailing slash. */
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
  /** Null: plain HTTP. */
  tls: TlsFiles | null;
  /** Addresses and CIDRs of proxies whose X-Forwarded-* headers are believed. */
  trustedProxies: readonly string[];
  logLevel: (typeof logLevels)[number];
  /** For answers that are asked for again and again; 0 keeps none. */
  keptAnswersBytes: number;
  /** Where recordings are kept. */
  storage: StorageConfig;
  /** Recognisers and analysers over HTTP, and who uses them; none without a providers file. */
  providers: ProviderConfig;
}

export type ConfigResult = { kind: 'ok'; config: Config } | { kind: 'faults'; faults: string[] };

function faultsOf(allowed: readonly string[]): string[] {
  return allowed.flatMap((entry) => {
    const parsed = parseAllowEntry(entry);
    return parsed.kind === 'fault' ? [`${JSON.stringify(entry)} is refused: ${parsed.reason}`] : [];
  });
}

function isAddressEntry(entry: string): boolean {
  return ipaddr.isValidCIDR(entry) || ipaddr.isValid(entry);
}

/** Of a list in one variable. */
function entriesOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
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
    .transform(entriesOf)
    .superRefine((entries, context) => {
      for (const message of faultsOf(entries)) context.addIssue({ code: 'custom', message });
    }),
  TLS_CERT: z.string().optional(),
  TLS_KEY: z.string().optional(),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform(entriesOf)
    .refine(
      (entries) => entries.every(isAddressEntry),
      'must be a comma-separated list of addresses and CIDRs, such as 127.0.0.1,10.0.0.0/8',
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
  const halfTls = halfOfTls(given['TLS_CERT'], given['TLS_KEY']);
  const mail = readMail(given['SMTP_URL'], given['MAIL_FROM']);
  if (!parsed.success || halfTls !== null || storage.kind === 'faults' || mail.kind === 'faults') {
    const issues = parsed.error?.issues ?? [];
    const faults = issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    if (halfTls !== null) faults.push(halfTls);
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
    tls: v.TLS_CERT && v.TLS_KEY ? { cert: path.resolve(v.TLS_CERT), key: path.resolve(v.TLS_KEY) } : null,
    trustedProxies: Object.freeze(v.TRUSTED_PROXIES),
    keptAnswersBytes: v.KEPT_ANSWERS_MB * 1024 * 1024,
    logLevel: v.LOG_LEVEL,
    storage: storage.storage,
    providers: providers.config,
  });
  return { kind: 'ok', config };
}

function halfOfTls(cert: string | undefined, key: string | undefined): string | null {
  if (cert !== undefined && key === undefined)
    return 'TLS_KEY: must name the file of the private key of TLS_CERT; or set neither, for plain HTTP';
  if (cert === undefined && key !== undefined)
    return 'TLS_CERT: must name the file of the certificate of TLS_KEY; or set neither, for plain HTTP';
  return null;
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

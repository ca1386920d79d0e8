import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { Agent, type Dispatcher, type FormData, request } from 'undici';
import { z } from 'zod';
import type { ProviderSettings } from './provider-config.ts';
import { failureOf, failureOfStatus, type ProviderFailure } from './provider-failure.ts';

export interface ProviderRequest<T> {
  method: 'GET' | 'POST';
  /** Appended to the provider's URL. */
  path: string;
  keyScheme: 'Bearer' | 'Token';
  /** Called for every try: a stream can be sent once only. */
  body?: () => OutgoingBody;
  /** The schema of the answer's JSON. */
  answer: z.ZodType<T>;
  mostAnswerBytes: number;
  signal?: AbortSignal | undefined;
}

export interface OutgoingBody {
  content: string | Readable | FormData;
  headers: Readonly<Record<string, string>>;
}

export type ProviderOutcome<T> = { kind: 'answered'; value: T } | ProviderFailure;

export interface CallTools {
  /** 0..1 */
  random: () => number;
  sleep: (durationMs: number, signal?: AbortSignal) => Promise<unknown>;
}

type Attempt<T> =
  | { kind: 'settled'; outcome: ProviderOutcome<T> }
  | { kind: 'again'; failure: ProviderFailure; waitMs: number | null };

export const systemCallTools: CallTools = {
  random: Math.random,
  sleep: (durationMs, signal) => delay(durationMs, undefined, signal ? { signal } : {}),
};

const connectTimeoutMs = 10_000;
const mostTries = 3;
const firstWaitMs = 1_000;
const longestWaitMs = 30_000;
const mostErrorBytes = 65_536;
const mostErrorCharacters = 200;

// The whole call has its own limit; undici's 300 s for headers would cut a slow model short.
const agent = new Agent({ connect: { timeout: connectTimeoutMs }, headersTimeout: 0, bodyTimeout: 0 });

/** One call, tried up to three times while the failure may pass. Rejects only where `signal` aborts or on a bug. */
export async function callProvider<T>(
  provider: ProviderSettings,
  call: ProviderRequest<T>,
  tools: CallTools,
): Promise<ProviderOutcome<T>> {
  for (let tries = 1; ; tries += 1) {
    call.signal?.throwIfAborted();
    const attempt = await tryOnce(provider, call);
    if (attempt.kind === 'settled') return attempt.outcome;
    const waitMs = attempt.waitMs ?? firstWaitMs * 2 ** (tries - 1) * (0.5 + tools.random());
    // Asked to wait for longer, another try would be refused as well: that is for the caller's own schedule.
    if (tries === mostTries || waitMs > longestWaitMs) return attempt.failure;
    await tools.sleep(waitMs, call.signal);
  }
}

/** One try, for a quick look whether a provider is there. */
export async function callProviderOnce<T>(
  provider: ProviderSettings,
  call: ProviderRequest<T>,
): Promise<ProviderOutcome<T>> {
  const attempt = await tryOnce(provider, call);
  return attempt.kind === 'settled' ? attempt.outcome : attempt.failure;
}

async function tryOnce<T>(provider: ProviderSettings, call: ProviderRequest<T>): Promise<Attempt<T>> {
  const timeout = AbortSignal.timeout(provider.timeoutMs);
  const body = call.body?.();
  try {
    const reply = await request(`${provider.url}${call.path}`, {
      dispatcher: agent,
      method: call.method,
      headers: {
        accept: 'application/json',
        ...body?.headers,
        ...(provider.key === null ? {} : { authorization: `${call.keyScheme} ${provider.key.reveal()}` }),
      },
      body: body?.content ?? null,
      signal: call.signal ? AbortSignal.any([call.signal, timeout]) : timeout,
    });
    return reply.statusCode >= 200 && reply.statusCode < 300
      ? { kind: 'settled', outcome: await readAnswer(provider, call, reply) }
      : await readRefusal(provider, reply);
  } catch (error) {
    call.signal?.throwIfAborted();
    if (timeout.aborted) {
      const what = `gave no whole answer within ${provider.timeoutMs / 1_000} s.`;
      return { kind: 'settled', outcome: failureOf(provider, 'provider_timeout', what) };
    }
    const code = networkCode(error);
    if (code === null) throw error;
    const failure = failureOf(provider, 'provider_unreachable', `cannot be reached: ${code}.`);
    return { kind: 'again', failure, waitMs: null };
  }
}

async function readAnswer<T>(
  provider: ProviderSettings,
  call: ProviderRequest<T>,
  reply: Dispatcher.ResponseData,
): Promise<ProviderOutcome<T>> {
  const text = await readBounded(reply, call.mostAnswerBytes);
  if (text === null) {
    const what = `answered with more than ${call.mostAnswerBytes} bytes.`;
    return failureOf(provider, 'provider_answer_too_large', what);
  }
  const json = parseJson(text);
  if (json === undefined) {
    return failureOf(provider, 'provider_answer_malformed', 'answered with something that is not JSON.');
  }
  const parsed = call.answer.safeParse(json);
  if (parsed.success) return { kind: 'answered', value: parsed.data };
  const at = parsed.error.issues[0]?.path.join('.') || 'the whole';
  const what = `answered with JSON of another shape than documented (at ${at}).`;
  return failureOf(provider, 'provider_answer_malformed', what);
}

async function readRefusal<T>(
  provider: ProviderSettings,
  reply: Dispatcher.ResponseData,
): Promise<Attempt<T>> {
  const text = await readBounded(reply, mostErrorBytes);
  const failure = failureOfStatus(provider, reply.statusCode, explanationIn(provider, text));
  const passing = reply.statusCode === 408 || reply.statusCode === 429 || reply.statusCode >= 500;
  if (!passing) return { kind: 'settled', outcome: failure };
  return { kind: 'again', failure, waitMs: retryAfterMs(reply.headers) };
}

/** Null where the answer is longer than `most` bytes. */
async function readBounded(reply: Dispatcher.ResponseData, most: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of reply.body) {
    length += chunk.length;
    // Leaving the loop destroys the body, and with it the connection.
    if (length > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const message = z.string().min(1);
const explanation = z.union([
  z.object({ error: z.object({ message }) }).transform((body) => body.error.message),
  z.object({ error: message }).transform((body) => body.error),
  z.object({ err_msg: message }).transform((body) => body.err_msg),
  z.object({ message }).transform((body) => body.message),
  z.object({ detail: message }).transform((body) => body.detail),
]);

/** The server's own words in one short line. Blotted out before it is cut: half a key would not be recognised. */
function explanationIn(provider: ProviderSettings, text: string | null): string | null {
  const parsed = explanation.safeParse(text === null ? undefined : parseJson(text));
  if (!parsed.success) return null;
  const line = parsed.data.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  return (provider.key?.hideIn(line) ?? line).slice(0, mostErrorCharacters);
}

/** Seconds, or a date counted from the answer's own Date header. */
function retryAfterMs(headers: Dispatcher.ResponseData['headers']): number | null {
  const wish = headers['retry-after'];
  if (typeof wish !== 'string') return null;
  if (/^\d{1,9}$/.test(wish)) return Number(wish) * 1_000;
  const waitMs = Date.parse(wish) - Date.parse(String(headers['date']));
  return Number.isNaN(waitMs) ? null : Math.max(0, waitMs);
}

/** The code of a failure on the way to the server or back; null for a mistake of our own. */
function networkCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  const ours = /^UND_ERR_(?:INVALID|NOT_SUPPORTED|REQ_CONTENT_LENGTH)|^ERR_INVALID|^ENOENT$/;
  return ours.test(error.code) ? null : error.code;
}

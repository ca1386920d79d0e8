import { z } from 'zod';
import type { AnalyserSettings, RecogniserSettings } from './provider-config.ts';
import type { ProviderFailure } from './provider-failure.ts';
import { callProviderOnce } from './provider-http.ts';

export interface ProviderCheck {
  name: string;
  ok: boolean;
  detail: string;
  /** The way out, where it is not ok. */
  remedy: string | null;
}

const checkTimeoutMs = 5_000;
const mostAnswerBytes = 4_000_000;

// Both take no work of the server and say whether it knows the key.
const lookups = {
  openai: { path: '/models', keyScheme: 'Bearer' },
  deepgram: { path: '/v1/projects', keyScheme: 'Token' },
} as const;

const models = z.object({ data: z.array(z.object({ id: z.string() })) });

/** Whether a provider can be reached and takes the key: one GET, at most 5 s, nothing of a conversation in it. */
export async function checkProvider(provider: RecogniserSettings | AnalyserSettings): Promise<ProviderCheck> {
  const outcome = await callProviderOnce(
    { ...provider, timeoutMs: Math.min(provider.timeoutMs, checkTimeoutMs) },
    { method: 'GET', ...lookups[provider.kind], answer: z.unknown(), mostAnswerBytes },
  );
  const name = `provider ${provider.name}`;
  const host = new URL(provider.url).host;
  if (outcome.kind === 'answered') {
    return {
      name,
      ok: true,
      detail: `${host} answers${unlisted(outcome.value, provider.model)}`,
      remedy: null,
    };
  }
  if (isThere(outcome)) return { name, ok: true, detail: `${host} answers`, remedy: null };
  const remedy = 'Start it, or correct url or key_env in the providers file.';
  return { name, ok: false, detail: outcome.message, remedy };
}

function unlisted(answer: unknown, model: string): string {
  const list = models.safeParse(answer);
  if (!list.success || list.data.data.some((one) => one.id === model)) return '';
  return `, but does not list the model "${model}"`;
}

/** Servers without a list of models say 404 or 405, or something else than JSON, and are there all the same. */
function isThere({ status, code }: ProviderFailure): boolean {
  return status === 404 || status === 405 || code.startsWith('provider_answer_');
}

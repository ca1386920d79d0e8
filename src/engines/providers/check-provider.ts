import { z } from 'zod';
import type { AnalyserSettings, RecogniserSettings } from './provider-config.ts';
import type { ProviderFailure } from './provider-failure.ts';
import { callProviderOnce } from './provider-http.ts';

export type ProviderCheck =
  /** `unlistedModel`: the configured model, where the provider lists others only. */
  { kind: 'answers'; host: string; unlistedModel: string | null } | ProviderFailure;

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
  const { host } = new URL(provider.url);
  if (outcome.kind === 'failed' && !isThere(outcome)) return outcome;
  const isUnlisted = outcome.kind === 'answered' && !mayHave(outcome.value, provider.model);
  return { kind: 'answers', host, unlistedModel: isUnlisted ? provider.model : null };
}

function mayHave(answer: unknown, model: string): boolean {
  const list = models.safeParse(answer);
  return !list.success || list.data.data.some((one) => one.id === model);
}

/** Servers without a list of models say 404 or 405, or something else than JSON, and are there all the same. */
function isThere(failure: ProviderFailure): boolean {
  const status = 'status' in failure ? failure.status : null;
  return status === 404 || status === 405 || failure.code.startsWith('provider_answer_');
}

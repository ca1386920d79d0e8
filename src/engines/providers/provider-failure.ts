import type { ProviderSettings } from './provider-config.ts';

/** What went wrong between us and a provider. */
type ProviderTrouble =
  | { readonly code: 'provider_unreachable'; readonly cause: string }
  | { readonly code: 'provider_timeout'; readonly problem: 'no_answer'; readonly seconds: number }
  /** `said`: the server's own explanation in one line. */
  | {
      readonly code: 'provider_timeout' | 'provider_refused' | 'provider_overloaded';
      readonly problem: 'status';
      readonly status: number;
      readonly said: string | null;
    }
  | { readonly code: 'provider_refused'; readonly problem: 'redirect'; readonly status: number }
  /** `keyVariable`: the environment variable that holds the key that was sent; null where none was. */
  | {
      readonly code: 'provider_refused';
      readonly problem: 'key';
      readonly status: number;
      readonly keyVariable: string | null;
    }
  | { readonly code: 'provider_answer_too_large'; readonly mostBytes: number }
  | { readonly code: 'provider_answer_malformed'; readonly problem: 'no_json' }
  /** `at`: the first place that is not as documented; null where the whole is not. */
  | { readonly code: 'provider_answer_malformed'; readonly problem: 'shape'; readonly at: string | null }
  /** What the model says does not hold: `fault` is the first thing of its last answer. */
  | {
      readonly code: 'provider_answer_malformed';
      readonly problem: 'claims';
      readonly answers: number;
      readonly fault: string;
    };

/** Names the provider and its host; never a key. */
export type ProviderFault = ProviderTrouble & { readonly provider: string; readonly host: string };

export type ProviderFailure = { readonly kind: 'failed' } & ProviderFault;

export function failureOf(provider: ProviderSettings, trouble: ProviderTrouble): ProviderFailure {
  return { kind: 'failed', provider: provider.name, host: new URL(provider.url).host, ...trouble };
}

/** What a status other than 2xx means. `said` is the server's own explanation, null without one. */
export function failureOfStatus(
  provider: ProviderSettings,
  status: number,
  said: string | null,
): ProviderFailure {
  if (status === 401 || status === 403) {
    const keyVariable = provider.key?.variable ?? null;
    return failureOf(provider, { code: 'provider_refused', problem: 'key', status, keyVariable });
  }
  if (status >= 300 && status < 400)
    return failureOf(provider, { code: 'provider_refused', problem: 'redirect', status });
  const isOverload = status === 429 || status >= 500;
  const code = status === 408 ? 'provider_timeout' : isOverload ? 'provider_overloaded' : 'provider_refused';
  return failureOf(provider, { code, problem: 'status', status, said });
}

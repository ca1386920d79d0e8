import type { ProviderSettings } from './provider-config.ts';

type ProviderTrouble =
  | { code: 'provider_unreachable'; cause: string }
  | { code: 'provider_timeout'; problem: 'no_answer'; seconds: number }
  /** `said`: the server's own explanation in one line. */
  | {
      code: 'provider_timeout' | 'provider_refused' | 'provider_overloaded';
      problem: 'status';
      status: number;
      said: string | null;
    }
  | { code: 'provider_refused'; problem: 'redirect'; status: number }
  /** `keyVariable`: the environment variable that holds the key that was sent; null where none was. */
  | {
      code: 'provider_refused';
      problem: 'key';
      status: number;
      keyVariable: string | null;
    }
  | { code: 'provider_answer_too_large'; mostBytes: number }
  | { code: 'provider_answer_malformed'; problem: 'no_json' }
  /** `at`: the first place that is not as documented; null where the whole is not. */
  | { code: 'provider_answer_malformed'; problem: 'shape'; at: string | null }
  /** A claim of the model does not hold. `fault`: the first wrong thing in its last answer. */
  | {
      code: 'provider_answer_malformed';
      problem: 'claims';
      answers: number;
      fault: string;
    };

/** Names the provider and its host; never a key. */
export type ProviderFault = ProviderTrouble & { provider: string; host: string };

export type ProviderFailure = { kind: 'failed' } & ProviderFault;

export function failureOf(provider: ProviderSettings, trouble: ProviderTrouble): ProviderFailure {
  return { kind: 'failed', provider: provider.name, host: new URL(provider.url).host, ...trouble };
}

/** The meaning of a status other than 2xx. `said` is the server's own explanation, null without one. */
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

import type { ProviderSettings } from './provider-config.ts';

export type ProviderFailureCode =
  | 'provider_unreachable'
  | 'provider_timeout'
  | 'provider_refused'
  | 'provider_overloaded'
  | 'provider_answer_too_large'
  | 'provider_answer_malformed';

export interface ProviderFailure {
  kind: 'failed';
  code: ProviderFailureCode;
  /** Names the provider and its host; never a key. */
  message: string;
  /** The status of the server's answer; null where there was none, or where the status was not the trouble. */
  status: number | null;
}

/** A failure whose message begins with the provider's name and host; keys in `what` are blotted out. */
export function failureOf(
  provider: ProviderSettings,
  code: ProviderFailureCode,
  what: string,
  status: number | null = null,
): ProviderFailure {
  const message = `The provider "${provider.name}" at ${new URL(provider.url).host} ${what}`;
  return { kind: 'failed', code, message: provider.key?.hideIn(message) ?? message, status };
}

/** The meaning of a status other than 2xx. `said` is the server's own explanation, null without one. */
export function failureOfStatus(
  provider: ProviderSettings,
  status: number,
  said: string | null,
): ProviderFailure {
  const failed = (code: ProviderFailureCode, what: string): ProviderFailure =>
    failureOf(provider, code, what, status);
  if (status === 401 || status === 403) {
    const hint =
      provider.key === null
        ? 'it may want a key: name the environment variable that holds it in key_env'
        : `check the key in the environment variable ${provider.key.variable}`;
    return failed('provider_refused', `answered ${status}; ${hint}.`);
  }
  if (status >= 300 && status < 400) {
    return failed('provider_refused', `answered ${status}, a redirect, which is not followed.`);
  }
  const answered = said === null ? `answered ${status}.` : `answered ${status}: ${said}`;
  if (status === 408) return failed('provider_timeout', answered);
  if (status === 429 || status >= 500) return failed('provider_overloaded', answered);
  return failed('provider_refused', answered);
}

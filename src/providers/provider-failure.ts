import type { ProviderSettings } from './provider-config.ts';

export type ProviderFailureCode =
  | 'provider_unreachable'
  | 'provider_timeout'
  | 'provider_refused'
  | 'provider_overloaded'
  | 'provider_answer_too_large'
  | 'provider_answer_malformed';

export interface ProviderFailure {
  readonly kind: 'failed';
  readonly code: ProviderFailureCode;
  /** Names the provider and its host; never a key. */
  readonly message: string;
}

/** A failure whose message begins with the provider's name and host; keys in `what` are blotted out. */
export function failureOf(
  provider: ProviderSettings,
  code: ProviderFailureCode,
  what: string,
): ProviderFailure {
  const message = `The provider "${provider.name}" at ${new URL(provider.url).host} ${what}`;
  return { kind: 'failed', code, message: provider.key?.hideIn(message) ?? message };
}

/** What a status other than 2xx means. `said` is the server's own explanation, null without one. */
export function failureOfStatus(
  provider: ProviderSettings,
  status: number,
  said: string | null,
): ProviderFailure {
  if (status === 401 || status === 403) {
    const hint =
      provider.key === null
        ? 'it may want a key: name the environment variable that holds it in key_env'
        : `check the key in the environment variable ${provider.key.variable}`;
    return failureOf(provider, 'provider_refused', `answered ${status}; ${hint}.`);
  }
  if (status >= 300 && status < 400) {
    return failureOf(provider, 'provider_refused', `answered ${status}, a redirect, which is not followed.`);
  }
  const answered = said === null ? `answered ${status}.` : `answered ${status}: ${said}`;
  if (status === 408) return failureOf(provider, 'provider_timeout', answered);
  if (status === 429 || status >= 500) return failureOf(provider, 'provider_overloaded', answered);
  return failureOf(provider, 'provider_refused', answered);
}

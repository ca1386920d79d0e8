import type { ProviderFault } from '../../engines/providers/provider-failure.ts';
import type { MissingPart } from '../../engines/speech/recogniser.ts';
import { sentencesByProblem } from './sentence-table.ts';

const install = "Run `npm ci` in the program's folder";

export const nativeSentence = sentencesByProblem<Extract<MissingPart, { code: 'asr_native_missing' }>>({
  not_installed: ({ file }) => `The speech recogniser's native library is missing (${file}). ${install}.`,
  does_not_load: ({ cause }) =>
    `The speech recogniser's native library does not load. ${install} on this machine. ${cause}`,
});

const weightProblem = sentencesByProblem<Extract<MissingPart, { code: 'asr_model_missing' }>>({
  not_installed: ({ file }) => `${file} is not installed`,
  differs: ({ file }) => `${file} differs from the expected sha256`,
  size: ({ file, bytes, expectedBytes }) => `${file} has ${bytes} bytes instead of ${expectedBytes}`,
});

export function weightSentence(part: Extract<MissingPart, { code: 'asr_model_missing' }>): string {
  return `The speech recogniser's weights are incomplete: ${weightProblem(part)}. ${install}.`;
}

export function providerSentence(fault: ProviderFault): string {
  return `The provider "${fault.provider}" at ${fault.host} ${whatItDid(fault)}`;
}

function whatItDid(fault: ProviderFault): string {
  if (fault.code === 'provider_unreachable') return `cannot be reached: ${fault.cause}.`;
  if (fault.code === 'provider_answer_too_large') return `answered with more than ${fault.mostBytes} bytes.`;
  return byProblem(fault);
}

const byProblem = sentencesByProblem<Extract<ProviderFault, { problem: string }>>({
  no_answer: ({ seconds }) => `gave no whole answer within ${seconds} s.`,
  status: ({ status, said }) => (said === null ? `answered ${status}.` : `answered ${status}: ${said}`),
  redirect: ({ status }) => `answered ${status}, a redirect, which is not followed.`,
  key: ({ status, keyVariable }) => {
    const remedy =
      keyVariable === null
        ? 'it may want a key: name the environment variable that holds it in key_env'
        : `check the key in the environment variable ${keyVariable}`;
    return `answered ${status}; ${remedy}.`;
  },
  no_json: 'answered with something that is not JSON.',
  shape: ({ at }) => `answered with JSON of another shape than documented (at ${at ?? 'the whole'}).`,
  claims: ({ answers, fault }) => `gave ${answers} answers that do not hold (${fault}).`,
});

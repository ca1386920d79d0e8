import { expect, test } from 'vitest';
import { failureJson } from './failure.ts';

test.each([
  ['half of a character', 'no \ud83d', 'no \ufffd'],
  ['a NUL', 'no\u0000', 'no'],
  ['a whole character', 'no 😀', 'no 😀'],
])('%s in what was said is stored as jsonb takes it', (_, cause, stored) => {
  const failure = { code: 'asr_crashed', crashes: 5, cause } as const;
  expect(JSON.parse(failureJson(failure))).toEqual({ ...failure, cause: stored });
});

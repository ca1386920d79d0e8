import { expect, test } from 'vitest';
import { ApiFailure } from '../api.ts';
import { faultOf } from './field-fault.ts';

const fault = new ApiFailure(400, "Invalid parameter 'email': must be an e-mail address");

test.each([
  [fault, 'email', 'Must be an e-mail address'],
  [fault, 'name', undefined],
  [new ApiFailure(409, "Invalid parameter 'email': x"), 'email', undefined],
  [new Error('offline'), 'email', undefined],
  [null, 'email', undefined],
] as const)('%s at %s: %s', (error, name, said) => {
  expect(faultOf(error, name)).toBe(said);
});

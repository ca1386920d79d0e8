import { expect, test } from 'vitest';
import { isUuid, uuidForm } from './uuid.ts';

const id = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

test.each([
  [id, true],
  [id.toUpperCase(), true],
  [id.replaceAll('-', ''), false],
  [`${id}0`, false],
  [` ${id}`, false],
  [id.replace('3f', '3g'), false],
  ['', false],
])('%j is a UUID: %s', (text, expected) => {
  expect(isUuid(text)).toBe(expected);
});

test('capitals are not the form that the database writes', () => {
  expect(uuidForm.test(id)).toBe(true);
  expect(uuidForm.test(id.toUpperCase())).toBe(false);
});

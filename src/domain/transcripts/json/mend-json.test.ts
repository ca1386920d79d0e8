import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mendJson } from './mend-json.ts';

test.each([
  ['{"a":NaN,"b":[-Infinity,Infinity]}', '{"a":null,"b":[null,null]}'],
  ['{"a":"NaN is \\"NaN\\"","b":-1}', '{"a":"NaN is \\"NaN\\"","b":-1}'],
  ['{"a":"x\\x0By\\\\x41"}', '{"a":"x\\u000By\\\\x41"}'],
  ['{"a":"x\ny\tz"}', '{"a":"x y z"}'],
  ['{"a":"open', '{"a":"open'],
])('%j becomes %j', (text, expected) => {
  expect(mendJson(text)).toBe(expected);
});

test('property: what is JSON stays as it is', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(mendJson(text)).toBe(text);
    }),
  );
});

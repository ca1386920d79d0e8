import type { Draw } from './draw.ts';

/** Texts for an address, already encoded, that are odd whatever is asked for. */
const encoded: readonly string[] = [
  '',
  '%00',
  'a%00b',
  '%zz',
  '%',
  '%c0%80',
  '%ed%a0%80',
  '%f0%9f%92%a9',
  '%EF%BB%BF25',
  '%d9%a1%d9%a2',
  '%e2%80%ae',
  '%0d%0aX-Injected:%201',
  '%2e%2e%2f',
  '..;',
  'null',
  'undefined',
  'NaN',
  'true%20',
  'TRUE',
  '-0',
  '00025',
  '0x10',
  '1e3',
  '1.5',
  '+1',
  '1_000',
  '99999999999999999999',
  '-2147483649',
  '2147483648',
  '9007199254740993',
  "'%20or%201=1--",
  '{}',
  '[]',
  '%7B%22a%22:1%7D',
  '2026-02-30',
  '2026-06-01T25:00:00Z',
  '2026-06-01T08:00:00+02:00',
  '0000-01-01',
  '9999-12-31T23:59:59.999999999Z',
  'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
  'AAAAAAAA-BBBB-CCCC-DDDD-EEEEEEEEEEEE',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
];

export function oddText(draw: Draw): string {
  const kind = draw.weighted({ listed: 6, long: 1, letters: 2, bytes: 1 });
  if (kind === 'listed') return draw.one(encoded);
  if (kind === 'long') return draw.one(['x', '%F0%9F%92%A9', '1', '-', '%00']).repeat(1 + draw.below(500));
  if (kind === 'letters')
    return Array.from({ length: 1 + draw.below(40) }, () => String.fromCharCode(97 + draw.below(26))).join(
      '',
    );
  return Array.from(
    { length: 1 + draw.below(20) },
    () => `%${draw.below(256).toString(16).padStart(2, '0')}`,
  ).join('');
}

/** Names of query keys that no operation has. */
export const oddNames: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'limit[]',
  'limit[a]',
  'a.b',
  '%00',
  '%F0%9F%92%A9',
  '',
  'x'.repeat(300),
];

import fc from 'fast-check';
import { type OddFile, oddWriters, rawNumber, type Said } from './odd-writers.ts';

const numbers: readonly unknown[] = [
  0,
  -0,
  0.5,
  -1,
  5e-324,
  1e-308,
  1e308,
  rawNumber('1e999'),
  rawNumber('-1e999'),
  rawNumber('12345678901234567890.5'),
  8_640_000,
  8_640_000.000_4,
  8_640_001,
  31_536_001,
  2 ** 31,
  2 ** 53,
  1_780_000_000,
  1_780_000_000_000,
  '12',
  '00:00:12.500',
  '99999:00:00',
  '-1',
  '',
  null,
];
const names: readonly unknown[] = [
  'Jane Doe',
  'Erik',
  '',
  ' ',
  'a'.repeat(201),
  'b'.repeat(1_001),
  'nul\u0000nul',
  'bell\u0007',
  'half \ud800',
  'two\nlines',
  'Unknown Speaker',
  '🌟',
  '"quoted"',
  null,
  7,
  { name: 'Inner' },
];
const texts: readonly unknown[] = [
  'I will send you the pricing proposal by Friday.',
  'Can you tell me how much the annual licence costs us?',
  'We agreed to pay by 12/31/9999, and in 9000 years again.',
  'The price is too high, I am worried about the budget.',
  'Yes.',
  '',
  '\u0000',
  'half \udc00 of it',
  'line\u2028separator\u0085and\u000bmore',
  `${'x'.repeat(5_000)} is what I will send you by Friday.`,
  'a?'.repeat(2_000),
  `We should ${'really '.repeat(400)}decide today?`,
  'Vi skickar offerten på fredag, det lovar jag er alla.',
  null,
  12,
];
const moments: readonly unknown[] = [
  '2026-06-03',
  '2026-06-03T09:30:00Z',
  '1899-12-31T23:59:59Z',
  '0000-01-01',
  '9999-12-31T23:59:59-12:00',
  '+275760-09-13T00:00:00Z',
  '2026-02-30',
  1_780_000_000,
  253_402_300_800_000,
  -1,
  1e308,
  'soon',
  null,
];
const keys = ['result', 'a\u0000b', '\ud800', 'k'.repeat(300), 'line\nbreak', '__proto__', ''];

const pick = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const often = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 4, arbitrary: usual }, { weight: 1, arbitrary: odd });

const said: fc.Arbitrary<readonly Said[]> = fc
  .array(
    fc.record({
      speaker: often(pick<unknown>(['Jane Doe', 'Erik']), pick(names)),
      text: often(pick(texts.slice(0, 5)), pick(texts)),
      start: fc.option(pick(numbers), { freq: 4, nil: undefined }),
      end: fc.option(pick(numbers), { freq: 4, nil: undefined }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((items) =>
    items.map(({ speaker, text, start, end }, n) => ({
      speaker,
      text,
      start: start === undefined ? n * 5 + 0.25 : start,
      end: end === undefined ? n * 5 + 4.5 : end,
    })),
  );

const header = fc.record(
  {
    title: often<unknown>(fc.constant('Discovery call'), pick(names)),
    company: pick(names),
    date: pick(moments),
    language: pick<unknown>(['en', 'sv', 'xx-invalid-tag-that-is-long', '', 7]),
    conversation_type: pick<unknown>(['sales', 't'.repeat(101), 'a\u0001b']),
    participants: pick<unknown>([
      [{ name: 'Jane Doe', email: 'jane@example.com', role: 'customer' }],
      [{ name: 'p'.repeat(1_001), email: `${'e'.repeat(400)}@example.com`, role: 'r'.repeat(101) }],
      Array.from({ length: 1_001 }, (_, n) => ({ name: `Person ${n}` })),
      ['jane@example.com', null, 7],
      'Jane',
    ]),
    duration: pick(numbers),
  },
  { requiredKeys: [] },
);

/** Puts JSON under a key that nobody expects, so that it stands in the places that are told. */
function under(key: string, file: OddFile): OddFile {
  return file.name.endsWith('.json')
    ? { ...file, content: `{${JSON.stringify(key)}:${file.content}}` }
    : file;
}

/** Odd files of all these formats. */
export const oddFiles: fc.Arbitrary<OddFile> = fc
  .tuple(said, header, pick(oddWriters), fc.option(pick(keys), { freq: 6, nil: undefined }))
  .map(([items, about, write, key]) => {
    const file = write(items, about);
    return key === undefined ? file : under(key, file);
  });

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultSentence } from '../../../../testing/fault-sentence.ts';
import { NoticeTally } from '../../../base/notice.ts';
import { Source } from '../source.ts';
import { meetricJson } from './meetric-json.ts';

const options = { carrySpeakers: false, timeUnit: null, notices: new NoticeTally() };
const parseJson = (text: string) => meetricJson.read(new Source('a.json', text), options);

const sentence = '{"speaker_name":"Jane","start":0,"end":1.5,"text":"Hi"}';

function stored(source: string): string {
  const read = parseJson(source);
  return read.kind === 'read' ? JSON.stringify(read.transcript) : `${read.code}: ${faultSentence(read)}`;
}

test.each([
  `{"sentences":[${sentence}]}`,
  '{"sentences":[{"words":[1,{"a":null}],"text":"","end":3,"start":2},{"text":"Hi","start":0,"end":0,"speaker_name":null}]}',
  '{"meta":{"z":1,"a":2},"messages":[{"id":7,"text":"Hi","speaker_name":"Jane","__proto__":{"polluted":true}}],"tail":[]}',
])('is kept as it stands: %s', (source) => {
  expect(stored(source)).toBe(source);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test.each([
  ['1e999', 'sentences[0].confidence: the number is too large to be stored.'],
  [`-1${'0'.repeat(309)}`, 'sentences[0].confidence: the number is too large to be stored.'],
])('a number that would be stored as null is refused: %s', (number, reason) => {
  const odd = sentence.replace('"text"', `"confidence":${number},"text"`);
  expect(stored(`{"sentences":[${odd}]}`)).toBe(`malformed: ${reason}`);
});

test('header fields are taken out and normalised', () => {
  const read = parseJson(
    `{"title":" A call ","company":"Acme","date":"2026-03-04T09:30:00+01:00","medium":"call","language":"en-GB","conversation_type":"sales",
      "participants":[{"name":"Jane","email":"jane@acme.test","role":"customer"},{"name":"Bob"}],"sentences":[${sentence}]}`,
  );
  expect(read).toEqual({
    kind: 'read',
    transcript: { sentences: [JSON.parse(sentence)] },
    header: {
      title: 'A call',
      company: 'Acme',
      date: '2026-03-04T08:30:00.000Z',
      medium: 'call',
      language: 'en-GB',
      conversationType: 'sales',
      participants: [
        { name: 'Jane', email: 'jane@acme.test', role: 'customer' },
        { name: 'Bob', email: null, role: null },
      ],
    },
  });
});

test.each([
  ['2026-03-04', '2026-03-04T00:00:00.000Z'],
  ['2026-03-04T09:30', '2026-03-04T09:30:00.000Z'],
  ['2024-02-29T23:59:59.5Z', '2024-02-29T23:59:59.500Z'],
  ['2026-02-29', null],
  ['04/03/2026', null],
  ['0000-01-01', null],
  ['2026-03-04T25:00Z', null],
])('date %s', (date, expected) => {
  const read = parseJson(JSON.stringify({ date, sentences: [JSON.parse(sentence)] }));
  expect(read.kind === 'read' ? read.header.date : null).toBe(expected);
});

test.each([
  ['{"sentences":[', /^malformed: The JSON cannot be read: /],
  ['[]', /^malformed: The JSON is not an object/],
  ['{}', /^malformed: The JSON has neither "sentences" nor "messages"/],
  [`{"sentences":[${sentence}],"messages":[]}`, /^malformed: The JSON has both "sentences" and "messages"/],
  ['{"sentences":{}}', /^malformed: "sentences" is not an array/],
  [
    `{"sentences":[${sentence}],"uncertain_speakers":{"Jane":true}}`,
    /^malformed: "uncertain_speakers" is not a list/,
  ],
  ['{"messages":[]}', /^no_speech: "messages" is empty/],
  ['{"messages":[{"text":" "}]}', /^no_speech: Every text/],
  ['{"messages":[1]}', /^malformed: messages\[0\] is not an object/],
  ['{"messages":[{"text":1}]}', /^malformed: messages\[0\]\.text is not a string/],
  ['{"messages":[{"text":"a","speaker_name":1}]}', /^malformed: messages\[0\]\.speaker_name is neither/],
  [
    `{"messages":[{"text":"a","speaker_name":"${'x'.repeat(1_001)}"}]}`,
    /^malformed: messages\[0\]\.speaker_name has/,
  ],
  [
    '{"sentences":[{"text":"a","start":0,"end":1e308}]}',
    /^malformed: sentences\[0\]\.end is not a number of seconds from 0 to 8640000/,
  ],
  ['{"sentences":[{"text":"a","start":0}]}', /^malformed: sentences\[0\]\.end is not a number/],
  ['{"sentences":[{"text":"a","start":-1,"end":0}]}', /^malformed: sentences\[0\]\.start is not a number/],
  [
    '{"sentences":[{"text":"a","start":0,"end":1e999}]}',
    /^malformed: sentences\[0\]\.end: the number is too large/,
  ],
  ['{"sentences":[{"text":"a","start":2,"end":1}]}', /^malformed: sentences\[0\]\.end is before its start/],
  ['{"messages":[{"text":"a\\u0000"}]}', /^not_text: messages\[0\]\.text: the text holds a NUL character/],
  [
    '{"messages":[{"text":"a","x":{"\\u0000":1}}]}',
    /^not_text: messages\[0\]\.x: a key holds a NUL character/,
  ],
  [
    '{"messages":[{"text":"a","x":["\\ud800"]}]}',
    /^not_text: messages\[0\]\.x\[0\]: the text holds half of a surrogate pair/,
  ],
  ['{"\\udc00":1,"messages":[{"text":"a"}]}', /^not_text: The top level: a key holds half/],
  [
    `{"messages":[{"text":"a","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}]}`,
    /^malformed: The JSON is nested more than 64/,
  ],
  [`{"title":1,"sentences":[${sentence}]}`, /^malformed: Field "title": /],
  [`{"date":"soon","sentences":[${sentence}]}`, /^malformed: Field "date": is not an ISO 8601 date/],
  [
    `{"language":"english please","sentences":[${sentence}]}`,
    /^malformed: Field "language": is not a BCP 47/,
  ],
  [
    `{"participants":[{"email":"jane"}],"sentences":[${sentence}]}`,
    /^malformed: Field "participants.0.email": is not an e-mail/,
  ],
])('%.70s is refused', (source, expected) => {
  expect(stored(source)).toMatch(expected);
});

test('property: any storable transcript comes back untouched', () => {
  const extra = fc.dictionary(fc.string({ unit: 'grapheme' }).filter(isStorable), fc.jsonValue());
  const item = fc.record({
    extra,
    text: fc.lorem(),
    start: fc.nat(7_000_000),
    length: fc.double({ min: 0, max: 1e6, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(item, { minLength: 1 }), (items) => {
      const sentences = items.map(({ extra, text, start, length }) => ({
        ...extra,
        start,
        end: start + length,
        speaker_name: null,
        text,
      }));
      const source = JSON.stringify({ sentences });
      fc.pre(isStorable(source) && !/\\u/u.test(source));
      expect(stored(source)).toBe(source);
    }),
    { numRuns: 200 },
  );
});

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}

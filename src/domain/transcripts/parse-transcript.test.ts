import fc from 'fast-check';
import { expect, test } from 'vitest';
import { growthOf } from '../../../testing/growth.ts';
import { parseTranscript } from './parse-transcript.ts';

const srt = '1\n00:00:01,000 --> 00:00:02,500\nHi';
const vtt = 'WEBVTT\n\n00:01.000 --> 00:02.500\n<v Jane>Hi</v>\n\n00:03.000 --> 00:09.000\n<v Bob>Hello</v>';

function parse(name: string, content: string | Uint8Array): ReturnType<typeof parseTranscript> {
  return parseTranscript({
    name,
    bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
  });
}

test('gives duration and speakers of timed files', () => {
  expect(parse('call.vtt', vtt)).toMatchObject({
    format: 'webvtt',
    durationSeconds: 9,
    speakers: ['Jane', 'Bob'],
    header: {},
  });
});

test('gives no duration without times', () => {
  expect(parse('call.txt', 'Jane: Hi\nBob: Hello\nJane: So')).toEqual({
    kind: 'parsed',
    format: 'text',
    transcript: {
      messages: [
        { speaker_name: 'Jane', text: 'Hi' },
        { speaker_name: 'Bob', text: 'Hello' },
        { speaker_name: 'Jane', text: 'So' },
      ],
    },
    durationSeconds: null,
    speakers: ['Jane', 'Bob'],
    header: {},
    notices: [],
  });
});

test.each([
  ['a byte order mark', 'a.vtt', `\ufeff${vtt}`, 'webvtt'],
  ['CRLF', 'a.vtt', vtt.replaceAll('\n', '\r\n'), 'webvtt'],
  ['WebVTT named .txt', 'a.txt', vtt, 'webvtt'],
  ['SubRip named .vtt', 'a.vtt', srt, 'srt'],
  ['SubRip that begins with a style code', 'a', srt.replace('1\n', ''), 'srt'],
  ['JSON without an extension', 'a', ' {"messages":[{"text":"a"}]}', 'meetric_json'],
  ['text that begins with a bracket', 'a.txt', '[00:01:23] Jane: hi', 'stamped_text'],
  ['nothing', 'a.vtt', '', 'empty'],
  ['blanks', 'a.txt', '\ufeff \n\t', 'empty'],
  ['invalid UTF-8', 'a.txt', new Uint8Array([74, 97, 0xff, 0xc3]), 'not_text'],
  ['UTF-16', 'a.txt', new Uint8Array(Buffer.from(`\ufeff${vtt}`, 'utf16le')), 'webvtt'],
  ['NUL', 'a.vtt', `${vtt}\u0000`, 'not_text'],
  ['a table', 'a.csv', 'a\nb', 'unknown_format'],
  ['plain text named .json', 'a.json', 'Jane: hi', 'malformed'],
  ['plain text named .vtt', 'a.vtt', 'Jane: hi', 'malformed'],
  ['plain text named .srt', 'a.srt', 'Jane: hi', 'malformed'],
  ['too many bytes', 'a.txt', new Uint8Array(20 * 1024 * 1024 + 1).fill(97), 'too_large'],
])('%s', (_name, fileName, content, expected) => {
  const parsed = parse(fileName, content);
  expect(parsed.kind === 'parsed' ? parsed.format : parsed.code).toBe(expected);
});

test('a NUL character is named by its line', () => {
  expect(parse('a.txt', 'Jane: hi\nBob\u0000: no')).toMatchObject({ problem: 'nul', line: 2 });
});

/** Four times as long for twice as much is quadratic. */
const mostGrowth = 3.3;

test.each<[string, (times: number) => string]>([
  ['open tags', (n) => `${vtt}\n${'<a '.repeat(75_000 * n)}`],
  ['spaces in a tag', (n) => `${vtt}\n<v ${' '.repeat(125_000 * n)}`],
  ['one block of many lines', (n) => `${vtt}\n\n${'x\n'.repeat(45_000 * n)}`],
  ['style codes', (n) => `${srt}\n${'{\\'.repeat(75_000 * n)}`],
  ['colons', (n) => 'A: '.repeat(125_000 * n)],
  ['runs of letters', (n) => `${'x'.repeat(499)} `.repeat(2_500 * n)],
])('hostile input is read in linear time: %s', (_name, write) => {
  const [once, twice] = [write(2), write(4)];
  const work = { small: () => parse('a', once), large: () => parse('a', twice) };
  expect(growthOf(work, mostGrowth)).toBeLessThan(mostGrowth);
});

test('property: never throws, whatever the bytes', () => {
  const piece = fc.constantFrom(
    'WEBVTT',
    '\n',
    '\n\n',
    '00:01.000 --> 00:02.000',
    '-->',
    '<v ',
    'Jane: ',
    '&#',
    ';',
    '{"',
    '[',
    '\r',
    '<',
    '>',
    ':',
    '1',
    '\ufeff',
  );
  const text = fc
    .array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 40 })
    .map((parts) => new TextEncoder().encode(parts.join('')));
  const name = fc.constantFrom('a.vtt', 'a.srt', 'a.json', 'a.txt', '', '.', 'a.');
  fc.assert(
    fc.property(name, fc.oneof(fc.uint8Array(), text), (fileName, bytes) => {
      expect(['parsed', 'refused']).toContain(parseTranscript({ name: fileName, bytes }).kind);
    }),
    { numRuns: 2000 },
  );
});

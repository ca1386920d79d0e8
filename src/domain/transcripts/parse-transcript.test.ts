import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cpuSecondsOf } from '../../../bench/analysis-cpu-time.ts';
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
  expect(parse('a.txt', 'Jane: hi\nBob\u0000: no')).toMatchObject({
    message: 'Line 2: the text holds a NUL character.',
  });
});

test.each([
  ['open tags', `${vtt}\n${'<a '.repeat(300_000)}`],
  ['spaces in a tag', `${vtt}\n<v ${' '.repeat(500_000)}`],
  ['one block of many lines', `${vtt}\n\n${'x\n'.repeat(190_000)}`],
  ['style codes', `${srt}\n${'{\\'.repeat(300_000)}`],
  ['colons', `${'A: '.repeat(500_000)}`],
  ['runs of letters', `${'x'.repeat(499)} `.repeat(10_000)],
])('hostile input is read in linear time: %s', async (_name, source) => {
  // Quadratic time would be minutes.
  expect(await cpuSecondsOf(() => parse('a', source))).toBeLessThan(10);
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

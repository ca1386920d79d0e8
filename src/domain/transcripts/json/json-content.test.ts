import { describe, expect, test } from 'vitest';
import { parseTranscript } from '../parse-transcript.ts';
import { readJsonContent } from './json-content.ts';

const kindOf = (text: string): string => {
  const content = readJsonContent(text);
  return content.kind === 'refused' ? content.code : content.kind;
};

test.each([
  ['{"a":1}', 'json'],
  [' [ {"a":1}]', 'json'],
  ['[]', 'json'],
  ['{"a":1}\n{"b":2}\n', 'lines'],
  ['{"a":1}\n\n{"b":2}\n{"c":', 'lines'],
  ['{"a":1}\n{"b"\n{"c"', 'malformed'],
  ['[00:01] Jane: hi', 'none'],
  ['{\\rtf1', 'none'],
  ['WEBVTT', 'none'],
  ['{"a":', 'malformed'],
  [`{"a":${'['.repeat(65)}${']'.repeat(65)}}`, 'malformed'],
  [`{"a":${'['.repeat(60)}${']'.repeat(60)}}`, 'json'],
  ['{"a":NaN,"b":-Infinity}', 'json'],
  ['{"a":"x\\x0By"}', 'json'],
])('%j is %s', (text, expected) => {
  expect(kindOf(text)).toBe(expected);
});

test('lines that cannot be read are named', () => {
  expect(readJsonContent('{"a":1}\n{"b":\n{"c":3}')).toMatchObject({
    values: [{ a: 1 }, { c: 3 }],
    unreadable: [2],
  });
});

test.each([
  ['{"a":"\\u0000"}', true],
  ['{"a":"\\uD800"}', true],
  ['{"a":"\\u00e9"}', false],
])('whether %s holds what text cannot: %s', (text, hasEscapes) => {
  expect(readJsonContent(text)).toMatchObject({ kind: 'json', hasEscapes });
});

const megabytes = 15;

/** As many of an entry as fill 15 MB. */
function filled(entry: (index: number) => string, [before, after]: readonly [string, string]): Buffer {
  const bytes = Buffer.alloc(megabytes * 2 ** 20 + 4096);
  let size = bytes.write(before);
  for (let index = 0; size < megabytes * 2 ** 20; index++)
    size += bytes.write(`${index === 0 ? '' : ','}${entry(index)}`, size);
  return bytes.subarray(0, size + bytes.write(after, size));
}

const bare = ['[', ']'] as const;
const seconds = (index: number): string => (index * 0.3).toFixed(2);

describe('15 MB', () => {
  test.each([
    ['five million empty objects', () => '{}', bare],
    ['objects with a key each of its own', (index: number) => `{"k${index}":1}`, bare],
    ['objects with numbers for keys', (index: number) => `{"${index}":1}`, bare],
    ['objects in objects', () => '{"a":{}}', bare],
    ['ever other rows of the same keys', (index: number) => shuffled(index), bare],
    ['a million messages of two letters', () => '{"from":"a","text":"ok"}', bare],
  ])('%s are refused before they fill the memory', (_name, entry, frame) => {
    expect(parseTranscript({ name: 'a.json', bytes: filled(entry, frame) })).toMatchObject({
      code: 'too_large',
    });
  });

  test.each([
    [
      'Deepgram',
      (index: number) =>
        `{"word":"shall","start":${seconds(index)},"end":${seconds(index)},"confidence":0.9912345,"speaker":${index % 2},"punctuated_word":"Shall."}`,
      ['{"metadata":{},"results":{"channels":[{"alternatives":[{"transcript":"","words":[', ']}]}]}}'],
      'deepgram',
    ],
    [
      'Amazon Transcribe',
      (index: number) =>
        `{"id":${index},"start_time":"${seconds(index)}","end_time":"${seconds(index)}","alternatives":[{"confidence":"0.998","content":"Shall"}],"type":"pronunciation"}`,
      ['{"jobName":"j","results":{"transcripts":[{"transcript":""}],"items":[', ']}}'],
      'aws_transcribe',
    ],
    [
      'our own',
      (index: number) =>
        `{"speaker_name":"Mara","start":${seconds(index)},"end":${seconds(index)},"text":"Shall we?"}`,
      ['{"sentences":[', ']}'],
      'meetric_json',
    ],
  ] as const)('of %s are read', (_name, entry, frame, format) => {
    expect(parseTranscript({ name: 'a.json', bytes: filled(entry, frame) })).toMatchObject({
      kind: 'parsed',
      format,
    });
  });
});

/** Some of 24 keys, hardly ever the same. */
function shuffled(index: number): string {
  const chosen = Math.imul(index + 1, 0x9e3779b1) >>> 8;
  const keys = [...'abcdefghijklmnopqrstuvwx'].filter((_key, at) => ((chosen >>> at) & 1) === 1);
  return `{${keys.map((key) => `"${key}":1`).join(',')}}`;
}

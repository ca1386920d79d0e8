import { describe, expect, test } from 'vitest';
import {
  expectSafeMutations,
  expectSameConversations,
  readFile,
  type Writer,
} from '../../../../test/support/written-conversations.ts';
import { parseTranscript } from '../parse-transcript.ts';

const file = (transcription: unknown[]) => ({
  systeminfo: 'AVX = 1',
  model: { type: 'base' },
  params: { model: 'ggml-base.bin', language: 'auto', translate: false },
  result: { language: 'en' },
  transcription,
});
const segment = (from: number, to: number, text: string, more = {}) => ({
  timestamps: { from: '00:00:00,000', to: '00:00:02,000' },
  offsets: { from, to },
  text,
  ...more,
});

test('channels are speakers, an unsure one is none', () => {
  const transcription = [
    segment(0, 2000, ' Shall we?', { speaker: '0' }),
    segment(2000, 3500, ' Yes.', { speaker: '1' }),
    segment(3500, 4000, ' Well.', { speaker: '?' }),
    segment(4000, 6000, ' [BLANK_AUDIO]', { speaker: '?' }),
  ];
  expect(readFile(file(transcription))).toEqual({
    format: 'whisper_cpp',
    said: ['Speaker 0|0|2|Shall we?', 'Speaker 1|2|3.5|Yes.', 'null|3.5|4|Well.'],
    header: { language: 'en' },
    notices: ['sounds_left_out 1 transcription[3]', 'speakers_unknown 1 transcription[2]'],
  });
});

test('clock times serve where offsets are missing', () => {
  const timestamps = { from: '00:00:01,500', to: '00:01:02,000' };
  expect(readFile(file([{ timestamps, text: ' Yes.' }]))).toMatchObject({ said: ['null|1.5|62|Yes.'] });
});

test('a control character that was not escaped is no reason to refuse', () => {
  const text = JSON.stringify(file([segment(0, 900, ' Shall we?')])).replace('Shall we', 'Shall\nwe');
  expect(readFile(text)).toMatchObject({ said: ['null|0|0.9|Shall we?'] });
});

test('characters that are cut into tokens do not make the file unreadable', () => {
  const text = '屋根の話をしましょう。';
  const bytes = Buffer.from(text);
  const cuts = [0, 3, 5, 6, 9, 10, 12, 15, 17, 18, 21, 23, 24, 27, 29, bytes.length];
  const tokens = cuts.slice(1).map((to, at) => bytes.subarray(cuts[at] ?? 0, to));
  const [before = '', after = ''] = JSON.stringify(file([segment(0, 900, text, { tokens: ['#'] })])).split(
    '"#"',
  );
  const pieces = tokens.flatMap((token, at) => [Buffer.from(at === 0 ? '{"text":"' : '"},{"text":"'), token]);
  const whole = Buffer.concat([Buffer.from(before), ...pieces, Buffer.from('"}'), Buffer.from(after)]);
  expect(parseTranscript({ name: 'a.json', bytes: whole })).toMatchObject({
    format: 'whisper_cpp',
    transcript: { sentences: [{ text }] },
    notices: [{ code: 'characters_lost' }],
  });
});

test('another file is refused where the format is named', () => {
  expect(readFile({ text: 'a' }, { format: 'whisper_cpp' })).toBe(
    'malformed: Read as whisper.cpp JSON: transcription is no list.',
  );
});

describe.each<Writer>([
  {
    format: 'whisper_cpp',
    write: (lines) =>
      file(
        lines.map(({ person, text, startMs, endMs }) =>
          segment(startMs, endMs, ` ${text}`, { speaker: `${person}` }),
        ),
      ),
    name: (person) => `Speaker ${person}`,
  },
])('property: $format', (writer) => {
  test('conversations come back the same', () => expectSameConversations(writer));
  test('mutations are safe', () => expectSafeMutations(writer));
});

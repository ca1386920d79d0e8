import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { programRoot } from '../../../src/base/program.ts';
import { type ParseOptions, parseTranscript } from '../../../src/domain/transcripts/parse-transcript.ts';
import { transcriptLines } from '../../../src/domain/transcripts/stored-transcript.ts';

/** Small files of many programs, beside the checkout; their like is made by the tests of each format. */
const folder = path.join(programRoot, '..', 'shared', 'samples', 'inputs');

function read(name: string, options: ParseOptions = {}) {
  const parsed = parseTranscript({ name, bytes: readFileSync(path.join(folder, name)) }, options);
  if (parsed.kind === 'refused') throw new Error(`${name}: ${parsed.code}: ${parsed.message}`);
  return parsed;
}

/** Each line as `speaker | start-end | text`, without times where there are none. */
function said(name: string, options: ParseOptions = {}): string[] {
  return transcriptLines(read(name, options).transcript).map(({ speakerName, start, end, text }) =>
    [speakerName ?? 'null', ...(start === null ? [] : [`${start}-${end}`]), text].join(' | '),
  );
}

function notices(name: string, options: ParseOptions = {}): string[] {
  return read(name, options).notices.map(({ code, count, firstPlace }) => `${code} ${count} ${firstPlace}`);
}

const hello = ['Mara Lind | 1-3 | Good morning', 'Tobias Reck | 3-5 | Hello'];
const loudHello = ['MARA | 1-3 | Good morning', 'TOBIAS | 3-5 | Hello'];
const roof = ['Mara Lind | 0.1-2 | Shall we start?', 'Tobias Reck | 2.1-3.5 | Yes.'];
const letters = ['A | 0.1-2 | Shall we start?', 'B | 2.1-3.5 | Yes.'];
const unnamed = ['null | 0-2 | Shall we start?', 'null | 2-3.5 | Yes.'];

const right: Record<string, string[]> = {
  '01a-lowercase-name-lost.vtt': [
    'Mara Lind | 1-3 | Good morning',
    'Mara Lind | 3-5 | Shall we start?',
    'stork | 5-7 | Yes, I am here.',
    'Mara Lind | 7-9 | Good.',
    'stork | 9-11 | The tiles come on Friday.',
    'Mara Lind | 11-13 | Great.',
  ],
  '01b-lowercase-name-words-go-to-other-speaker.txt': [
    'Mara Lind | Shall we start?',
    'Mara Lind | The tiles?',
    'stork | They come on Friday and I pay them.',
    'Mara Lind | Great.',
    'stork | I also call the crane.',
    'Mara Lind | Thanks.',
    'Mara Lind | Bye.',
  ],
  '01c-bracket-name-words-go-to-other-speaker.txt': [
    'Mara Lind | Shall we start with the roof?',
    'Tobias Reck [Acme] | Yes. The tiles come on Friday.',
    'Mara Lind | Great.',
    'Tobias Reck [Acme] | I will pay the invoice today.',
  ],
  '01e-twelve-odd-names.vtt': [
    'Mara Lind [she/her] | 1-3 | Good morning',
    '4917****12 | 3-5 | I dial in from the train.',
    'Tobias "Tobi" Reck | 5-7 | The tiles come on Friday.',
    'Conference Room Berlin 3rd Floor Left Wing | 7-9 | We hear you.',
    '🌟 Olga P. 🌟 | 9-11 | Me too.',
    "tobias's iPhone | 11-13 | And now?",
    'Anne\u2011Marie Roux | 13-15 | Hello.',
    'Mara Lind [she/her] | 15-17 | There are two ways: pay now, or pay later.',
    'María del Carmen de la Cruz Fernández Gómez | 17-19 | Pago ahora.',
    'Dr. K. Öz | Acme GmbH | 19-21 | I agree.',
    'Tobias Reck - Acme | 21-23 | Same.',
    'Zoom user | 23-25 | Hi.',
  ],
  '01f-numero-sign-name.srt': [
    'Спикер №1 | 0.638-1.198 | Доброе утро.',
    'null | 1.279-2.88 | Садитесь, пожалуйста.',
    'Спикер №2 | 7.444-10.327 | Спасибо, мы готовы.',
    'null | 10.5-12 | Начнём с бюджета.',
    'Спикер №1 | 13-15 | Хорошо.',
  ],
  '01g-zoom-chat-refused-as-csv.txt': [
    'Mara Lind | Shall we start?',
    'stork | Yes, I am here.',
    'Tobias Reck | The tiles come on Friday.',
    'stork | I will pay them.',
    'Mara Lind | Great.',
  ],
  '01j-am-becomes-part-of-name.txt': ['Mara Lind | Good morning', 'Tobias Reck | Hello', 'Mara Lind | Fine'],
  '07a-rolling-captions-doubled.vtt': [
    'null | 0.48-4.99 | welcome to the budget review',
    'null | 2.48-7.5 | today we look at travel',
    'null | 5-7.51 | thanks I have the numbers',
  ],
  '07b-highlight-words-five-times.srt': ['null | 0-1.9 | The tiles come on Friday.'],
  '08a-milliseconds-taken-as-seconds.json': letters,
  '08c-speaker-key-dropped.json': roof,
  '08d-telegram-from-dropped.json': ['Mara Lind | Shall we start?', 'Tobias Reck | Yes.'],
  '09a-graph-metadata-json-as-speech.vtt': [
    'Mara Lind | 0-5.32 | Shall we start?',
    'Tobias Reck | 5.5-8.1 | Yes, I am ready.',
  ],
  '09b-webvtt-header-as-speech.vtt': [
    'Mara Lind | 1-3 | Good morning',
    'Tobias Reck | 3-5 | The tiles come on Friday.',
    'Mara Lind | 5-7 | Great.',
  ],
  '09g-noscribe.vtt': ['S04 | 16.4-28.18 | Chair:', 'S04 | 16.4-28.18 | Welcome to the board meeting.'],
  '10a-webex-name-in-identifier.vtt': [
    'Mara Lind | 3.07-6.1 | Hello everyone, shall we start?',
    'Tobias Reck | 6.2-9 | Yes, the tiles come on Friday.',
  ],
  '11a-one-cue-ends-early.srt': [
    'null | 2795.54-2814.4 | The first part of our talk.',
    'null | 2814.4-2819.52 | This plan was made by the north team',
    'null | 2819.52-2819.52 | and by the south team.',
    'null | 2819.52-2826.08 | We thank them both.',
  ],
  '11c-colon-milliseconds.srt': loudHello,
  '11e-preamble.srt': hello,
  '11f-single-arrow.srt': loudHello,
  '12a-dashed-two-speakers-joined.vtt': [
    'null | 15-20 | Ist der Kran bestellt?',
    'null | 15-20 | Ja, seit gestern.',
    'null | 20-25 | Und der Beton?',
    'null | 20-25 | Kommt am Freitag.',
  ],
  '12c-name-only-on-change.srt': [
    'Speaker 1 | 0-2 | Good morning.',
    'null | 2-4 | Please sit down.',
    'Speaker 2 | 4-6 | Thanks, we are ready.',
    'null | 6-8 | Let us begin with the budget.',
  ],
  '12d-sdh-names.srt': [
    'MARA | 0-2 | Good morning.',
    'TOBIAS | 2-4 | Please sit down.',
    'MARA | 4-6 | Thanks.',
    'MARA | 6-8 | Who is it?',
  ],
  '13-json-assemblyai-utterances.json': letters,
  '13-json-bare-array.json': roof,
  '13-json-fireflies.json': roof,
  '13-json-ndjson.json': roof,
  '13-json-whisper.json': unnamed,
  '13-json-whispercpp.json': ['null | 0-2 | Shall we start?'],
  '13-json-whisperx.json': ['SPEAKER_00 | 0.1-2 | Shall we start?', 'SPEAKER_01 | 2.1-3.5 | Yes.'],
  '13j-utf16le.srt': ['Mara Lind | 1-3 | Guten Tag, schöne Grüße.', 'Tobias Reck | 3-5 | Hallo.'],
  '13k-windows-1252.srt': ['Mara Lind | 1-3 | Guten Tag, schöne Grüße.', 'Tobias Reck | 3-5 | Hallo.'],
};

const needs = existsSync(folder) ? '' : ' (needs ../shared/samples/inputs beside the checkout)';

describe.skipIf(needs !== '')(`what other programs export is read right${needs}`, () => {
  test.each(Object.entries(right))('%s', (name, expected) => {
    expect(said(name)).toEqual(expected);
  });

  test('speakers are carried over where that is asked for', () => {
    const carried = { carrySpeakers: true };
    expect(said('12c-name-only-on-change.srt', carried).map((line) => line.split(' | ')[0])).toEqual([
      'Speaker 1',
      'Speaker 1',
      'Speaker 2',
      'Speaker 2',
    ]);
    expect(notices('12c-name-only-on-change.srt', carried)).toEqual(['speakers_carried_over 2 line 6']);
    expect(notices('12c-name-only-on-change.srt')).toEqual(['speakers_unknown 2 line 6']);
  });

  test.each([
    ['01f-numero-sign-name.srt', ['speakers_unknown 2 line 6']],
    ['07b-highlight-words-five-times.srt', ['captions_joined 4 line 6']],
    ['11a-one-cue-ends-early.srt', ['cues_mended 1 line 10']],
    ['11c-colon-milliseconds.srt', ['cues_mended 2 line 2']],
    ['11e-preamble.srt', ['lines_left_out 2 line 1']],
    ['12d-sdh-names.srt', ['sounds_left_out 1 line 14']],
    ['13k-windows-1252.srt', ['encoding_guessed 3 line 3']],
    ['01a-lowercase-name-lost.vtt', []],
  ])('what was mended is told: %s', (name, expected) => {
    expect(notices(name)).toEqual(expected);
  });
});

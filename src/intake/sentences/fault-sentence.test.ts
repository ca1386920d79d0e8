import { expect, test } from 'vitest';
import { faultMeanings } from '../../base/fault.ts';
import { analysisSentences, failureSentence, faultSentence } from './fault-sentence.ts';

type Fault = Parameters<typeof faultSentence>[0];
type Failure = Parameters<typeof failureSentence>[1];
type Notices = Parameters<typeof analysisSentences>[0];

const provider = { provider: 'llm', host: 'llm.test:8080' };
const chunk = { name: 'LIST', bytes: 5, start: 36 };
const detail = { code: 'invalid_participants', at: 'participants.0.name', most: null } as const;

test.each<[Fault, string]>([
  [{ code: 'file_missing' }, 'There is no such file, or it is a folder.'],
  [{ code: 'recording_missing', problem: 'no_file', file: 'a.wav' }, 'There is no file a.wav.'],
  [
    { code: 'recording_missing', problem: 'not_stored', key: 'a/b.wav' },
    'The recording is not in DATA_DIR/recordings or STORAGE_URL under a/b.wav.',
  ],
  [{ code: 'recording_given_twice' }, '--recording is for transcripts; this file is a recording itself.'],
  [
    { code: 'not_media' },
    'This file is not a recording: no audio or video format was found in its content. Choose a wav, mp3, m4a, mp4, mov, webm, ogg, opus or flac file; sound without a header is taken with --format.',
  ],
  [
    { code: 'not_media', problem: 'text', told: null },
    'This file is not a recording: it holds text. Choose the recording itself.',
  ],
  [{ code: 'not_media', problem: 'text', told: 'ulaw' }, 'This file is no ulaw sound: it holds text.'],
  [
    { code: 'media_truncated' },
    'This recording is cut off or damaged and what is there cannot be played. Copy or export it again, completely.',
  ],
  [
    { code: 'media_truncated', problem: 'ends_early' },
    'This recording is cut off or damaged: it ends before what it announces. Copy or export it again, completely, or import what is there with --partial.',
  ],
  [
    { code: 'media_truncated', problem: 'chunk_unpadded', chunk, next: 'data', at: 49 },
    'This wav file is not written as the format asks: its chunk "LIST" of 5 bytes at byte 36 has an odd size and must be followed by a byte of padding, but "data" follows at once, at byte 49. Readers look one byte too far and find no sound. Save it again with another program, or without its title and other notes.',
  ],
  [
    { code: 'media_truncated', problem: 'chunk_misplaced', chunk, at: 50 },
    'This wav file is damaged: after its chunk "LIST" of 5 bytes at byte 36 no chunk begins where that size ends, at byte 50. Copy or export it again, completely.',
  ],
  [
    { code: 'media_decoder_missing', problem: 'needs_ffmpeg', format: 'G.729', headerless: 'g729' },
    'This looks like a headerless G.729 stream (by its name). No decoder for G.729 is built in. Install FFmpeg (apt-get install ffmpeg, or brew install ffmpeg) and import the file again, or convert it to wav first.',
  ],
  [
    { code: 'media_decoder_missing', problem: 'unknown_to_ffmpeg', format: 'iLBC', headerless: null },
    'This is iLBC. No decoder for it is built in, and FFmpeg does not read it. Convert it to wav first.',
  ],
  [
    { code: 'media_decoder_missing', problem: 'unknown_to_ffmpeg', format: 'Siren 7', headerless: 'siren7' },
    'This looks like a headerless Siren 7 stream (by its name). No decoder for it is built in, and FFmpeg does not read such files. Convert it to wav with what made it, such as Asterisk: asterisk -rx "file convert IN.siren7 OUT.wav".',
  ],
  [
    { code: 'media_format_unclear', problem: 'is_no_gsm', basis: 'told', frameBytes: 33 },
    'This looks like a headerless GSM 06.10 stream (as --format says), but its frames of 33 bytes do not begin as GSM frames do. It is damaged, or in another format: name that with --format.',
  ],
  [
    { code: 'media_too_long', mostSeconds: 43_200 },
    'This recording is longer than 12 hours. Cut it into shorter parts and import each.',
  ],
  [{ code: 'disk_full' }, 'The disk is full. Free some space; see: bin/meetric doctor'],
  [
    { code: 'storage_failed', cause: 'Access Denied' },
    'STORAGE_URL did not take the recording: Access Denied',
  ],
  [
    { code: 'unknown_user', email: 'a@b.test' },
    'The account has no active user a@b.test; see: bin/meetric user list',
  ],
  [
    { code: 'unknown_department', name: 'Sales' },
    'The account has no enabled department Sales; see: bin/meetric department list',
  ],
  [{ ...detail, rule: 'not_empty' }, 'participants.0.name must not be empty.'],
  [
    { ...detail, rule: 'not_too_long', most: 1_000 },
    'participants.0.name must have at most 1000 characters.',
  ],
  [
    { ...detail, at: 'participants', rule: 'not_too_many', most: 1_000 },
    'participants must be at most 1000.',
  ],
  [{ code: 'invalid_date', at: 'date', rule: 'not_in_future', most: null }, 'date lies in the future.'],
  [
    { code: 'invalid_medium', at: 'medium', rule: 'known_medium', most: null },
    'medium must be one of call, meeting, in_person, upload.',
  ],
  [
    { code: 'language_unsupported_by_embedded', language: 'sv' },
    'The embedded recogniser knows English only, not "sv". Configure another recogniser for it (docs/providers.md), or declare English.',
  ],
  [
    { code: 'asr_native_missing', problem: 'not_installed', file: 'x.node' },
    "The speech recogniser's native library is missing (x.node). Run `npm ci` in the program's folder.",
  ],
  [
    { code: 'asr_native_missing', problem: 'does_not_load', cause: 'dlopen failed' },
    "The speech recogniser's native library does not load. Run `npm ci` in the program's folder on this machine. dlopen failed",
  ],
  [
    { code: 'asr_model_missing', problem: 'size', file: 'e.onnx', bytes: 9, expectedBytes: 10 },
    "The speech recogniser's weights are incomplete: e.onnx has 9 bytes instead of 10. Run `npm ci` in the program's folder.",
  ],
  [
    { code: 'asr_crashed', crashes: 5, cause: 'ended with SIGABRT: ' },
    "The recogniser's process ended 5 times; ended with SIGABRT: ",
  ],
  [
    { code: 'provider_refused', problem: 'redirect', status: 302, ...provider },
    'The provider "llm" at llm.test:8080 answered 302, a redirect, which is not followed.',
  ],
  [
    { code: 'provider_answer_malformed', problem: 'shape', at: null, ...provider },
    'The provider "llm" at llm.test:8080 answered with JSON of another shape than documented (at the whole).',
  ],
])('%j', (fault, sentence) => {
  expect(faultSentence(fault)).toBe(sentence);
});

const id = '00000000-0000-4000-8000-000000000000';
test.each<[Failure, string]>([
  [
    { code: 'analysis_failed' },
    `The analysis failed repeatedly; the log names the cause. The transcript is kept. Try again with: bin/meetric retry ${id}`,
  ],
  [
    { code: 'crashed_repeatedly' },
    'The server ended five times while it worked on this alone; what came in is kept. Often memory ran out: look into the ' +
      `system's log, and give it more. Try again with: bin/meetric retry ${id}`,
  ],
  [
    { code: 'sound_failed' },
    `The recording could not be worked on repeatedly; the log names the cause. The recording is kept. Try again with: bin/meetric retry ${id}`,
  ],
  [{ code: 'media_no_audio' }, 'This file has no sound track. Export it again with sound.'],
  [
    { code: 'media_truncated', problem: 'cut_off', seconds: 3, expectedSeconds: 8 },
    'The recording is cut off: 3 of 8 seconds can be played. Import it whole, or import what is there with --partial.',
  ],
  [
    { code: 'media_truncated', problem: 'cut_off', seconds: 3, expectedSeconds: null },
    'The recording is cut off: 3 seconds can be played. Import it whole, or import what is there with --partial.',
  ],
  [
    { code: 'media_truncated', problem: 'partly_damaged', missingSeconds: 4 },
    'The recording is damaged: 4 seconds of it could not be decoded. Import it whole, or import what is there with --partial.',
  ],
  [
    { code: 'provider_refused', problem: 'not_kept' },
    `${faultMeanings.provider_refused} Try again with: bin/meetric retry ${id}`,
  ],
])('a conversation that failed with %j', (failure, sentence) => {
  expect(failureSentence(id, failure)).toBe(sentence);
});

test.each<[Notices, string | null]>([
  [[], null],
  [
    [
      {
        code: 'embedded_instead',
        isAnalysed: true,
        reason: { code: 'transcript_too_long', provider: 'llm', characters: 20, mostCharacters: 10 },
      },
      { code: 'lines_in_other_language', language: null, lines: 2 },
      { code: 'sentences_sampled', taken: 3, all: 4 },
    ],
    'The transcript has 20 characters, more than the 10 that the provider may be sent ("llm"). The embedded analyser was used instead. Lines in another language (und) left out of the analysis: 2. Summary, topics and sentiment are made of 3 of 4 sentences.',
  ],
  [
    [{ code: 'embedded_instead', isAnalysed: false, reason: null }],
    'The embedded analyser, used instead, does not cover the language.',
  ],
  [
    [{ code: 'earlier_analysis_stands', failure: { code: 'analysis_failed' } }],
    'analysis_failed: The analysis failed repeatedly; the log names the cause. The transcript is kept. The earlier analysis stands.',
  ],
])('an analysis with %j', (notices, sentences) => {
  expect(analysisSentences(notices)).toBe(sentences);
});

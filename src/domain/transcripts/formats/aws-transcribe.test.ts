import { describe, expect, test } from 'vitest';
import {
  expectSafeMutations,
  expectSameConversations,
  type Line,
  readFile,
  type Writer,
} from '../../../../test/support/written-conversations.ts';

const item = (content: string, start: number, end: number, more = {}) => ({
  type: 'pronunciation',
  start_time: String(start),
  end_time: String(end),
  alternatives: [{ confidence: '0.99', content }],
  ...more,
});
const punctuation = (content: string, more = {}) => ({
  type: 'punctuation',
  alternatives: [{ confidence: '0.0', content }],
  ...more,
});
const job = (results: object) => ({ jobName: 'j', accountId: '1', status: 'COMPLETED', results });
const spk = (label: string) => ({ speaker_label: label });

test('audio segments are sentences of one speaker', () => {
  const items = [
    item('Shall', 0.1, 0.4, { id: 0, ...spk('spk_0') }),
    item('we', 0.5, 0.7, { id: 1, ...spk('spk_0') }),
    punctuation('?', { id: 2, ...spk('spk_0') }),
    item('Yes', 2.1, 2.4, { id: 3, ...spk('spk_1') }),
    punctuation('.', { id: 4, ...spk('spk_1') }),
  ];
  const audio_segments = [
    { id: 0, transcript: 'Shall we?', start_time: '0.0', end_time: '0.7', items: [0, 1, 2], ...spk('spk_0') },
    { id: 1, transcript: 'Yes.', start_time: '2.0', end_time: '2.5', items: [3, 4], ...spk('spk_1') },
  ];
  expect(
    readFile(
      job({ language_code: 'en-US', transcripts: [{ transcript: 'Shall we? Yes.' }], items, audio_segments }),
    ),
  ).toEqual({
    format: 'aws_transcribe',
    said: ['spk_0|0|0.7|Shall we?', 'spk_1|2|2.5|Yes.'],
    header: { language: 'en-US' },
    notices: [],
  });
});

test('older jobs: the speakers stand in a second list, by the times of the words', () => {
  const labels = (speaker_label: string, start: string, end: string) => ({
    speaker_label,
    start_time: start,
    end_time: end,
    items: [{ speaker_label, start_time: start, end_time: end }],
  });
  const results = {
    transcripts: [{ transcript: 'Shall? Yes.' }],
    speaker_labels: { speakers: 2, segments: [labels('spk_0', '0.1', '0.4'), labels('spk_1', '0.5', '0.9')] },
    items: [item('Shall', 0.1, 0.4), punctuation('?'), item('Yes', 0.5, 0.9), punctuation('.')],
  };
  expect(readFile(job(results))).toMatchObject({
    said: ['spk_0|0.1|0.4|Shall?', 'spk_1|0.5|0.9|Yes.'],
    notices: [],
  });
});

test('channels are the speakers, in the order of time', () => {
  const channel = (channel_label: string, items: object[]) => ({ channel_label, items });
  const results = {
    transcripts: [{ transcript: 'Yes. Shall?' }],
    channel_labels: {
      number_of_channels: 2,
      channels: [
        channel('ch_0', [item('Yes', 0.5, 0.9), punctuation('.')]),
        channel('ch_1', [item('Shall', 0.1, 0.4), punctuation('?')]),
      ],
    },
    items: [],
  };
  expect(readFile(job(results))).toMatchObject({
    said: ['ch_1|0.1|0.4|Shall?', 'ch_0|0.5|0.9|Yes.'],
    notices: [],
  });
});

test('words in a script without blanks are not torn apart', () => {
  const items = [item('今日', 0, 0.4), item('は', 0.4, 0.5), punctuation('。')];
  expect(readFile(job({ transcripts: [{ transcript: '今日は。' }], items }))).toMatchObject({
    said: ['null|0|0.5|今日は。'],
  });
});

test('a transcript that has more than the items is told, and taken where there are none', () => {
  expect(
    readFile(job({ transcripts: [{ transcript: 'Shall we?' }], items: [item('Shall', 0, 1)] })),
  ).toMatchObject({
    said: ['null|0|1|Shall'],
    notices: ['words_misfit 1 results.transcripts[0]'],
  });
  expect(readFile(job({ transcripts: [{ transcript: 'Shall we?' }], items: [] }))).toMatchObject({
    said: ['null|Shall we?'],
  });
});

const items = (lines: readonly Line[]) =>
  lines
    .flatMap(({ person, words }) =>
      words.flatMap(({ text, startMs, endMs }) => [
        item(text.replace(/[.?!]$/u, ''), startMs / 1000, endMs / 1000, spk(`spk_${person}`)),
        ...(/[.?!]$/u.test(text) ? [punctuation(text.slice(-1), spk(`spk_${person}`))] : []),
      ]),
    )
    .map((it, id) => ({ ...it, id }));
const transcripts = (lines: readonly Line[]) => [{ transcript: lines.map(({ text }) => text).join(' ') }];

describe.each<Writer>([
  {
    format: 'aws_transcribe',
    write: (lines) => {
      const labelled = items(lines).filter((it) => it.type === 'pronunciation');
      const unlabelled = items(lines).map((it) => ({ ...it, speaker_label: undefined }));
      const segments = labelled.map((it) => ({
        ...it,
        alternatives: undefined,
        items: [{ ...it, alternatives: undefined }],
      }));
      return job({
        transcripts: transcripts(lines),
        items: unlabelled,
        speaker_labels: { speakers: 3, segments },
      });
    },
    name: (person) => `spk_${person}`,
  },
  {
    format: 'aws_transcribe',
    write: (lines) => job({ transcripts: transcripts(lines), items: items(lines) }),
    name: (person) => `spk_${person}`,
  },
  {
    format: 'aws_transcribe',
    write: (lines) => {
      const all = items(lines);
      let from = 0;
      const audio_segments = lines.map(({ person, text, words, startMs, endMs }, id) => {
        const count = words.length + 1;
        from += count;
        const ids = all.slice(from - count, from).map((it) => it.id);
        return {
          id,
          transcript: text,
          start_time: `${startMs / 1000}`,
          end_time: `${endMs / 1000}`,
          items: ids,
          ...spk(`spk_${person}`),
        };
      });
      return job({ transcripts: transcripts(lines), items: all, audio_segments });
    },
    name: (person) => `spk_${person}`,
  },
])('property: $format', (writer) => {
  test('conversations come back the same', () => expectSameConversations(writer));
  test('mutations are safe', () => expectSafeMutations(writer));
});

import { describe, expect, test } from 'vitest';
import {
  expectSafeMutations,
  expectSameConversations,
  readFile,
  type Writer,
} from '../../../../test/support/written-conversations.ts';

const word = (
  content: string,
  [start_time, end_time]: readonly [number, number],
  speaker?: string,
  more = {},
) => ({
  type: 'word',
  start_time,
  end_time,
  alternatives: [{ confidence: 0.99, content, language: 'en', ...(speaker !== undefined && { speaker }) }],
  ...more,
});
const mark = (content: string, at: number, speaker?: string, more = {}) =>
  word(content, [at, at], speaker, { type: 'punctuation', attaches_to: 'previous', is_eos: true, ...more });
const file = (results: unknown[], metadata = {}) => ({
  format: '2.9',
  job: { created_at: '2026-06-03T10:00:00Z', data_name: 'a.wav', duration: 4, id: 'j' },
  metadata: {
    created_at: '2026-06-03T10:00:00Z',
    type: 'transcription',
    transcription_config: { language: 'en' },
    ...metadata,
  },
  results,
});

test('words and punctuation; speakers as written, UU is nobody', () => {
  const results = [
    word('Shall', [0.1, 0.4], 'S1'),
    word('we', [0.5, 0.7], 'S1'),
    mark('?', 0.7, 'S1'),
    word('Yes', [1, 1.4], 'S2'),
    mark('.', 1.4, 'S2'),
    word('Well', [2, 2.2], 'UU'),
    mark('.', 2.2, 'UU'),
  ];
  expect(readFile(file(results))).toEqual({
    format: 'speechmatics',
    said: ['S1|0.1|0.7|Shall we?', 'S2|1|1.4|Yes.', 'null|2|2.2|Well.'],
    header: { language: 'en' },
    notices: ['speakers_unknown 1 results'],
  });
});

test('marks that attach to the next word or to none; figures as they are written', () => {
  const entity = {
    type: 'entity',
    start_time: 1,
    end_time: 2,
    written_form: [word('£', [1, 1]), word('20', [1, 2])],
  };
  const results = [
    mark('¿', 0, 'S1', { attaches_to: 'next' }),
    word('Cuánto', [0, 0.5], 'S1'),
    mark('?', 0.5, 'S1'),
    mark('–', 0.6, 'S1', { attaches_to: 'none' }),
    entity,
  ];
  expect(readFile(file(results))).toMatchObject({
    said: ['S1|0|0.5|¿Cuánto?', 'S1|0.6|0.6|–', 'null|1|2|£ 20'],
  });
});

test('a language without blanks; channels', () => {
  const pack = { language_pack_info: { word_delimiter: '' } };
  const results = [word('今日', [0, 1], 'S1'), word('wifi', [1, 2], 'S1'), mark('。', 2, 'S1')];
  expect(readFile(file(results, pack))).toMatchObject({ said: ['S1|0|2|今日wifi。'] });
  const channels = [
    word('Yes', [1, 2], undefined, { channel: 'agent' }),
    word('No', [0, 1], undefined, { channel: 'caller' }),
  ];
  expect(readFile(file(channels))).toMatchObject({ said: ['caller|0|1|No', 'agent|1|2|Yes'] });
});

describe.each<Writer>([
  {
    format: 'speechmatics',
    write: (lines) =>
      file(
        lines.flatMap(({ person, words, endMs }) => [
          ...words.map(({ text, startMs, endMs: end }) =>
            word(text.replace(/[.?!]$/u, ''), [startMs / 1000, end / 1000], `S${person}`),
          ),
          mark(words.at(-1)?.text.slice(-1) ?? '', endMs / 1000, `S${person}`),
        ]),
      ),
    name: (person) => `S${person}`,
  },
])('property: $format', (writer) => {
  test('conversations come back the same', () => expectSameConversations(writer));
  test('mutations are safe', () => expectSafeMutations(writer));
});

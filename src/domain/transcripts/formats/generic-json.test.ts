import { describe, expect, test } from 'vitest';
import {
  expectSafeMutations,
  expectSameConversations,
  readFile,
  type Writer,
} from '../../../../test/support/written-conversations.ts';

const said = ['Mara Lind|0.1|2|Shall we start?', 'Tobias Reck|2.1|3.5|Yes.'];
const entries = (speaker: string, text: string, start: string, end: string) => [
  { [speaker]: 'Mara Lind', [text]: 'Shall we start?', [start]: 0.1, [end]: 2 },
  { [speaker]: 'Tobias Reck', [text]: 'Yes.', [start]: 2.1, [end]: 3.5 },
];

test.each([
  ['speaker_name', 'text', 'start', 'end'],
  ['speakerName', 'transcript', 'start_time', 'end_time'],
  ['name', 'content', 'startTime', 'endTime'],
  ['from', 'sentence', 'begin', 'to'],
  ['author', 'caption', 'offset', 'end_time'],
  ['user', 'value', 'ts', 'end'],
  ['participant', 'utterance', 'timestamp', 'end'],
  ['speaker', 'message', 'from', 'to'],
  ['Speaker Label', 'body', 'Start Seconds', 'End Seconds'],
])('keys %s, %s, %s, %s', (...keys) => {
  expect(readFile(entries(...keys))).toMatchObject({ format: 'generic_json', said, notices: [] });
});

test.each([
  ['a bare list', (list: unknown) => list],
  ['a line each', (list: unknown[]) => list.map((entry) => JSON.stringify(entry)).join('\n')],
  ['under a key', (list: unknown) => ({ ok: true, segments: list })],
  ['one level deep', (list: unknown) => ({ status: 200, data: { entries: list } })],
  ['under an odd key', (list: unknown) => ({ meeting: { captions: list } })],
])('%s', (_name, write) => {
  expect(readFile(write(entries('speaker', 'text', 'start', 'end')))).toMatchObject({
    format: 'generic_json',
    said,
  });
});

test('people as objects, by ids in a list, around their sentences', () => {
  const author = { author: { id: 7, display_name: 'Mara Lind' }, content: 'Shall we?' };
  expect(readFile([author])).toMatchObject({ said: ['Mara Lind|Shall we?'] });
  const speakers = [
    { id: 7, name: 'Mara Lind' },
    { id: 'b', name: 'Tobias Reck' },
  ];
  const items = [
    { speaker: 7, text: 'Shall we?' },
    { speaker: 'b', text: 'Yes.' },
    { speaker: 9, text: 'No.' },
  ];
  expect(readFile({ speakers, items })).toMatchObject({
    said: ['Mara Lind|Shall we?', 'Tobias Reck|Yes.', 'Speaker 9|No.'],
  });
  const turns = [
    {
      speaker: 'Mara Lind',
      sentences: [
        { text: 'Shall we?', start: 0.5, end: 1 },
        { text: 'Now?', start: 1.5, end: 2 },
      ],
    },
  ];
  expect(readFile({ turns })).toMatchObject({ said: ['Mara Lind|0.5|1|Shall we?', 'Mara Lind|1.5|2|Now?'] });
});

test('the file says what it is about', () => {
  const about = {
    meeting_title: ' Roof\tproject ',
    started_at: '2026-06-03T12:00:00+02:00',
    language: 'German',
    attendees: [
      { name: 'Mara Lind', email: 'mara@acme.example', role: 'host' },
      'Tobias Reck',
      'ines@roof.example',
      7,
    ],
  };
  expect(readFile({ ...about, segments: entries('speaker', 'text', 'start', 'end') })).toMatchObject({
    header: {
      title: 'Roof project',
      date: '2026-06-03T10:00:00.000Z',
      language: 'de',
      participants: [
        { name: 'Mara Lind', email: 'mara@acme.example', role: 'host' },
        { name: 'Tobias Reck', email: null, role: null },
        { name: null, email: 'ines@roof.example', role: null },
        { name: 'Speaker 7', email: null, role: null },
      ],
    },
  });
});

test('words are put together, with the punctuation of the text beside them', () => {
  const words = ['shall', 'we', 'yes'].map((word, at) => ({
    word,
    start: at + 0.1,
    end: at + 0.9,
    speaker: at < 2 ? 'A' : 'B',
  }));
  expect(readFile({ text: 'Shall we? Yes.', words })).toMatchObject({
    said: ['A|0.1|1.9|Shall we?', 'B|2.1|2.9|Yes.'],
    notices: [],
  });
  expect(readFile(words)).toMatchObject({ said: ['A|0.1|1.9|shall we', 'B|2.1|2.9|yes'] });
});

test('what is odd is left out and told', () => {
  const list = [
    { speaker: 'A', text: 'Shall we?' },
    'Well.',
    7,
    { speaker: 'A', text: ' ' },
    { speaker: 'B', text: 'Yes.', message: 'No.' },
  ];
  expect(readFile(list)).toMatchObject({
    said: ['A|Shall we?', 'null|Well.', 'B|Yes.'],
    notices: [
      'items_unreadable 1 [2]',
      'items_left_out 1 [3]',
      'texts_left_out 1 [4]',
      'speakers_unknown 1 [1]',
    ],
  });
  expect(
    readFile('{"speaker":"A","text":"Yes."}\n{"speaker":"B","text":"No."}\n{"speaker":"A","te'),
  ).toMatchObject({
    said: ['A|Yes.', 'B|No.'],
    notices: ['items_unreadable 1 line 3'],
  });
});

test('several conversations are not made one', () => {
  const transcripts = ['Roof', 'Wall'].map((title) => ({
    title,
    sentences: [{ speaker_name: 'A', text: 'Yes.' }],
  }));
  expect(readFile({ data: { transcripts } })).toBe(
    'malformed: data.transcripts holds 2 conversations; write each into a file of its own.',
  );
  expect(readFile({ data: { transcripts: transcripts.slice(1) } })).toMatchObject({ said: ['A|Yes.'] });
});

test('Amazon Transcribe Call Analytics', () => {
  const turn = {
    ParticipantRole: 'AGENT',
    BeginOffsetMillis: 100,
    EndOffsetMillis: 2000,
    Content: 'Shall we?',
    Items: [],
  };
  expect(
    readFile({ LanguageCode: 'en-US', Participants: [{ ParticipantRole: 'AGENT' }], Transcript: [turn] }),
  ).toMatchObject({
    said: ['AGENT|0.1|2|Shall we?'],
    header: { language: 'en-US' },
    notices: [],
  });
});

test('unknown speakers are none', () => {
  const list = ['Unknown', 'unknown speaker', '?', '', null, -1, '-1'].map((speaker) => ({
    speaker,
    text: 'Yes.',
  }));
  expect(readFile([...list, { speaker: 'Unknowable', text: 'No.' }])).toMatchObject({
    said: [...list.map(() => 'null|Yes.'), 'Unknowable|No.'],
  });
});

test.each([
  ['{"a":[1,2],"b":{"c":[]}}', /^malformed: The JSON has neither "sentences" nor "messages"/],
  ['[1,2]', /^malformed: The JSON cannot be read/],
  ['[{"a":1}]', /^malformed: The JSON is not an object/],
])('%s is refused', (text, expected) => {
  expect(readFile(text)).toMatch(expected);
});

describe.each<Writer>([
  {
    format: 'generic_json',
    write: (lines) => ({
      segments: lines.map(({ person, text, startMs, endMs }) => ({
        who: `Person ${person}`,
        caption: text,
        begin: `${startMs / 1000}s`,
        stop: `${endMs / 1000}s`,
      })),
    }),
    name: (person) => `Person ${person}`,
  },
  {
    format: 'generic_json',
    write: (lines) =>
      lines
        .map(({ person, text }) => JSON.stringify({ sender: { name: `Person ${person}` }, content: text }))
        .join('\n')
        .concat('\n{}'),
    name: (person) => `Person ${person}`,
    lacks: 'times',
  },
])('property: $format', (writer) => {
  test('conversations come back the same', () => expectSameConversations(writer));
});

test('property: mutations are safe', () =>
  expectSafeMutations({
    format: 'generic_json',
    write: (lines) => ({
      segments: lines.map(({ person, text, startMs, endMs }) => ({
        speaker: `Person ${person}`,
        text,
        start: startMs / 1000,
        end: endMs / 1000,
      })),
    }),
    name: (person) => `Person ${person}`,
  }));

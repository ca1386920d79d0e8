import { expect, test } from 'vitest';
import { faultSentence } from '../../../../testing/fault-sentence.ts';
import { parseTranscript } from '../parse-transcript.ts';
import { isSentenceTranscript } from '../stored-transcript.ts';

function read(text: string, name = 'a.txt'): unknown {
  const parsed = parseTranscript({ name, bytes: new TextEncoder().encode(text) });
  if (parsed.kind === 'refused') return `${parsed.code}: ${faultSentence(parsed)}`;
  const { transcript, header, notices } = parsed;
  const left = notices.filter(({ code }) => code !== 'ends_estimated' && code !== 'speakers_unknown');
  const items = isSentenceTranscript(transcript)
    ? transcript.sentences.map(({ speaker_name, start, text: said }) => `${speaker_name} ${start} ${said}`)
    : transcript.messages.map(({ speaker_name, time, text: said }) => `${speaker_name} ${time} ${said}`);
  const told = left.map(({ code, count, firstPlace }) => `${code} ${count} ${firstPlace}`);
  return [...items, ...told, ...(Object.keys(header).length === 0 ? [] : [header])];
}

const both = ['Mara Lind 3 Good morning.', 'stork 12 Yes, at 10:30.'];

test.each([
  ['Word: time and name above', '00:00:03 Mara Lind\nGood morning.\n\n00:00:12 stork\nYes, at 10:30.', both],
  ['name and time above, one blank', 'Mara Lind 00:03\nGood morning.\n\nstork 00:12\nYes, at 10:30.', both],
  ['name, bar, time', 'Mara Lind | 00:03\nGood morning.\n\nstork | 00:12\nYes, at 10:30.', both],
  ['name, dash, time', 'Mara Lind - 00:03\nGood morning.\n\nstork - 00:12\nYes, at 10:30.', both],
  ['name, comma, time', 'Mara Lind, 0:03\nGood morning.\n\nstork, 0:12\nYes, at 10:30.', both],
  [
    'name and time with hundredths',
    'Mara Lind (00:03.00)\nGood morning.\n\nstork (00:12.00)\nYes, at 10:30.',
    both,
  ],
  [
    'time above the name',
    '[00:00:03:18 - 00:00:08:08]\nMara Lind\n Good morning.\n\n[00:00:12:10 - 00:00:15:22]\nstork\n Yes, at 10:30.',
    both,
  ],
  ['time, dash, name above', '[00:03] - Mara Lind\nGood morning.\n\n[00:12] - stork\nYes, at 10:30.', both],
  ['behind the colon', 'Mara Lind: [00:00:03] Good morning.\n\nstork: [00:00:12] Yes, at 10:30.', both],
  ['behind the name', 'Mara Lind (0:03): Good morning.\nstork (0:12): Yes, at 10:30.', both],
  ['bare, before the colon', 'Mara Lind 0:03: Good morning.\nstork 0:12: Yes, at 10:30.', both],
  ['nicks in angles', '[00:00:03] <Mara Lind> Good morning.\n[00:00:12] <stork> Yes, at 10:30.', both],
  ['bars', '0:03 | Mara Lind | Good morning.\n0:12 | stork | Yes, at 10:30.', both],
  [
    'a name without a time is still a name',
    'Mara: [0:03] Good.\n\nstork: [0:09] Yes.\n\nMara: Fine.\n\nstork: [0:20] Bye.',
    ['Mara 3 Good.', 'stork 9 Yes.', 'Mara 13.889 Fine.', 'stork 20 Bye.', 'starts_estimated 1 line 5'],
  ],
  [
    'ranges with arrows',
    '00:00:03 --> 00:00:07 Mara: Hi.\n00:00:12 --> 00:00:14 Tom: Ho.\n',
    ['Mara 3 Hi.', 'Tom 12 Ho.'],
  ],
  [
    'no names: brackets',
    '[00:03] The roof is done.\n[00:06] The tiles came.',
    ['null 3 The roof is done.', 'null 6 The tiles came.'],
  ],
  [
    'no names: Whisper',
    '[00:00.000 --> 00:04.500]  The roof is done.\n[00:04.500 --> 00:06.000]  The tiles came.',
    ['null 0 The roof is done.', 'null 4.5 The tiles came.'],
  ],
  [
    'no names: seconds',
    '[0.00s -> 2.50s] The roof is done.\n[2.50s -> 6.00s] The tiles came.',
    ['null 0 The roof is done.', 'null 2.5 The tiles came.'],
  ],
  [
    'no names: YouTube',
    '0:00\nthe roof is done\n0:04\nthe tiles came today\n0:08\nthanks to all',
    ['null 0 the roof is done', 'null 4 the tiles came today', 'null 8 thanks to all'],
  ],
  [
    'times of day',
    '10:02 AM Mara Lind: Hi\n10:03 AM Tobias Reck: Ho\n1:04 PM Mara Lind: Bye',
    ['Mara Lind 10:02 AM Hi', 'Tobias Reck 10:03 AM Ho', 'Mara Lind 1:04 PM Bye'],
  ],
  [
    'times of day of 24 hours',
    '14:02:11 Mara Lind: Hi\n14:03:12 Tobias Reck: Ho\n14:04:13 Mara Lind: Bye',
    ['Mara Lind 14:02:11 Hi', 'Tobias Reck 14:03:12 Ho', 'Mara Lind 14:04:13 Bye'],
  ],
  [
    'what stands above',
    'Roof meeting\nDate: June 3, 2026\nDuration: 45 minutes\nParticipants: Mara Lind; stork\nLanguage: en\n\nFor the files.\n\n[00:03] Mara Lind: Good.\n[00:12] Tobias Reck: Yes.\n[00:20] Mara Lind: So.',
    [
      'null 0 For the files.',
      'Mara Lind 3 Good.',
      'Tobias Reck 12 Yes.',
      'Mara Lind 20 So.',
      'lines_left_out 5 line 1',
      {
        title: 'Roof meeting',
        date: '2026-06-03T00:00:00.000Z',
        participants: [
          { name: 'Mara Lind', email: null, role: null },
          { name: 'stork', email: null, role: null },
        ],
        language: 'en',
      },
    ],
  ],
  [
    'title and date in one line',
    'Untitled - August 23, 2026\n\n00:00:00 Mara: All right.\n\n00:00:04 Tom: Okay.\n\n00:00:09 Mara: So.',
    [
      'Mara 0 All right.',
      'Tom 4 Okay.',
      'Mara 9 So.',
      'lines_left_out 1 line 1',
      { title: 'Untitled', date: '2026-08-23T00:00:00.000Z' },
    ],
  ],
])('%s', (_name, text, expected) => {
  expect(read(text)).toEqual(expected);
});

test.each([
  [
    'Descript',
    '# Roof\n\n[00:00:03] **Mara Lind:** Good **bold** morning.\n\n[00:00:12] **Tobias Reck:** Yes, at 10:30.',
    [
      'Mara Lind 3 Good **bold** morning.',
      'Tobias Reck 12 Yes, at 10:30.',
      'lines_left_out 1 line 1',
      { title: 'Roof' },
    ],
  ],
  ['slanted heads', '*Mara Lind (00:03)*\nGood morning.\n\n*stork (00:12)*\nYes, at 10:30.', both],
  [
    'headings',
    '# Roof\n\n## Mara Lind 0:03\n\nGood morning.\n\n## stork 0:12\n\nYes, at 10:30.',
    [...both, 'lines_left_out 1 line 1', { title: 'Roof' }],
  ],
  [
    'bold times',
    '**[00:00:03 --> 00:00:07]** Mara Lind\nGood morning.\n\n**[00:00:12 --> 00:00:14]** stork\nYes, at 10:30.',
    both,
  ],
  [
    'links',
    '[@0:03](https://a.test?t=3) - **Mara Lind**\nGood morning.\n\n[@0:12](https://a.test?t=12) - **stork**\nYes, at 10:30.',
    both,
  ],
  [
    'bold names',
    '# Roof\n\n**Mara**: Good.\n\n**Tom**: Yes.\n\n> **Mara**: So.\n\n**Tom:** It is *so*.',
    [
      'Mara undefined Good.',
      'Tom undefined Yes.',
      'Mara undefined So.',
      'Tom undefined It is *so*.',
      'lines_left_out 1 line 1',
      { title: 'Roof' },
    ],
  ],
  [
    'names as headings',
    '# Roof\n\n## Mara\n\nGood.\n\n## Tom\n\nYes.\n\n## Mara\n\nSo.\n\n## Tom\n\nBye.',
    [
      'Mara undefined Good.',
      'Tom undefined Yes.',
      'Mara undefined So.',
      'Tom undefined Bye.',
      'lines_left_out 1 line 1',
      { title: 'Roof' },
    ],
  ],
  [
    'front matter',
    '---\ntitle: Roof\ndate: 2026-06-03\ntags: [a]\n---\n\n**Mara:** Good.\n\n**Tom:** Yes.\n\n**Mara:** So.\n\n**Tom:** Bye.',
    [
      'Mara undefined Good.',
      'Tom undefined Yes.',
      'Mara undefined So.',
      'Tom undefined Bye.',
      'lines_left_out 5 line 1',
      { title: 'Roof', date: '2026-06-03T00:00:00.000Z' },
    ],
  ],
])('Markdown: %s', (_name, text, expected) => {
  expect(read(text, 'a.md')).toEqual(expected);
});

test('names on lines of their own', () => {
  const text = 'MARA\nGood morning.\n\nTOM\nYes.\nAt 10:30.\n\nMARA\nSo.\n\nANN\nI came late.\n\nTOM\nBye.';
  expect(read(text)).toEqual([
    'MARA undefined Good morning.',
    'TOM undefined Yes. At 10:30.',
    'MARA undefined So.',
    'ANN undefined I came late.',
    'TOM undefined Bye.',
  ]);
});

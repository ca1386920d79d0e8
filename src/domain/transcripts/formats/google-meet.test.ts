import { expect, test } from 'vitest';
import { parseTranscript } from '../parse-transcript.ts';
import { isSentenceTranscript } from '../stored-transcript.ts';

function read(text: string, name = 'a.txt'): unknown {
  const parsed = parseTranscript({ name, bytes: new TextEncoder().encode(text) });
  if (parsed.kind === 'refused') return parsed;
  const { transcript, format, notices, header } = parsed;
  if (!isSentenceTranscript(transcript)) return ['messages', format];
  return [
    format,
    ...transcript.sentences.map(({ speaker_name, start, text: said }) => `${speaker_name}|${start}|${said}`),
    ...notices.map(({ code, count, firstPlace }) => `${code} ${count} ${firstPlace}`),
    header,
  ];
}

test.each([
  [
    'text, with attendees',
    'Roof project - 2026/06/03 09:58 CEST - Transcript\nAttendees\nMara Lind, stork (Acme), Tobias Reck\nTranscript\nThis editable transcript was computer generated and might contain errors. People can also change the text after it was created.\nMara Lind: Good morning\nstork (Acme): Hi\n00:05:00\n\nTobias Reck: Note: ten tiles\nand that is: all\nMeeting ended after 00:10:22 👋\n',
    [
      'google_meet',
      'Mara Lind|0|Good morning',
      'stork (Acme)|257.143|Hi',
      'Tobias Reck|300|Note: ten tiles and that is: all',
      'lines_left_out 6 line 1',
      'starts_estimated 1 line 7',
      'ends_estimated 3 line 6',
      {
        title: 'Roof project',
        date: '2026-06-03T07:58:00.000Z',
        participants: ['Mara Lind', 'stork (Acme)', 'Tobias Reck'].map((name) => ({
          name,
          email: null,
          role: null,
        })),
      },
    ],
  ],
  [
    'words that go on behind a time stay with their speaker',
    'Jun 3, 2026\nRoof <> Acme: weekly - Transcript\n00:00:00\n \nMara Lind: we need\nTobias Reck: Ah.\nMara Lind: ten tiles and\n \n \n00:01:26\n \nas said: a ladder\nTobias Reck: Good.\n \nTranscription ended after 00:02:00\n\nThis editable transcript was computer generated and might contain errors.',
    [
      'google_meet',
      'Mara Lind|0|we need',
      'Tobias Reck|26.174|Ah.',
      'Mara Lind|37.391|ten tiles and',
      'Mara Lind|86|as said: a ladder',
      'Tobias Reck|112.273|Good.',
      'lines_left_out 4 line 1',
      'starts_estimated 3 line 6',
      'ends_estimated 5 line 5',
      { title: 'Roof <> Acme: weekly', date: '2026-06-03T00:00:00.000Z' },
    ],
  ],
  [
    'Markdown, with notes by Gemini',
    '# 📝 Notes\n\nJun 3, 2026\n\n## Roof\n\nInvited [Mara](mailto:m@acme.test)\n\n### Summary\n\nMara: wants tiles ([00:00:00](#00:00:00)).\n\n# 📖 Transcript\n\nJun 3, 2026\n\n## Roof \\- Transcript\n\n### 00:00:00 {#00:00:00}\n\n   \n**Mara Lind:** The 24\\. of June.  \n**stork:** Good *day*.  \n\n### 00:00:30 {#00:00:30}\n\n**Mara Lind:** Bye.\n\n### Transcription ended after 00:01:00\n\n*This editable transcript was computer generated and might contain errors.*',
    [
      'google_meet',
      'Mara Lind|0|The 24. of June.',
      'stork|17.778|Good *day*.',
      'Mara Lind|30|Bye.',
      'lines_left_out 11 line 1',
      'starts_estimated 1 line 23',
      'ends_estimated 3 line 22',
      { title: 'Roof', date: '2026-06-03T00:00:00.000Z' },
    ],
  ],
])('%s', (_name, text, expected) => {
  expect(read(text)).toEqual(expected);
});

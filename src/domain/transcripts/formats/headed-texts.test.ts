import { expect, test } from 'vitest';
import { parseTranscript } from '../parse-transcript.ts';
import { isSentenceTranscript } from '../stored-transcript.ts';

function read(text: string): unknown {
  const parsed = parseTranscript({ name: 'a.txt', bytes: new TextEncoder().encode(text) });
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
    'Otter',
    'Mara Lind  0:03  \nGood morning, shall we?\n\nstork [Acme]  0:12  \nYes.\n\nMeet at 10:30\n\nUnknown Speaker  1:02:45\nGreat.\n\nTranscribed by https://otter.ai\n',
    [
      'otter',
      'Mara Lind|3|Good morning, shall we?',
      'stork [Acme]|12|Yes. Meet at 10:30',
      'null|3765|Great.',
      'lines_left_out 1 line 12',
      'speakers_unknown 1 line 9',
      'ends_estimated 3 line 1',
      {},
    ],
  ],
  [
    'Otter, with its summary',
    'Roof project\nWed, Jun 3, 2026 10:00AM • 12:04\n\nSUMMARY KEYWORDS\nroof, tiles\n\nSPEAKERS\nMara Lind, stork\n\nMara Lind  00:03\nGood morning.\n\nstork  00:12\nYes.\n',
    [
      'otter',
      'Mara Lind|3|Good morning.',
      'stork|12|Yes.',
      'lines_left_out 6 line 1',
      'ends_estimated 2 line 10',
      {
        title: 'Roof project',
        date: '2026-06-03T10:00:00.000Z',
        participants: [
          { name: 'Mara Lind', email: null, role: null },
          { name: 'stork', email: null, role: null },
        ],
      },
    ],
  ],
  [
    'Otter without names',
    '0:01  \nThe roof is done.\n\n0:15  \nThe tiles came.\n\nTranscribed by https://otter.ai',
    [
      'otter',
      'null|1|The roof is done.',
      'null|15|The tiles came.',
      'lines_left_out 1 line 7',
      'ends_estimated 2 line 1',
      {},
    ],
  ],
  [
    'Teams',
    'Roof project kick-off-20260603_100000-Meeting Recording\n\nJune 3, 2026, 10:00AM\n\n12m 4s\n\nMara Lind started transcription\n\nMara Lind   0:03\nGood morning.\n\n7 Öberg, Tom (Guest)   0:12\nYes.\nI started transcription\nTom started transcription\n\nMara Lind stopped transcription\n\nMara Lind   1:02:45\nGreat.\n\nMara Lind stopped transcription',
    [
      'teams_text',
      'Mara Lind|3|Good morning.',
      '7 Öberg, Tom (Guest)|12|Yes. I started transcription Tom started transcription',
      'Mara Lind|3765|Great.',
      'lines_left_out 6 line 1',
      'ends_estimated 3 line 9',
      { title: 'Roof project kick-off', date: '2026-06-03T10:00:00.000Z' },
    ],
  ],
  [
    'Teams in German, with another title and no blank lines',
    'Dachprojekt\n3. Juni 2026, 10:00\n1 h 2m 4s\nMara Lind hat die Transkription gestartet\nMara Lind   0:03\nGuten Morgen.\nstork   0:12\nJa.\nMara Lind hat die Transkription beendet',
    [
      'teams_text',
      'Mara Lind|3|Guten Morgen.',
      'stork|12|Ja.',
      'lines_left_out 5 line 1',
      'ends_estimated 2 line 5',
      { title: 'Dachprojekt', date: '2026-06-03T10:00:00.000Z' },
    ],
  ],
  [
    'Teams, copied from its pane',
    'Mara Lind\n0 minutes 3 seconds\n0:03\nMara Lind 0 minutes 3 seconds\nGood morning.\nWe have 5 minutes.\nstork [Acme]\n1 minute 8 seconds\n1:08\nstork [Acme] 1 minute 8 seconds\nYes.\nMara Lind\n1 hour 2 minutes\n1:02:00\nMara Lind 1 hour 2 minutes\nBye.',
    [
      'teams_copied_text',
      'Mara Lind|3|Good morning. We have 5 minutes.',
      'stork [Acme]|68|Yes.',
      'Mara Lind|3720|Bye.',
      'ends_estimated 3 line 1',
      {},
    ],
  ],
  [
    'Teams, copied with initials for pictures',
    'ML\nMara Lind\n0 minutes 3 seconds\n0:03\nMara Lind 0 minutes 3 seconds\nGood morning.\nTR\nTom Reck\n1 minute 8 seconds\n1:08\nTom Reck 1 minute 8 seconds\nYes.\nOK\nML\nMara Lind\n1 hour 2 minutes\n1:02:00\nMara Lind 1 hour 2 minutes\nBye.',
    [
      'teams_copied_text',
      'Mara Lind|3|Good morning.',
      'Tom Reck|68|Yes. OK',
      'Mara Lind|3720|Bye.',
      'lines_left_out 3 line 1',
      'ends_estimated 3 line 2',
      {},
    ],
  ],
  [
    'Teams, copied with what looks like initials once',
    'Otto Kern 0 minutes 3 seconds0:03\nGood.\nMara 8 seconds0:08\nBye.\nOK\nOtto Kern 1 minute 8 seconds1:08\nBye.',
    [
      'teams_copied_text',
      'Otto Kern|3|Good.',
      'Mara|8|Bye. OK',
      'Otto Kern|68|Bye.',
      'ends_estimated 3 line 1',
      {},
    ],
  ],
  [
    'Teams, copied in short',
    'Mara Lind 0 minutes 3 seconds0:03\nGood morning.\nstork 8 seconds0:08\nYes.\nMara Lind 1 minute 8 seconds1:08\nBye.',
    [
      'teams_copied_text',
      'Mara Lind|3|Good morning.',
      'stork|8|Yes.',
      'Mara Lind|68|Bye.',
      'ends_estimated 3 line 1',
      {},
    ],
  ],
  [
    'Fathom',
    'Roof - June 3\nVIEW RECORDING - 12 mins (No highlights): https://fathom.video/calls/1\n\n---\n\n0:03 - Mara Lind (Acme)\n  Good morning.  Shall we?\n  ACTION ITEM: Buy tiles - WATCH: https://fathom.video/share/x?timestamp=4.9  At once.\n\n0:12 - stork\n  SCREEN SHARING: stork started screen sharing - WATCH: https://fathom.video/share/x?timestamp=14\n\n1:02:45 - stork\n  ACTION ITEM: no link here',
    [
      'fathom',
      'Mara Lind (Acme)|3|Good morning. Shall we? At once.',
      'stork|3765|ACTION ITEM: no link here',
      'lines_left_out 3 line 1',
      'items_left_out 2 line 6',
      'ends_estimated 2 line 6',
      { title: 'Roof - June 3' },
    ],
  ],
  [
    'Rev',
    'Speaker 1 (00:03):\nGood morning (10:30): yes.\n\nSpeaker 2 (00:12):\n\tYes.\n\nMore.\n\nD’Arcy (Acme) (01:02:45):\nGreat.',
    [
      'rev',
      'Speaker 1|3|Good morning (10:30): yes.',
      'Speaker 2|12|Yes. More.',
      'D’Arcy (Acme)|3765|Great.',
      'ends_estimated 3 line 1',
      {},
    ],
  ],
])('%s', (_name, text, expected) => {
  expect(read(text)).toEqual(expected);
});

import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { faultSentence } from '../../../../testing/fault-sentence.ts';
import { parseTranscript } from '../parse-transcript.ts';
import { isSentenceTranscript } from '../stored-transcript.ts';

/** Samples in a folder beside the checkout; without it the tests of each format stand for them. */
const inputs = new URL('../../../../../shared/samples/inputs/', import.meta.url);

function read(name: string): string[] {
  const parsed = parseTranscript({ name, bytes: readFileSync(new URL(name, inputs)) });
  if (parsed.kind === 'refused') return [faultSentence(parsed)];
  const { transcript, format } = parsed;
  const items = isSentenceTranscript(transcript) ? transcript.sentences : transcript.messages;
  const told = items.map(({ speaker_name, start, time, date, text }) =>
    [speaker_name, start ?? time ?? date ?? '', text].join('|'),
  );
  return [format, ...told];
}

test.skipIf(!existsSync(inputs)).each([
  [
    '01g-zoom-chat-refused-as-csv.txt',
    [
      'zoom_chat',
      'Mara Lind|00:06:51|Shall we start?',
      'stork|00:06:56|Yes, I am here.',
      'Tobias Reck|00:07:00|The tiles come on Friday.',
      'stork|00:07:02|I will pay them.',
      'Mara Lind|00:07:07|Great.',
    ],
  ],
  [
    '01j-am-becomes-part-of-name.txt',
    [
      'stamped_text',
      'Mara Lind|10:02 AM|Good morning',
      'Tobias Reck|10:03 AM|Hello',
      'Mara Lind|10:04 AM|Fine',
    ],
  ],
  [
    '09d-zoom-saved-captions-stamp-in-text.txt',
    [
      'zoom_captions',
      'Mara Lind|0|Good morning all, the tiles come on Friday.',
      'Tobias Reck|18|Hello, I hear you.',
    ],
  ],
  [
    '09e-stamp-after-name-in-text.txt',
    [
      'stamped_text',
      'Mara Lind|3|Good morning, shall we start with the roof?',
      'Tobias Reck|12|Yes. The tiles come on Friday.',
      'Mara Lind|20|Great.',
    ],
  ],
  [
    '13a-otter-header-lines.txt',
    [
      'otter',
      'Mara Lind|3|Good morning, shall we start with the roof?',
      'Tobias Reck|12|Yes. The tiles come on Friday. I sent you the list.',
      'Mara Lind|3765|Great, thanks.',
    ],
  ],
  [
    '13b-teams-header-lines.txt',
    [
      'teams_text',
      'Mara Lind|3|Good morning, shall we start with the roof?',
      'Tobias Reck|12|Yes. The tiles come on Friday. I sent you the list.',
      'Mara Lind|3765|Great, thanks.',
    ],
  ],
  ['13c-docx-not-utf8.docx', ['docx_stamped_text', 'Mara Lind|3|Shall we start?']],
  [
    '13e-descript.md',
    [
      'markdown',
      'Mara Lind|3|Good morning, shall we start with the roof?',
      'Tobias Reck|12|Yes. The tiles come on Friday.',
      'Mara Lind|20|Great.',
    ],
  ],
  [
    '13f-whatsapp.txt',
    [
      'whatsapp',
      'Mara Lind|2026-06-03T10:00:12|Good morning all',
      'Tobias Reck|2026-06-03T10:00:40|Hello, I hear you',
      'Mara Lind|2026-06-03T10:01:40|Good',
    ],
  ],
  [
    '13i-stamps-without-names.txt',
    [
      'stamped_text',
      '|4|Welcome to this recording.',
      '|9|Today we talk about the roof.',
      '|15|The tiles come on Friday.',
    ],
  ],
])('%s', (name, expected) => {
  expect(read(name)).toEqual(expected);
});

test.skipIf(!existsSync(inputs)).each([
  [
    '01b-lowercase-name-words-go-to-other-speaker.txt',
    ['Mara Lind', 'Mara Lind', 'stork', 'Mara Lind', 'stork', 'Mara Lind', 'Mara Lind'],
  ],
  [
    '01c-bracket-name-words-go-to-other-speaker.txt',
    ['Mara Lind', 'Tobias Reck [Acme]', 'Mara Lind', 'Tobias Reck [Acme]'],
  ],
])('%s', (name, speakers) => {
  expect(read(name).map((line) => line.split('|')[0])).toEqual(['text', ...speakers]);
});

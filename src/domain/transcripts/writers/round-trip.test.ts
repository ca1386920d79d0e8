import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTranscript } from '../parse-transcript.ts';
import type { StoredTranscript } from '../stored-transcript.ts';
import { transcriptWriters } from './table.ts';
import type { WrittenConversation } from './writer.ts';

const about: Omit<WrittenConversation, 'transcript'> = {
  title: 'Roof & tiles <2026>',
  company: 'Acme',
  date: '2026-06-03T10:00:00.000Z',
  medium: 'call',
  language: 'en',
  conversationType: 'sales',
  participants: [{ name: 'Mara Lind', email: 'mara@acme.example', role: null }],
};
const names = [
  'Mara Lind',
  'stork',
  'Tobias Reck [Acme]',
  'Спикер №1',
  '4917****12',
  'Dr. K. Öz | Acme GmbH',
  '田中',
  '🌟 Olga P. 🌟',
  "tobias's iPhone",
  'Mara Lind (she/her)',
  'Speaker 1',
  'R&D',
  'de la Cruz, María',
];
const texts = [
  'There are two ways: pay now, or pay later.',
  'Yes.',
  '10:30 works',
  'See https://a.example/x: it says',
  'a <b> &amp; "c"',
  '- minus five',
  'I said [later], (maybe) not.',
  'Привет. Как дела?',
  '…',
  'Note: buy tiles',
];
const words = fc.constantFrom(...texts);
const line = fc.record({ speaker_name: fc.constantFrom(...names, null), text: words });
const sentences = fc
  .array(fc.tuple(line, fc.nat(5_000), fc.nat(9_000)), { minLength: 1, maxLength: 30 })
  .map((rows) => {
    let startMs = 0;
    return rows.map(([said, pauseMs, lengthMs]) => {
      startMs += pauseMs;
      const { speaker_name, text } = said;
      return { speaker_name, start: startMs / 1000, end: (startMs + lengthMs) / 1000, text };
    });
  });

function readBack(as: keyof typeof transcriptWriters, transcript: StoredTranscript): unknown {
  const text = transcriptWriters[as]({ ...about, transcript });
  const parsed = parseTranscript({ name: `export.${as}`, bytes: new TextEncoder().encode(text) });
  return parsed.kind === 'parsed' ? parsed.transcript : parsed;
}

/** A file without any name shows a reader no difference between a name and speech with a colon. */
const hasNames = (rows: readonly { speaker_name: string | null; text: string }[]): boolean =>
  rows.some(({ speaker_name }) => speaker_name !== null) && rows.some(({ text }) => /\p{L}/u.test(text));

describe('what we write is read back the same', () => {
  test.each(['vtt', 'srt', 'txt', 'json'] as const)('sentences as %s', (as) => {
    fc.assert(
      fc.property(sentences.filter(hasNames), (rows) => {
        expect(readBack(as, { sentences: rows })).toEqual({ sentences: rows });
      }),
    );
  });

  test.each(['txt', 'json'] as const)('messages as %s', (as) => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 30 }).filter(hasNames), (messages) => {
        expect(readBack(as, { messages })).toEqual({ messages });
      }),
    );
  });

  test('what is known of the conversation, as json', () => {
    const transcript = { messages: [{ speaker_name: 'Mara Lind', text: 'Hi' }] };
    const bytes = new TextEncoder().encode(transcriptWriters.json({ ...about, transcript }));
    expect(parseTranscript({ name: 'a.json', bytes })).toMatchObject({ header: about });
  });
});

test('for people: Markdown', () => {
  const transcript = {
    sentences: [
      { speaker_name: 'Mara Lind', start: 3, end: 4, text: 'Shall we start?' },
      { speaker_name: 'Mara Lind', start: 5, end: 6, text: 'It is *late*.' },
      { speaker_name: null, start: 3_700, end: 3_701, text: 'Yes.' },
    ],
  };
  expect(transcriptWriters.md({ ...about, transcript })).toBe(
    '# Roof & tiles \\<2026\\>\n\n2026-06-03 · Acme · Mara Lind\n\n' +
      '[0:03] **Mara Lind:** Shall we start? It is \\*late\\*.\n\n[1:01:40] **(unknown speaker):** Yes.\n',
  );
});

test('a table of ours is read back without the guard against formulas', () => {
  const sentences = [{ speaker_name: '+49 170 1234567', start: 1, end: 2, text: '- yes, at noon' }];
  expect(readBack('csv', { sentences })).toEqual({ sentences });
});

test('for spreadsheets: CSV, without formulas', () => {
  const transcript = { messages: [{ speaker_name: '=cmd', text: 'He said "no",\nthen left.' }] };
  expect(transcriptWriters.csv({ ...about, transcript })).toBe(
    'speaker,start,end,text\r\n"\'=cmd",,,"He said ""no"",\nthen left."\r\n',
  );
});

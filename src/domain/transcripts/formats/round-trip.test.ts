import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type SaidTurn,
  type TranscriptWriter,
  timeOfDay,
  transcriptWriters,
} from '../../../../test/support/transcript-writers.ts';
import { parseTranscript } from '../parse-transcript.ts';
import { isSentenceTranscript } from '../stored-transcript.ts';

const plainNames = ['Mara Lind', 'Tobias Reck', 'Ann', 'Speaker 1'];
const oddNames = [
  'stork',
  '🦊 fox',
  'Tobias Reck [Acme]',
  "D'Arcy O’Neill-Smith (Guest)",
  '田中 太郎',
  '+49 170 1234567',
  'user@acme.test',
  'Спикер №1',
  'سارة',
  '7',
];
const plainTexts = [
  'Good morning',
  'shall we start?',
  'yes',
  'we meet at 10:30 then',
  'fine 🦊.',
  'é',
  'ten of 12 (tiles)',
];
/** Texts that have the form of a name, a time, a link or a mark of some format. */
const oddTexts = [
  'Mara Lind: no',
  'stork: ten tiles',
  'Note: this',
  '10:30 works',
  'https://acme.test/a?b=c:d',
  '[laughs]',
  '"quoted: text"',
  'a, [b] c',
  '- a dash',
  'From here to Everyone',
  '* * * x',
];

function turnsOf(writer: TranscriptWriter): fc.Arbitrary<SaidTurn[]> {
  const name = fc.constantFrom(...plainNames, ...(writer.takesAnything ? oddNames : []));
  const text = fc.constantFrom(...plainTexts, ...(writer.takesAnything ? oddTexts : []));
  const lines = fc
    .tuple(fc.constantFrom(...plainTexts), fc.array(text, { maxLength: 3 }))
    .map(([first, more]) => [first, ...more]);
  const turn = fc.record({ speaker: name, pause: fc.integer({ min: 2, max: 400 }), lines });
  // Somebody who speaks only once can be no rule for the others.
  return fc.array(turn, { minLength: 4, maxLength: 20 }).map((turns) => {
    let start = 0;
    return [...turns, ...turns].map(({ pause, ...rest }) => {
      start += pause;
      return { ...rest, start };
    });
  });
}

function said(turns: readonly SaidTurn[]): string[] {
  return turns.map(({ speaker, lines }) => `${speaker} | ${lines.join(' ')}`);
}

for (const writer of transcriptWriters) {
  test(`property: ${writer.format} ${writer.kind}: every word stays with its person`, () => {
    fc.assert(
      fc.property(turnsOf(writer), fc.constantFrom('\n', '\r\n'), (turns, lineEnd) => {
        const bytes = new TextEncoder().encode(writer.write(turns).replaceAll('\n', lineEnd));
        const parsed = parseTranscript({ name: `a.${writer.extension}`, bytes });
        expect(parsed).toMatchObject({ kind: 'parsed', format: writer.format });
        if (parsed.kind !== 'parsed') return;
        const { transcript } = parsed;
        const items = isSentenceTranscript(transcript) ? transcript.sentences : transcript.messages;
        expect(items.map(({ speaker_name, text }) => `${speaker_name} | ${text}`)).toEqual(said(turns));
        if (writer.keeps === 'start')
          expect(items.map(({ start }) => start)).toEqual(turns.map(({ start }) => start));
        if (writer.keeps === 'time')
          expect(items.map(({ time }) => time)).toEqual(turns.map(({ start }) => timeOfDay(start)));
        if (writer.keeps === 'date')
          expect(items.map(({ date }) => date)).toEqual(
            turns.map(({ start }) => `2026-06-13T${timeOfDay(start)}`),
          );
      }),
      { numRuns: 100 },
    );
  });
}

import type { AnalysisInput } from '../src/engines/analysis/analyser.ts';
import { seededRandom } from './support/statistics.ts';

/** Long conversations that are made, for tests of growth and for figures. */

const SUBJECTS =
  'offer contract invoice budget printer parcel driver route report server update licence'.split(' ');
const VERBS = 'needs follows changes covers delays replaces explains supports'.split(' ');

/** Plain statements, hardly two of them the same. */
export function statements(count: number): string[] {
  const random = seededRandom(count);
  const drawn = (list: string[]) => list[Math.floor(random() * list.length)] ?? '';
  return Array.from({ length: count }, (_, i) => {
    const [first, second, third] = [drawn(SUBJECTS), drawn(SUBJECTS), drawn(SUBJECTS)];
    return `The ${first} of the ${second} ${drawn(VERBS)} the ${third} number ${i}.`;
  });
}

/** A conversation of so many lines, without times. */
export function longConversation(
  count: number,
  text: (i: number) => string,
  name: (i: number) => string = (i) => `Ann${i % 4}`,
): AnalysisInput {
  const lines = Array.from({ length: count }, (_, index) => ({
    index,
    speakerName: name(index),
    text: text(index),
    start: null,
    end: null,
  }));
  return { lines, language: 'en', startedAt: new Date('2026-06-03T09:00:00Z'), participants: [] };
}

function timed(input: AnalysisInput): AnalysisInput {
  return { ...input, lines: input.lines.map((line, i) => ({ ...line, start: i, end: i + 0.9 })) };
}

/** Kinds of long conversations, each made of a count of lines, sentences or words. */
export const LONG_KINDS: Readonly<Record<string, (count: number) => AnalysisInput>> = {
  'short messages': (count) =>
    longConversation(count, (i) => ['Okay.', 'Thanks a lot.', `Order ${i} is fixed.`][i % 3] ?? ''),
  'sentences of speech': (count) => {
    const said = statements(count);
    return longConversation(count / 4, (i) => said.slice(4 * i, 4 * i + 4).join(' '));
  },
  commitments: (count) => longConversation(count, (i) => `I will send you the report number ${i} by Friday.`),
  'requests by name': (count) =>
    longConversation(
      count,
      (i) => `Name${i} Lind, can you send list ${i}?`,
      (i) => `Name${i} Lind`,
    ),
  questions: (count) => longConversation(count, (i) => `What does plan ${i} cost in a year?`),
  rivals: (count) => longConversation(count, (i) => `We switched from Acme${i} to your product.`),
  'speakers with times': (count) =>
    timed(
      longConversation(
        count,
        (i) => `The parcel ${i} is late.`,
        (i) => `Person ${i}`,
      ),
    ),
  'sentences in one line without punctuation': (count) =>
    longConversation(1, () => statements(count).join(' ').replaceAll('.', '')),
  'words, one again and again': (count) => longConversation(1, () => 'problem '.repeat(count)),
  'lines of one word': (count) => longConversation(count, () => 'problem'),
};

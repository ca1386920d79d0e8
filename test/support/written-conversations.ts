import fc from 'fast-check';
import { expect } from 'vitest';
import type { Notice } from '../../src/base/notice.ts';
import { type ParseOptions, parseTranscript } from '../../src/domain/transcripts/parse-transcript.ts';
import { isSentenceTranscript } from '../../src/domain/transcripts/stored-transcript.ts';
import type { TranscriptHeader } from '../../src/domain/transcripts/transcript-header.ts';
import { faultSentence } from '../../testing/fault-sentence.ts';

/** One sentence of a made-up conversation. */
export interface Line {
  /** The speaker, 0 to 2. */
  person: number;
  text: string;
  /** Its words with their times; punctuation stands at their ends. */
  words: { text: string; startMs: number; endMs: number }[];
  startMs: number;
  endMs: number;
}

export interface ReadFile {
  format: string;
  /** `speaker|start|end|text`; messages have their other fields in the places of the times. */
  said: string[];
  header: TranscriptHeader;
  /** `code count place`. */
  notices: string[];
}

/** Reads a file; JSON where it is no string. A refusal is its code and message. */
export function readFile(
  content: unknown,
  { name = 'a.json', ...options }: ParseOptions & { name?: string } = {},
): ReadFile | string {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const parsed = parseTranscript({ name, bytes: new TextEncoder().encode(text) }, options);
  if (parsed.kind === 'refused') return `${parsed.code}: ${faultSentence(parsed)}`;
  const { format, transcript, header, notices } = parsed;
  const said = isSentenceTranscript(transcript)
    ? transcript.sentences.map(
        ({ speaker_name, start, end, text: words }) => `${speaker_name}|${start}|${end}|${words}`,
      )
    : transcript.messages.map(({ speaker_name, text: words, ...extra }) =>
        [`${speaker_name}`, ...Object.values(extra), words].join('|'),
      );
  return { format, said, header, notices: notices.map(writeNotice) };
}

function writeNotice({ code, count, firstPlace }: Notice): string {
  return `${code} ${count} ${firstPlace}`;
}

/** Words that tell their line: every one is there once. */
const wordStems = fc.constantFrom('Haus', 'budget', 'über', 'review', 'naïve', 'дом', 'start', 'Ärger');
const lineShape = fc.record({
  person: fc.nat(2),
  stems: fc.array(wordStems, { minLength: 1, maxLength: 6 }),
  pauseMs: fc.integer({ min: 1, max: 9000 }),
  wordMs: fc.integer({ min: 100, max: 900 }),
  end: fc.constantFrom('.', '?', '!'),
});

/** Conversations of up to nine sentences, each by another person than the one before or not. */
const conversations: fc.Arbitrary<Line[]> = fc
  .array(lineShape, { minLength: 1, maxLength: 9 })
  .map((shapes) => {
    let nowMs = 0;
    return shapes.map(({ person, stems, pauseMs, wordMs, end }, at) => {
      nowMs += pauseMs;
      const words = stems.map((stem, index) => {
        const text = `${stem}${letters(at)}Ω${letters(index)}${index === stems.length - 1 ? end : ''}`;
        const word = { text, startMs: nowMs, endMs: nowMs + wordMs - 50 };
        nowMs += wordMs;
        return word;
      });
      nowMs -= 50;
      const text = words.map((word) => word.text).join(' ');
      return { person, text, words, startMs: words[0]?.startMs ?? 0, endMs: nowMs };
    });
  });

function letters(number: number): string {
  return String.fromCharCode(0x61 + number);
}

export interface Writer {
  /** The format's id. */
  format: string;
  /** Writes a conversation as the tool does. */
  write(lines: readonly Line[]): unknown;
  /** The name that is read for a person; null where the format tells none. */
  name(person: number): string | null;
  /** The part that the format does not write. */
  lacks?: 'ends' | 'times';
  /** Adjacent sentences of one person become one entry there, which is read as one. */
  fileName?: string;
}

/** Conversations that are written as the tool does come back the same. */
export function expectSameConversations(writer: Writer): void {
  fc.assert(
    fc.property(conversations, (lines) => {
      const read = readFile(writer.write(lines), { name: writer.fileName ?? 'a.json' });
      if (typeof read === 'string') throw new Error(read);
      expect(read.format).toBe(writer.format);
      expect(read.said.map((said) => withoutTimes(said, writer))).toEqual(
        lines.map((line) => withoutTimes(writeLine(line, writer), writer)),
      );
    }),
    { numRuns: 60 },
  );
}

function writeLine({ person, startMs, endMs, text }: Line, { name }: Writer): string {
  return `${name(person)}|${startMs / 1000}|${endMs / 1000}|${text}`;
}

function withoutTimes(said: string, { lacks }: Writer): string {
  const [speaker, start, ...rest] = said.split('|');
  const text = rest.at(-1);
  if (lacks === 'times') return `${speaker}|${text ?? start}`;
  return lacks === 'ends' ? `${speaker}|${start}|${text}` : said;
}

const oddValues = fc.constantFrom<unknown>(
  null,
  true,
  '',
  'odd',
  77,
  -1,
  1e12,
  [],
  {},
  [null],
  { text: 7 },
  '\u0000',
);

/** Whatever becomes of single values, nothing is thrown, no word goes to another person, and none is lost in silence. */
export function expectSafeMutations(writer: Writer): void {
  const mutation = fc.record({ path: fc.nat(), value: fc.option(oddValues, { nil: undefined }) });
  fc.assert(
    fc.property(conversations, fc.array(mutation, { minLength: 1, maxLength: 3 }), (lines, mutations) => {
      const value: unknown = JSON.parse(JSON.stringify(writer.write(lines)));
      for (const [at, { path, value: odd }] of mutations.entries())
        mutate(value, path, unlikeOthers(odd, at));
      const content = JSON.stringify(value);
      for (const options of [{}, { format: writer.format }])
        expectSafe(readFile(content, options), content, { lines, writer });
    }),
    { numRuns: 150 },
  );
}

/** Two ids that were changed alike would be one person's. */
function unlikeOthers(odd: unknown, at: number): unknown {
  if (typeof odd === 'number' && odd > 0) return odd + at;
  return odd === 'odd' ? `odd${at}` : structuredClone(odd);
}

/** Changes one of all values, chosen by a number; without a value the key is taken away. */
function mutate(root: unknown, path: number, odd: unknown): void {
  const places: { holder: Record<string, unknown>; key: string }[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const holder = value as Record<string, unknown>;
    for (const key of Object.keys(holder)) {
      places.push({ holder, key });
      visit(holder[key]);
    }
  };
  visit(root);
  const place = places[path % Math.max(1, places.length)];
  if (!place) return;
  if (odd === undefined && !Array.isArray(place.holder)) delete place.holder[place.key];
  else place.holder[place.key] = odd ?? null;
}

const token = /\p{L}+Ω[a-z]/gu;

function expectSafe(
  read: ReadFile | string,
  content: string,
  { lines, writer }: { lines: readonly Line[]; writer: Writer },
): void {
  if (typeof read === 'string') {
    expect(read).toMatch(/^(?:malformed|no_speech|unknown_format|time_unit_unknown|not_text): ./u);
    return;
  }
  const owners = new Map<string, string | null>();
  for (const { person, text } of lines)
    for (const word of text.match(token) ?? []) owners.set(word, writer.name(person));
  const names = new Set(owners.values());
  const found = new Set<string>();
  for (const said of read.said) {
    const speaker = said.split('|')[0] ?? '';
    for (const word of said.match(token) ?? []) {
      found.add(word);
      if (names.has(speaker)) expect(`${word} by ${speaker}`).toBe(`${word} by ${owners.get(word)}`);
    }
  }
  const lost = (content.match(token) ?? []).filter((word) => !found.has(word));
  if (lost.length > 0) expect(read.notices, `lost ${lost.join(' ')} of ${content}`).not.toEqual([]);
}

import { setImmediate } from 'node:timers/promises';
import type { Db } from '../../db/pool.ts';
import type { Conversation, Participant } from '../conversations/conversation.ts';
import type { TranscriptLine } from '../transcripts/stored-transcript.ts';
import { type Stems, stemmerOf } from './stemmers.ts';
import { type Token, tokensOf } from './tokens.ts';
import { DocumentVector, type FormsOf, formsBy, sentenceVector } from './vector.ts';

/** All that a conversation is found by. */
export interface Searchable {
  conversation: Pick<Conversation, 'title' | 'company' | 'participants'>;
  language: string;
  lines: readonly TranscriptLine[];
  /** Findings of its analysis, once there is one. */
  found: Found;
}

export interface Found {
  topics: readonly string[];
  insightTypes: readonly string[];
}

export const nothingFound: Found = { topics: [], insightTypes: [] };

/** The same as rows take it: a vector, and the sentences as JSON. */
export interface SearchEntry {
  vector: string;
  sentences: string;
  stemmer: string | null;
}

type SearchedLine = TranscriptLine & { tokens: readonly Token[] };

interface SentenceRow {
  ordinal: number;
  part: number;
  start_ms: number | null;
  speaker: string | null;
  text: string;
  tsv: string;
}

/** Words of a row. PostgreSQL knows 255 places of a word in a row, and the first 16,383 places. */
const mostWords = 1_000;
const linesAtOnce = 1_000;

/** The marks by which a conversation is found by what its analysis found. */
export function topicMark(topic: string): string {
  return `#topic ${topic.slice(0, 200).toLowerCase()}`;
}

export function insightMark(type: string): string {
  return `#insight ${type}`;
}

export async function searchEntry(db: Db, stems: Stems, searchable: Searchable): Promise<SearchEntry> {
  const stemmer = stemmerOf(searchable.language);
  const lines: SearchedLine[] = [];
  for (const [i, line] of searchable.lines.entries()) {
    // Of a whole day's talk others need not wait for all.
    if (i % linesAtOnce === linesAtOnce - 1) await setImmediate();
    const text = storable(line.text);
    lines.push({ ...line, text, tokens: tokensOf(text) });
  }
  const head = headOf(searchable.conversation).map(({ text, weight }) => ({
    tokens: tokensOf(text),
    weight,
  }));
  const spelled = new Set<string>();
  for (const { tokens } of [...head, ...lines]) for (const token of tokens) spelled.add(token.spelled);
  const forms = formsBy(await stems.of(db, stemmer, spelled));
  const vector = new DocumentVector();
  for (const { tokens, weight } of head) vector.add(tokens, forms, weight);
  for (const { tokens } of lines) vector.add(tokens, forms, 'D');
  for (const topic of searchable.found.topics) vector.addMark(topicMark(storable(topic)));
  for (const type of searchable.found.insightTypes) vector.addMark(insightMark(type));
  const rows = lines.flatMap((line) => sentenceRows(line, forms));
  return { vector: vector.text(), sentences: JSON.stringify(rows), stemmer };
}

function headOf({ title, company, participants }: Searchable['conversation']) {
  const people = participants.flatMap(({ name, email }: Participant) => [name, email]);
  return [
    { text: title, weight: 'A' as const },
    ...[company, ...people].flatMap((text) => (text === null ? [] : [{ text, weight: 'B' as const }])),
  ];
}

/** PostgreSQL holds neither NUL nor half of a pair of UTF-16. */
function storable(text: string): string {
  return text.replaceAll('\0', ' ').toWellFormed();
}

function sentenceRows(line: SearchedLine, forms: FormsOf): SentenceRow[] {
  const { index: ordinal, start, text, tokens } = line;
  const about = {
    ordinal,
    start_ms: start === null ? null : Math.round(start * 1000),
    speaker: line.speakerName && storable(line.speakerName),
  };
  const rows: SentenceRow[] = [];
  for (let part = 0; part * mostWords < Math.max(1, tokens.length); part += 1) {
    const words = tokens.slice(part * mostWords, (part + 1) * mostWords);
    const isLast = (part + 1) * mostWords >= tokens.length;
    const from = part === 0 ? 0 : (words[0]?.start ?? 0);
    const to = isLast ? text.length : (tokens[(part + 1) * mostWords]?.start ?? text.length);
    rows.push({ ...about, part, text: text.slice(from, to), tsv: sentenceVector(words, forms) });
  }
  return rows;
}

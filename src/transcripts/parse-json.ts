import type { StoredMessage, StoredSentence, StoredTranscript } from './stored-transcript.ts';
import { HEADER_KEYS, readHeader } from './transcript-header.ts';
import { refuse, type TranscriptReading, type TranscriptRefusal } from './transcript-refusal.ts';

const DEPTH_MAX = 64;

type JsonObject = Record<string, unknown>;

/** Takes our JSON (`sentences` or `messages`, header fields beside them); gives everything but the header as it stands. */
export function parseJson(source: string): TranscriptReading {
  const json = readJson(source);
  if (json.kind === 'refused') return json;
  const top = json.value;
  if (!isObject(top)) return refuse('malformed', 'The JSON is not an object with "sentences" or "messages".');
  const fault = unstorable(top);
  if (fault) return fault;
  const header = readHeader(top);
  if (header.kind === 'refused') return header;
  const transcript = readTranscript(
    Object.fromEntries(Object.entries(top).filter(([key]) => !HEADER_KEYS.has(key))),
  );
  if (transcript.kind === 'refused') return transcript;
  return { kind: 'read', transcript: transcript.transcript, header: header.header };
}

function readJson(source: string): { kind: 'json'; value: unknown } | TranscriptRefusal {
  try {
    return { kind: 'json', value: JSON.parse(source) };
  } catch (error) {
    return refuse(
      'malformed',
      `The JSON cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}

type TranscriptOrRefusal = { kind: 'transcript'; transcript: StoredTranscript } | TranscriptRefusal;

function readTranscript(stored: JsonObject): TranscriptOrRefusal {
  const hasSentences = Object.hasOwn(stored, 'sentences');
  if (hasSentences === Object.hasOwn(stored, 'messages')) {
    return refuse(
      'malformed',
      `The JSON has ${hasSentences ? 'both' : 'neither'} "sentences" ${hasSentences ? 'and' : 'nor'} "messages"; exactly one is wanted.`,
    );
  }
  const key = hasSentences ? 'sentences' : 'messages';
  const items = stored[key];
  if (!Array.isArray(items)) return refuse('malformed', `"${key}" is not an array.`);
  if (items.length === 0) return refuse('no_speech', `"${key}" is empty.`);
  for (const [index, item] of items.entries()) {
    const fault = itemFault(item, hasSentences);
    if (fault) return refuse('malformed', `${key}[${index}]${fault}.`);
  }
  const uncertain = stored['uncertain_speakers'];
  if (uncertain !== undefined && !isNames(uncertain))
    return refuse('malformed', '"uncertain_speakers" is not a list of at most 1000 names.');
  const checked = items as (StoredSentence & StoredMessage)[];
  if (checked.every((item) => item.text.trim() === ''))
    return refuse('no_speech', `Every text of "${key}" is empty.`);
  return { kind: 'transcript', transcript: { ...stored, [key]: checked } as StoredTranscript };
}

function isNames(value: unknown): boolean {
  return Array.isArray(value) && value.length <= 1_000 && value.every((name) => typeof name === 'string');
}

function itemFault(item: unknown, isTimed: boolean): string | null {
  if (!isObject(item)) return ' is not an object';
  if (typeof item['text'] !== 'string') return '.text is not a string';
  const speaker = item['speaker_name'];
  if (speaker !== undefined && speaker !== null && typeof speaker !== 'string')
    return '.speaker_name is neither a string nor null';
  if (!isTimed) return null;
  const { start, end } = item;
  if (!isSeconds(start)) return '.start is not a number of seconds from 0 on';
  if (!isSeconds(end)) return '.end is not a number of seconds from 0 on';
  return end < start ? '.end is before its start' : null;
}

/** NUL and lone surrogates cannot be stored in PostgreSQL; very deep values cannot be written out again. */
function unstorable(top: JsonObject): TranscriptRefusal | null {
  const pending: { value: unknown; depth: number; place: string }[] = [{ value: top, depth: 0, place: '' }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, depth, place } = next;
    if (typeof value === 'string') {
      const fault = textFault(value);
      if (fault) return refuse('not_text', `${place}: the text holds ${fault}.`);
    }
    if (typeof value !== 'object' || value === null) continue;
    if (depth === DEPTH_MAX)
      return refuse('malformed', `The JSON is nested more than ${DEPTH_MAX} levels deep.`);
    for (const [key, inner] of Object.entries(value)) {
      const fault = textFault(key);
      if (fault) return refuse('not_text', `${place || 'The top level'}: a key holds ${fault}.`);
      if (typeof inner !== 'string' && typeof inner !== 'object') continue;
      const innerPlace = Array.isArray(value) ? `${place}[${key}]` : place === '' ? key : `${place}.${key}`;
      pending.push({ value: inner, depth: depth + 1, place: innerPlace });
    }
  }
  return null;
}

function textFault(text: string): string | null {
  if (text.includes('\u0000')) return 'a NUL character';
  return text.isWellFormed() ? null : 'half of a surrogate pair';
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSeconds(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

import { secondsMax } from '../assemble.ts';
import type { TranscriptFormat } from '../format.ts';
import { isObject, type JsonObject } from '../json/json-content.ts';
import type { Source } from '../source.ts';
import type { StoredMessage, StoredSentence, StoredTranscript } from '../stored-transcript.ts';
import { HEADER_KEYS, readHeader } from '../transcript-header.ts';
import type { TranscriptReading } from '../transcript-reading.ts';
import { refuse, type TranscriptRefusal } from '../transcript-refusal.ts';

/** The contract's bound. */
const nameMax = 1_000;

/** Our own JSON: `sentences` or `messages`, header fields beside them. Everything but the header is kept as it stands. */
export const meetricJson: TranscriptFormat = {
  id: 'meetric_json',
  name: 'Meetric JSON',
  source: { url: 'docs/formats.md', seen: '2026-11-30' },
  takes: ['speakers', 'starts', 'ends', 'title', 'date', 'language', 'participants'],
  matches,
  read: ({ json }) => readOwn(json),
};

function matches({ json, extension }: Source): number {
  if (json.kind === 'none') return extension === 'json' ? 0.3 : 0;
  if (json.kind === 'lines') return 0;
  if (json.kind === 'refused' || !isObject(json.value)) return 0.3;
  return isOwn(json.value) ? 0.7 : 0.2;
}

const otherSpeakerKeys =
  'speaker speakerName speaker_label from author user sender participant name role'.split(' ');
const samples = 20;

/** Sentences and messages of other programs have the speaker, or the times, under other keys. */
function isOwn(top: JsonObject): boolean {
  const isTimed = Array.isArray(top['sentences']);
  const items: unknown = isTimed ? top['sentences'] : top['messages'];
  if (!Array.isArray(items)) return false;
  const some: unknown[] = items.slice(0, samples);
  return some.every((item) => {
    if (!isObject(item)) return true;
    if (!Object.hasOwn(item, 'speaker_name') && otherSpeakerKeys.some((key) => Object.hasOwn(item, key)))
      return false;
    return !isTimed || (typeof item['start'] === 'number' && typeof item['end'] === 'number');
  });
}

function readOwn(json: Source['json']): TranscriptReading {
  if (json.kind === 'refused') return json;
  if (json.kind === 'none') return refuse('malformed', 'The JSON cannot be read: it is no object.');
  if (json.kind === 'lines' || !isObject(json.value))
    return refuse('malformed', 'The JSON is not an object with "sentences" or "messages".');
  const top = json.value;
  const fault = json.hasEscapes ? unstorable(top) : null;
  if (fault) return fault;
  const header = readHeader(top);
  if (header.kind === 'refused') return header;
  const transcript = readTranscript(
    Object.fromEntries(Object.entries(top).filter(([key]) => !HEADER_KEYS.has(key))),
  );
  if (transcript.kind === 'refused') return transcript;
  return { kind: 'read', transcript: transcript.transcript, header: header.header };
}

type TranscriptOrRefusal = { kind: 'transcript'; transcript: StoredTranscript } | TranscriptRefusal;

function readTranscript(stored: JsonObject): TranscriptOrRefusal {
  const hasSentences = Object.hasOwn(stored, 'sentences');
  const hasMessages = Object.hasOwn(stored, 'messages');
  if (hasSentences && hasMessages)
    return refuse('malformed', 'The JSON has both "sentences" and "messages"; exactly one is wanted.');
  if (!hasSentences && !hasMessages) {
    return refuse(
      'malformed',
      'The JSON has neither "sentences" nor "messages", nor any other list of things said; see docs/formats.md.',
    );
  }
  const key = hasSentences ? 'sentences' : 'messages';
  const items = stored[key];
  if (!Array.isArray(items)) return refuse('malformed', `"${key}" is not an array.`);
  if (items.length === 0) return refuse('no_speech', `"${key}" is empty.`);
  let index = 0;
  for (const item of items) {
    const fault = itemFault(item, hasSentences);
    if (fault) return refuse('malformed', `${key}[${index}]${fault}.`);
    index++;
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
  if (typeof speaker === 'string' && speaker.length > nameMax)
    return `.speaker_name has more than ${nameMax} characters`;
  if (!isTimed) return null;
  const { start, end } = item;
  if (!isSeconds(start)) return `.start is not a number of seconds from 0 to ${secondsMax}`;
  if (!isSeconds(end)) return `.end is not a number of seconds from 0 to ${secondsMax}`;
  return end < start ? '.end is before its start' : null;
}

/** NUL and lone surrogates cannot be stored in PostgreSQL. */
function unstorable(top: JsonObject): TranscriptRefusal | null {
  const pending: { value: unknown; place: string }[] = [{ value: top, place: '' }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, place } = next;
    if (typeof value === 'string') {
      const fault = textFault(value);
      if (fault) return refuse('not_text', `${place}: the text holds ${fault}.`);
    }
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      const fault = textFault(key);
      if (fault) return refuse('not_text', `${place || 'The top level'}: a key holds ${fault}.`);
      if (typeof inner !== 'string' && typeof inner !== 'object') continue;
      const innerPlace = Array.isArray(value) ? `${place}[${key}]` : place === '' ? key : `${place}.${key}`;
      pending.push({ value: inner, place: innerPlace });
    }
  }
  return null;
}

function textFault(text: string): string | null {
  if (text.includes('\u0000')) return 'a NUL character';
  return text.isWellFormed() ? null : 'half of a surrogate pair';
}

function isSeconds(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= secondsMax;
}

import type { TranscriptFormat } from '../format.ts';
import { isObject, type JsonObject } from '../json/json-content.ts';
import type { Source } from '../source.ts';
import {
  type StoredMessage,
  type StoredSentence,
  type StoredTranscript,
  secondsMax,
} from '../stored-transcript.ts';
import { boundsFault } from '../transcript-bounds.ts';
import { HEADER_KEYS, readHeader } from '../transcript-header.ts';
import type { TranscriptReading } from '../transcript-reading.ts';
import {
  type ItemProblem,
  refuse,
  type TranscriptRefusal,
  type UnstorableText,
} from '../transcript-refusal.ts';

/** The contract's bound. */
const nameMax = 1_000;

/** Our own JSON: `sentences` or `messages`, header fields beside them. Everything but the header is kept as it stands. */
export const meetricJson: TranscriptFormat = {
  id: 'meetric_json',
  name: 'Meetric JSON',
  source: { url: 'docs/formats.md', seen: '2026-11-30' },
  takes: ['speakers', 'starts', 'ends', 'title', 'date', 'language', 'participants'],
  matches,
  read: ({ json, text }) => readOwn(json, hugeNumbers.test(text)),
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

/** JavaScript has no number for some of these, and would store null. */
const hugeNumbers = /\d[eE]\+?\d{3}|\d{309}/u;

function readOwn(json: Source['json'], hasHugeNumbers: boolean): TranscriptReading {
  if (json.kind === 'refused') return json;
  if (json.kind === 'none') return refuse({ code: 'malformed', problem: 'no_json' });
  if (json.kind === 'lines' || !isObject(json.value))
    return refuse({ code: 'malformed', problem: 'no_object' });
  const top = json.value;
  const fault = json.hasEscapes || hasHugeNumbers ? unstorable(top) : null;
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
  if (hasSentences && hasMessages) return refuse({ code: 'malformed', problem: 'two_lists' });
  if (!hasSentences && !hasMessages) return refuse({ code: 'malformed', problem: 'no_list' });
  const key = hasSentences ? 'sentences' : 'messages';
  const items = stored[key];
  if (!Array.isArray(items)) return refuse({ code: 'malformed', problem: 'no_array', key });
  if (items.length === 0) return refuse({ code: 'no_speech', problem: 'empty_list', key });
  let index = 0;
  for (const item of items) {
    const fault = itemFault(item, hasSentences);
    if (fault) return refuse({ code: 'malformed', problem: 'item', place: `${key}[${index}]`, ...fault });
    index++;
  }
  const uncertain = stored['uncertain_speakers'];
  if (uncertain !== undefined && !isNames(uncertain))
    return refuse({ code: 'malformed', problem: 'uncertain_speakers' });
  const checked = items as (StoredSentence & StoredMessage)[];
  if (checked.every((item) => item.text.trim() === ''))
    return refuse({ code: 'no_speech', problem: 'empty_texts', key });
  const transcript = { ...stored, [key]: checked } as StoredTranscript;
  return boundsFault(transcript, (at) => `${key}[${at}]`) ?? { kind: 'transcript', transcript };
}

function isNames(value: unknown): boolean {
  const isName = (name: unknown): boolean => typeof name === 'string' && name.length <= nameMax;
  return Array.isArray(value) && value.length <= 1_000 && value.every(isName);
}

function itemFault(item: unknown, isTimed: boolean): { fault: ItemProblem; most: number } | null {
  const bad = (fault: ItemProblem, most = 0) => ({ fault, most });
  if (!isObject(item)) return bad('no_object');
  if (typeof item['text'] !== 'string') return bad('text_no_string');
  const speaker = item['speaker_name'];
  if (speaker !== undefined && speaker !== null && typeof speaker !== 'string')
    return bad('speaker_no_string');
  if (typeof speaker === 'string' && speaker.length > nameMax) return bad('speaker_too_long', nameMax);
  if (!isTimed) return null;
  const { start, end } = item;
  if (!isSeconds(start)) return bad('start_out_of_range', secondsMax);
  if (!isSeconds(end)) return bad('end_out_of_range', secondsMax);
  return end < start ? bad('end_before_start') : null;
}

/** NUL and lone surrogates cannot be stored in PostgreSQL, and JSON writes an infinite number as null. */
function unstorable(top: JsonObject): TranscriptRefusal | null {
  const pending: { value: unknown; place: string }[] = [{ value: top, place: '' }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, place } = next;
    if (typeof value === 'string') {
      const holds = textFault(value);
      if (holds) return refuse({ code: 'not_text', problem: 'unstorable_text', place, holds });
    }
    if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY)
      return refuse({ code: 'malformed', problem: 'number_too_large', place });
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      const holds = textFault(key);
      if (holds) return refuse({ code: 'not_text', problem: 'unstorable_key', place, holds });
      const innerPlace = Array.isArray(value) ? `${place}[${key}]` : place === '' ? key : `${place}.${key}`;
      pending.push({ value: inner, place: innerPlace });
    }
  }
  return null;
}

function textFault(text: string): UnstorableText | null {
  if (text.includes('\u0000')) return 'nul';
  return text.isWellFormed() ? null : 'half_character';
}

function isSeconds(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= secondsMax;
}

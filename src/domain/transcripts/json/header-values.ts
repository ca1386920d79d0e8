import { isLanguageTag, primarySubtag } from '../../../base/language-tag.ts';
import { type HeaderParticipant, isoDate, readHeader, type TranscriptHeader } from '../transcript-header.ts';
import { isObject, type JsonObject } from './json-content.ts';
import { epochMs, readMoment } from './json-time.ts';
import { speakerName } from './speaker-name.ts';

/** Values of another tool's file about the conversation, not yet checked for their types. */
export interface HeaderValues {
  title?: unknown;
  /** ISO 8601, or a count since 1970. */
  date?: unknown;
  /** A tag, or the English name of a language. */
  language?: unknown;
  /** Objects with names and addresses, or names, or addresses. */
  participants?: unknown;
}

const titleMax = 500;
const nameMax = 200;
const emailMax = 320;
const roleMax = 100;
const participantsMax = 1000;
const notOneLanguage = new Set(['und', 'mul', 'zxx', 'mis']);

/** Takes what a file says of itself; gives what of it passes the checks of a header. The rest is left out: it is no speech. */
export function headerOf({ title, date, language, participants }: HeaderValues): TranscriptHeader {
  const people = Array.isArray(participants) ? participantsOf(participants) : [];
  const checked = readHeader({
    title: phrase(title, titleMax),
    date: headerDate(date),
    language: languageTag(language),
    participants: people.length > 0 ? people : null,
  });
  return checked.kind === 'header' ? checked.header : {};
}

export function headerDate(value: unknown): string | null {
  if (typeof value === 'number') return writeMoment(epochMs(value));
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (/^\d{9,19}(?:\.\d+)?$/u.test(text)) return writeMoment(epochMs(Number(text)));
  return writeMoment(readMoment(text)) ?? isoDate(text);
}

export function writeMoment(ms: number | null): string | null {
  return ms === null || Math.abs(ms) > 8.64e15 ? null : new Date(ms).toISOString();
}

/** Takes a tag of BCP 47 or ISO 639, or an English name; gives a canonical tag, or null. */
export function languageTag(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const text = value.trim().replaceAll('_', '-');
  const tag = isLanguageTag(text) ? text : languagesByName().get(text.toLowerCase());
  if (tag === undefined) return null;
  try {
    const [canonical] = Intl.getCanonicalLocales(tag);
    return canonical === undefined || notOneLanguage.has(primarySubtag(canonical)) ? null : canonical;
  } catch {
    return null;
  }
}

let byName: Map<string, string> | null = null;

/** The English names of all languages with two letters, as Whisper writes them. */
function languagesByName(): ReadonlyMap<string, string> {
  if (byName) return byName;
  const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  byName = new Map();
  for (const first of letters) {
    for (const second of letters) {
      const name = names.of(first + second)?.toLowerCase();
      if (name !== undefined && !byName.has(name)) byName.set(name, first + second);
    }
  }
  return byName;
}

function participantsOf(list: readonly unknown[]): HeaderParticipant[] {
  const people = new Map<string, HeaderParticipant>();
  for (const value of list) {
    const person = isObject(value) ? personOf(value) : personOfText(value);
    if (person.name !== null || person.email !== null) people.set(`${person.name}\n${person.email}`, person);
    if (people.size === participantsMax) break;
  }
  return [...people.values()];
}

function personOf(value: JsonObject): HeaderParticipant {
  const { email: _email, emailAddress: _address, mailto: _mailto, id: _id, ...named } = value;
  const email = emailOf(value['email'] ?? value['emailAddress'] ?? value['mailto']);
  return { name: phrase(speakerName(named), nameMax), email, role: phrase(value['role'], roleMax) };
}

function personOfText(value: unknown): HeaderParticipant {
  const email = emailOf(value);
  return { name: email === null ? phrase(speakerName(value), nameMax) : null, email, role: null };
}

function emailOf(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const email = value.trim().replace(/^mailto:/iu, '');
  return email.length <= emailMax && /^[^\s@<>\p{Cc}]+@[^\s@<>\p{Cc}]+$/u.test(email) && email.isWellFormed()
    ? email
    : null;
}

function phrase(value: unknown, longest: number): string | null {
  if (typeof value !== 'string') return null;
  const text = value
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return text.length <= longest ? text || null : `${text.slice(0, longest - 1).replace(/\p{Cs}$/u, '')}…`;
}

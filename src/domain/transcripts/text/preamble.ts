import { isLanguageTag } from '../../../base/language-tag.ts';
import type { TranscriptHeader } from '../transcript-header.ts';
import { readTextDate } from './text-date.ts';

const keys: Readonly<Record<string, 'title' | 'date' | 'length' | 'people' | 'language'>> = {
  title: 'title',
  meeting: 'title',
  'meeting title': 'title',
  subject: 'title',
  topic: 'title',
  date: 'date',
  'meeting date': 'date',
  recorded: 'date',
  'recorded on': 'date',
  'date & time': 'date',
  duration: 'length',
  length: 'length',
  participants: 'people',
  attendees: 'people',
  speakers: 'people',
  present: 'people',
  language: 'language',
};
const mediaName = /^(\S.{0,200}?)\.(?:mp3|mp4|m4a|wav|mov|webm|mkv|ogg|oga|opus|flac|aac|avi|wma|m4v)$/iu;
const titleWords = 12;

/** Takes what stands above a talk; gives what it says of the conversation, and which of the lines say it and are no speech. */
export function readPreamble(lines: readonly string[]): { header: TranscriptHeader; used: Set<number> } {
  const header: TranscriptHeader = {};
  const used = new Set<number>();
  for (const [at, line] of lines.entries()) {
    const text = line.trim();
    const says = text === '' ? null : readLine(text);
    if (!says) continue;
    used.add(at);
    for (const [key, value] of Object.entries(says))
      if (!Object.hasOwn(header, key)) Object.assign(header, { [key]: value });
  }
  const first = lines.findIndex((line) => line.trim() !== '');
  const isTitled = header.title !== undefined || used.size === 0 || used.has(first);
  const title = (lines[first] ?? '').trim();
  if (!isTitled && !/[.?!:]$/u.test(title) && title.split(/\s+/u).length <= titleWords) {
    header.title = title;
    used.add(first);
  }
  return { header, used };
}

/** The facts about the conversation that a line gives; null where it may be speech. */
function readLine(text: string): TranscriptHeader | null {
  if (!/[\p{L}\p{N}]/u.test(text) || /^transcript:?$/iu.test(text)) return {};
  const file = mediaName.exec(text);
  if (file) return { title: file[1] ?? text };
  const [, key = '', value = ''] = /^([\p{L} &]{3,20}?)\s?:\s+(\S.*)$/u.exec(text) ?? [];
  const name = key.toLowerCase();
  if (Object.hasOwn(keys, name)) return readField(keys[name], value);
  const date = readTextDate(text);
  if (!date) return null;
  const rest = text.replace(date.written, '').trim();
  const title = text.endsWith(date.written) ? /^(.{1,200}?)\s*[-–—|•]$/u.exec(rest)?.[1] : undefined;
  if (title !== undefined) return { title, date: date.iso };
  return rest.length < 12 ? { date: date.iso } : null;
}

function readField(field: (typeof keys)[string] | undefined, value: string): TranscriptHeader | null {
  if (field === 'title') return { title: value };
  if (field === 'length') return /\d/u.test(value) ? {} : null;
  if (field === 'language') return isLanguageTag(value) ? { language: value } : null;
  if (field === 'people') {
    const names = value.split(/[,;]/u).map((name) => name.trim());
    const participants = names.filter(Boolean).map((name) => ({ name, email: null, role: null }));
    return participants.length === 0 ? null : { participants };
  }
  const date = readTextDate(value);
  return date ? { date: date.iso } : null;
}

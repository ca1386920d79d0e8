import { isObject, type JsonObject } from './json-content.ts';
import { readTime } from './json-time.ts';
import { speakerName } from './speaker-name.ts';

/** The unit that a key itself names, such as `start_ms`. */
type NamedUnit = 's' | 'ms' | 'us' | 'ticks';

export interface TimeField {
  key: string;
  unit: NamedUnit | null;
}

/** Under which keys entries have what a transcript is made of. */
export interface UsualFields {
  speaker: string | null;
  /** In the order of preference; an entry may have its text under a later one. */
  texts: readonly string[];
  start: TimeField | null;
  end: TimeField | null;
  /** A length, where there is no end. */
  duration: TimeField | null;
  /** Entries are words, not sentences. */
  areWords: boolean;
}

const words = (text: string): string[] => text.trim().split(/\s+/u);

/** Keys in the order of preference, in lower case without anything but letters and digits. */
const usual = {
  speaker:
    words(`speakername speaker speakerlabel displayname participantname participant author authorname sender sendername from
    user username realname name who participantrole role speakerid participantid userid fromid`),
  text: words(`text transcript transcription content sentence caption utterance message body value line spokentext displaytext
    punctuatedword word`),
  start:
    words(`start starttime startts starttimestamp startoffset begin begintime beginoffset begints offset from in
    secondsfromstart timeincall timestamp ts time timecode datetime date createdat sentat`),
  end: words('end endtime endts endtimestamp endoffset to stop stoptime finish out'),
  duration: words('duration dur length'),
} as const;

export const usualTextKeys: readonly string[] = usual.text;

const units: readonly [RegExp, NamedUnit][] = [
  [/^(.+?)(?:in)?(?:milliseconds|millis|msecs?|ms)$/u, 'ms'],
  [/^(.+?)(?:in)?(?:microseconds|micros|us)$/u, 'us'],
  [/^(.+?)(?:in)?ticks$/u, 'ticks'],
  [/^(.+?)(?:in)?(?:seconds|secs?|s)$/u, 's'],
];

export function normalKey(key: string): string {
  return key.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Looks through entries; tells under which of their keys speaker, text and times stand. */
export function findFields(entries: Iterable<JsonObject>): UsualFields {
  const keys = new Map<string, KeyUse>();
  for (const entry of entries) {
    for (const key in entry) {
      const use = keys.get(key) ?? { key, normal: normalKey(key), strings: 0, times: 0, names: 0 };
      keys.set(key, use);
      if (use.strings + use.times + use.names < 2 * samples) countUse(use, entry[key]);
    }
  }
  const uses = [...keys.values()];
  const texts = ordered(uses, usual.text).filter(({ strings }) => strings > 0);
  const from = uses.find(({ normal, times }) => normal === 'from' && times > 0);
  return {
    speaker: ordered(uses, usual.speaker).find((use) => use.names > 0 && use !== from)?.key ?? null,
    texts: texts.map(({ key }) => key),
    start: timeField(uses, usual.start),
    end: timeField(uses, usual.end),
    duration: timeField(uses, usual.duration),
    areWords: /word$/u.test(texts[0]?.normal ?? ''),
  };
}

interface KeyUse {
  key: string;
  normal: string;
  strings: number;
  times: number;
  names: number;
}

/** Enough entries to tell what stands under a key. */
const samples = 200;

function countUse(use: KeyUse, value: unknown): void {
  if (value === null || value === undefined || value === '') return;
  if (holdsText(value)) use.strings++;
  if (speakerName(value) !== null) use.names++;
  if (readTime(Array.isArray(value) ? value[0] : value)) use.times++;
}

function holdsText(value: unknown): boolean {
  if (typeof value === 'string') return true;
  return isObject(value) && ['content', 'text'].some((key) => typeof value[key] === 'string');
}

function ordered(uses: readonly KeyUse[], normals: readonly string[]): KeyUse[] {
  return uses
    .filter(({ normal }) => normals.includes(normal))
    .sort((a, b) => normals.indexOf(a.normal) - normals.indexOf(b.normal));
}

function timeField(uses: readonly KeyUse[], normals: readonly string[]): TimeField | null {
  const timed = uses.filter(({ times, names, normal }) => times > 0 && (normal !== 'from' || times >= names));
  for (const wanted of normals) {
    for (const { key, normal } of timed) {
      if (normal === wanted) return { key, unit: null };
      for (const [pattern, unit] of units) if (pattern.exec(normal)?.[1] === wanted) return { key, unit };
    }
  }
  return null;
}

import type { AnalysisInput } from '../analyser.ts';

/** Names by which people of the conversation may be called, and who answers whom. */
export interface Cast {
  /** Distinct names of those who speak, in order of appearance. */
  speakers: string[];
  /** Everyone's full and first names in lower case, to the name as given. */
  byCall: ReadonlyMap<string, string>;
  /** The order of `byCall`. */
  places: ReadonlyMap<string, number>;
}

/** Mail services and second-level labels say nothing about a company. */
const PUBLIC_MAIL = /^(?:gmail|googlemail|outlook|hotmail|live|yahoo|icloud|gmx|proton|mail|com|co|org|net)$/;

/** Everybody who speaks or is listed as a participant. */
export function castOf(input: AnalysisInput): Cast {
  const spoken = input.lines.flatMap((line) => (line.speakerName === null ? [] : [line.speakerName]));
  const speakers = [...new Set(spoken)];
  const listed = input.participants.flatMap((person) => (person.name === null ? [] : [person.name]));
  const byCall = new Map<string, string>();
  for (const name of [...speakers, ...listed]) {
    const first = name.split(/\s+/)[0] ?? name;
    if (!byCall.has(name.toLowerCase())) byCall.set(name.toLowerCase(), name);
    if (first.length > 2 && /^\p{Lu}/u.test(first) && !byCall.has(first.toLowerCase())) {
      byCall.set(first.toLowerCase(), name);
    }
  }
  return { speakers, byCall, places: new Map([...byCall.keys()].map((call, place) => [call, place])) };
}

/** Words of the participants' own companies, from their e-mail domains, and of everybody's names, in lower case. */
export function ownWords(input: AnalysisInput): ReadonlySet<string> {
  const words = new Set<string>();
  const names = [
    ...input.lines.map((line) => line.speakerName),
    ...input.participants.map((person) => person.name),
  ];
  for (const name of new Set(names)) {
    for (const word of name?.toLowerCase().split(/\s+/) ?? []) words.add(word);
  }
  for (const { email } of input.participants) {
    const labels = email?.split('@')[1]?.toLowerCase().split('.').slice(0, -1) ?? [];
    for (const label of labels) {
      if (PUBLIC_MAIL.test(label)) continue;
      for (const word of [label.replaceAll('-', ''), ...label.split('-')]) {
        if (word.length > 2) words.add(word);
      }
    }
  }
  return words;
}

/** The other side of a conversation between two; null with fewer or more people, or an unnamed speaker. */
export function otherSide(cast: Cast, speakerName: string | null): string | null {
  if (cast.speakers.length !== 2 || speakerName === null) return null;
  return cast.speakers.find((name) => name !== speakerName) ?? null;
}

/** Words of a name, at most. */
const LONGEST_NAME_WORDS = 6;

/** Whom a sentence calls by name ("Priya, could you ...", "..., please, Raj?"), the speaker left out. */
export function addressee(cast: Cast, text: string, speakerName: string | null): string | null {
  const lower = text.toLowerCase();
  for (const call of callsIn(cast, lower)) {
    const name = cast.byCall.get(call);
    if (name === undefined || name === speakerName) continue;
    const at = lower.indexOf(call);
    const before = lower.slice(0, at).trimEnd();
    const after = lower.slice(at + call.length);
    const opens =
      before === '' || /[,.]$/.test(before) || /\b(?:thanks|okay|so|hi|hey|as the|as our)$/.test(before);
    const closes = /^[,.?!]/.test(after) || after === '';
    if (opens && (closes || /^ (?:can|could|will|would|please|you)\b/.test(after))) return name;
  }
  return null;
}

/** Names that stand in a text as words, in the cast's order: found by their words, since a cast may be large. */
function callsIn({ byCall, places }: Cast, lower: string): string[] {
  const calls = new Set<string>();
  const starts = [...lower.matchAll(/(?<![^\s,.])\S/g)].map(({ index }) => index);
  const ends = [...lower.matchAll(/(?<=\S)(?=[\s,.?!]|$)/g)].map(({ index }) => index);
  let firstEnd = 0;
  for (const start of starts) {
    while ((ends[firstEnd] ?? lower.length) <= start && firstEnd < ends.length) firstEnd++;
    for (const end of ends.slice(firstEnd, firstEnd + LONGEST_NAME_WORDS)) {
      const call = lower.slice(start, end);
      if (byCall.has(call)) calls.add(call);
    }
  }
  return [...calls].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
}

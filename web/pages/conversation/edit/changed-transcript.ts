import type { Range, Speaker, Transcript } from '../data.ts';

/** A transcript as it will be once the server has made the edit; the page shows it at once. */
export function withText(transcript: Transcript, place: number, text: string): Transcript {
  const sentences = transcript.sentences.map((sentence, at) => {
    if (at !== place) return sentence;
    const { original = sentence.text, ...rest } = sentence;
    return text === original ? { ...rest, text } : { ...rest, text, original };
  });
  return { ...transcript, sentences };
}

/** Somebody who speaks already, or a new speaker by name. */
export type SpeakerWish = { speaker_id: string } | { name: string };

export function withSpeaker(transcript: Transcript, ranges: readonly Range[], to: SpeakerWish): Transcript {
  const known = transcript.speakers.findIndex((one) =>
    'name' in to ? one.name === to.name : one.id === to.speaker_id,
  );
  if (known < 0 && !('name' in to)) return transcript;
  const speakers = known < 0 ? [...transcript.speakers, newSpeaker(to)] : transcript.speakers;
  const speaker = known < 0 ? speakers.length - 1 : known;
  const sentences = transcript.sentences.map((sentence, at) =>
    ranges.some(({ first, last }) => at >= first && at <= last) ? { ...sentence, speaker } : sentence,
  );
  return { ...transcript, speakers, sentences };
}

/** The id stands until the server gives the true one. */
function newSpeaker(to: SpeakerWish): Speaker {
  const name = 'name' in to ? to.name : '';
  return { id: `new ${name}`, name, is_uncertain: false };
}

export function renamed(transcript: Transcript, id: string, name: string): Transcript {
  const speakers = transcript.speakers.map((one) =>
    one.id === id ? { ...one, name, is_uncertain: false } : one,
  );
  return { ...transcript, speakers };
}

export function merged(transcript: Transcript, from: string, into: string): Transcript {
  const [source, target] = [from, into].map((id) => transcript.speakers.findIndex((one) => one.id === id));
  if (source === undefined || target === undefined || source < 0 || target < 0) return transcript;
  const sentences = transcript.sentences.map((sentence) =>
    sentence.speaker === source ? { ...sentence, speaker: target } : sentence,
  );
  return { ...transcript, sentences };
}

/** The ranges by the speaker who has them now: given back by name they undo an assignment. Nobody's are left out. */
export function speakersOf(
  { sentences, speakers }: Transcript,
  ranges: readonly Range[],
): { name: string; ranges: Range[] }[] {
  const given = new Map<string, Range[]>();
  for (const { first, last } of ranges)
    for (let at = first; at <= last; at += 1) {
      const name = speakers[sentences[at]?.speaker ?? -1]?.name;
      if (name === undefined) continue;
      const own = given.get(name) ?? [];
      const before = own.at(-1);
      if (before?.last === at - 1) own[own.length - 1] = { first: before.first, last: at };
      else own.push({ first: at, last: at });
      given.set(name, own);
    }
  return [...given].map(([name, own]) => ({ name, ranges: own }));
}

/** How much of what one says around a sentence is meant. */
export type Extent = 'sentences' | 'turn' | 'rest' | 'all';

/** The ranges of a choice: the sentences alone, their turn, all that the speaker says from there on, or all. */
export function rangesOf({ sentences }: Transcript, { first, last }: Range, extent: Extent): Range[] {
  if (extent === 'sentences') return [{ first, last }];
  const speaker = sentences[first]?.speaker;
  const isOwn = (at: number): boolean =>
    at >= 0 && sentences[at]?.speaker === speaker && at < sentences.length;
  if (extent === 'turn') {
    let [from, to] = [first, last];
    while (isOwn(from - 1)) from -= 1;
    while (isOwn(to + 1)) to += 1;
    return [{ first: from, last: to }];
  }
  const ranges: Range[] = [];
  for (let at = extent === 'rest' ? first : 0; at < sentences.length; at += 1) {
    if (!isOwn(at)) continue;
    const before = ranges.at(-1);
    if (before?.last === at - 1) before.last = at;
    else ranges.push({ first: at, last: at });
  }
  return ranges;
}

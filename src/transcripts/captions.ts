import type { NoticeTally } from '../notice.ts';
import type { SpokenPart } from './speaker-labels.ts';

/** A cue as it is shown: its text by voice, and what its markup tells. */
export interface Caption {
  start: number;
  end: number;
  lineNumber: number;
  identifier: string | null;
  parts: SpokenPart[];
  /** Times inside the text, as where words appear one by one. */
  hasTimes: boolean;
  /** Markup around a part of the text only, as where one word is lit up. */
  hasHighlight: boolean;
}

/** Captions follow each other without a gap longer than this. */
const abutsSeconds = 0.15;
const rollingShare = 0.6;

/** Joins captions that show the same words again: those that light up word after word, and those that roll up. */
export function joinRepeats(captions: Caption[], notices: NoticeTally): Caption[] {
  const joined = joinHighlights(captions, notices);
  return isRolling(joined) ? joinRolling(joined, notices) : joined;
}

/** The parts of a stream repeat the cues that reach over their borders, with the same times. */
export function dropCopies(captions: readonly Caption[], notices: NoticeTally): Caption[] {
  return captions.filter((caption, at) => {
    const before = captions[at - 1];
    const isCopy =
      before?.start === caption.start && before.end === caption.end && plain(before) === plain(caption);
    if (isCopy) notices.add('captions_joined', `line ${caption.lineNumber}`);
    return !isCopy;
  });
}

/** One sentence shown once for every word of it (whisper --highlight_words). */
function joinHighlights(captions: Caption[], notices: NoticeTally): Caption[] {
  if (!captions.some(({ hasHighlight }) => hasHighlight)) return captions;
  const joined: Caption[] = [];
  for (const caption of captions) {
    const last = joined.at(-1);
    const repeats =
      last &&
      (last.hasHighlight || caption.hasHighlight) &&
      caption.start - last.end <= abutsSeconds &&
      plain(last) === plain(caption);
    if (!repeats) joined.push(caption);
    else {
      notices.add('captions_joined', `line ${caption.lineNumber}`);
      last.end = Math.max(last.end, caption.end);
      last.hasHighlight = true;
    }
  }
  return joined;
}

/** Captions roll where most begin with what was shown last and then go on, as live and automatic captions do. */
function isRolling(captions: readonly Caption[]): boolean {
  let repeats = 0;
  let goesOn = 0;
  let filled = 0;
  let shown: string[] = [];
  for (const caption of captions) {
    const lines = linesOf(caption).map(({ text }) => text);
    if (lines.length === 0) continue;
    const overlap = overlapOf(shown, lines);
    if (shown.length > 0) filled++;
    if (overlap > 0) repeats++;
    if (overlap > 0 && overlap < lines.length) goesOn++;
    shown = lines;
  }
  const isTimed = captions.some(({ hasTimes }) => hasTimes);
  return goesOn >= (isTimed ? 1 : 2) && repeats >= filled * rollingShare;
}

/** Every line once, from when it is first shown to when it is last. */
function joinRolling(captions: readonly Caption[], notices: NoticeTally): Caption[] {
  const joined: Caption[] = [];
  let shown: { line: SpokenPart; caption: Caption }[] = [];
  for (const caption of captions) {
    const lines = linesOf(caption);
    const overlap = overlapOf(
      shown.map(({ line }) => line.text),
      lines.map(({ text }) => text),
    );
    const kept = overlap === 0 ? [] : shown.slice(-overlap);
    for (const { caption: before } of kept) before.end = Math.max(before.end, caption.end);
    if (overlap > 0) notices.add('captions_joined', `line ${caption.lineNumber}`);
    const added = lines.slice(overlap).map((line) => {
      const single = { ...caption, parts: [line] };
      joined.push(single);
      return { line, caption: single };
    });
    if (lines.length > 0) shown = [...kept, ...added];
  }
  return joined;
}

/** How many of the first lines repeat the last ones that were shown. */
function overlapOf(shown: readonly string[], lines: readonly string[]): number {
  for (let count = Math.min(shown.length, lines.length); count > 0; count--) {
    if (lines.slice(0, count).every((line, at) => line === shown[shown.length - count + at])) return count;
  }
  return 0;
}

function linesOf({ parts }: Caption): SpokenPart[] {
  return parts.flatMap(({ speakerName, text }) =>
    text.split('\n').flatMap((line) => (line.trim() === '' ? [] : { speakerName, text: line.trim() })),
  );
}

function plain({ parts }: Caption): string {
  return parts
    .map(({ speakerName, text }) => `${speakerName ?? ''}\u0001${text.replace(/\s+/gu, ' ')}`)
    .join('\u0002');
}

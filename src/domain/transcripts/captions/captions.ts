import type { NoticeTally } from '../../../base/notice.ts';
import type { Cue } from './cue-blocks.ts';
import { readCueText } from './cue-text.ts';

/** A cue as it is shown: its text by voice, and what its markup tells. */
export interface Caption {
  start: number;
  end: number;
  lineNumber: number;
  identifier: string | null;
  parts: CaptionPart[];
  /** Times inside the text, as where words appear one by one. */
  hasTimes: boolean;
  /** Markup around a part of the text only, as where one word is lit up. */
  hasHighlight: boolean;
}

interface CaptionPart {
  speakerName: string | null;
  /** Trimmed, none empty. */
  lines: string[];
}

/** Captions follow each other without a gap longer than this. */
const abutsSeconds = 0.15;
const rollingShare = 0.6;

export function captionOf({ start, end, text, identifier, lineNumber }: Cue): Caption {
  if (!text.includes('<') && !text.includes('&')) {
    const parts = [{ speakerName: null, lines: linesOf(text) }];
    return { start, end, lineNumber, identifier, parts, hasTimes: false, hasHighlight: false };
  }
  const { parts: spoken, hasTimes, hasHighlight } = readCueText(text);
  const parts = spoken.map((part) => ({ speakerName: part.speakerName, lines: linesOf(part.text) }));
  return { start, end, lineNumber, identifier, parts, hasTimes, hasHighlight };
}

function linesOf(text: string): string[] {
  if (text.includes('\n')) return text.split('\n').flatMap((line) => line.trim() || []);
  const line = text.trim();
  return line === '' ? [] : [line];
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

/** Joins captions that show the same words again: those that light up word after word, and those that roll up. */
export function joinRepeats(captions: Caption[], notices: NoticeTally): Caption[] {
  const joined = joinHighlights(captions, notices);
  return isRolling(joined) ? joinRolling(joined, notices) : joined;
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

function plain({ parts }: Caption): string {
  return parts
    .map(({ speakerName, lines }) => `${speakerName ?? ''}\u0001${lines.join(' ').replace(/\s+/gu, ' ')}`)
    .join('\u0002');
}

/** Captions roll where most begin with what was shown last and then go on, as live and automatic captions do. */
function isRolling(captions: readonly Caption[]): boolean {
  let repeats = 0;
  let goesOn = 0;
  let filled = 0;
  let shown: Caption | null = null;
  for (const caption of captions) {
    if (lineCount(caption) === 0) continue;
    if (shown) {
      filled++;
      const overlap = overlapOf(shown, caption);
      if (overlap > 0) repeats++;
      if (overlap > 0 && overlap < lineCount(caption)) goesOn++;
    }
    shown = caption;
  }
  if (goesOn === 0 || repeats < filled * rollingShare) return false;
  return goesOn > 1 || captions.some(({ hasTimes }) => hasTimes);
}

/** Every line once, from when it is first shown to when it is last. */
function joinRolling(captions: readonly Caption[], notices: NoticeTally): Caption[] {
  const joined: Caption[] = [];
  let shown: Caption | null = null;
  let singles: Caption[] = [];
  for (const caption of captions) {
    if (lineCount(caption) === 0) continue;
    const overlap = shown ? overlapOf(shown, caption) : 0;
    const kept = overlap === 0 ? [] : singles.slice(-overlap);
    for (const single of kept) single.end = Math.max(single.end, caption.end);
    if (overlap > 0) notices.add('captions_joined', `line ${caption.lineNumber}`);
    const added = singleLines(caption).slice(overlap);
    joined.push(...added);
    singles = [...kept, ...added];
    shown = caption;
  }
  return joined;
}

function singleLines(caption: Caption): Caption[] {
  return caption.parts.flatMap(({ speakerName, lines }) =>
    lines.map((line) => ({ ...caption, parts: [{ speakerName, lines: [line] }] })),
  );
}

/** How many of the first lines repeat the last ones that were shown before. */
function overlapOf(before: Caption, caption: Caption): number {
  const shown = lineCount(before);
  for (let count = Math.min(shown, lineCount(caption)); count > 0; count--) {
    let at = 0;
    while (at < count && lineAt(caption, at) === lineAt(before, shown - count + at)) at++;
    if (at === count) return count;
  }
  return 0;
}

function lineCount({ parts }: Caption): number {
  return parts.reduce((count, { lines }) => count + lines.length, 0);
}

function lineAt({ parts }: Caption, at: number): string | undefined {
  let index = at;
  for (const { lines } of parts) {
    if (index < lines.length) return lines[index];
    index -= lines.length;
  }
  return undefined;
}

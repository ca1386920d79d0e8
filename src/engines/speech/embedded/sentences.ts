import type { Span } from '../pcm-source.ts';

export interface TimedSentence extends Span {
  text: string;
}

const abbreviations = /(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|vs|etc|No|[A-Z])\.$/;
const boundary = /(?<=[.?!]["')\]]?)\s+(?=["'([]?[\p{Lu}\p{N}])/gu;

/** Cuts text behind full stops, question and exclamation marks; not behind "Mr." or initials. */
export function splitText(text: string): string[] {
  const out: string[] = [];
  let pending = '';
  for (const part of text.trim().split(boundary).filter(Boolean)) {
    pending = pending === '' ? part : `${pending} ${part}`;
    if (abbreviations.test(pending)) continue;
    out.push(pending);
    pending = '';
  }
  if (pending !== '') out.push(pending);
  return out;
}

const letters = (text: string): number => text.replaceAll(/[^\p{L}\p{N}]/gu, '').length;

// A sentence seldom ends in mid-flow: an estimate this near a pause is taken to be the pause.
const snapSamples = 12_800;
// Of a sentence's own length: both its ends may move towards each other and still leave a fifth.
const snapShare = 0.4;

/** Where a sentence ends and the next begins, `before` and `after` samples of speech being theirs. */
function pauseNear(
  pieces: readonly Span[],
  spoken: number,
  { before, after: following }: { before: number; after: number },
): { end: number; next: number } {
  let passed = 0;
  let exact = { end: pieces.at(-1)?.end ?? 0, next: pieces.at(-1)?.end ?? 0 };
  const reach = (length: number): number => Math.min(snapSamples, snapShare * length);
  let nearest = { distance: snapSamples, end: 0, next: 0, found: false };
  for (const [index, piece] of pieces.entries()) {
    const length = piece.end - piece.start;
    if (spoken >= passed && spoken < passed + length) {
      const at = Math.round(piece.start + spoken - passed);
      exact = { end: at, next: at };
    }
    passed += length;
    const after = pieces[index + 1];
    const distance = Math.abs(spoken - passed);
    const near = distance < reach(passed < spoken ? before : following);
    if (after && near && distance < nearest.distance) {
      nearest = { distance, end: piece.end, next: after.start, found: true };
    }
  }
  return nearest.found ? { end: nearest.end, next: nearest.next } : exact;
}

/** Sentences of one segment with times in proportion to their letters, measured along the speech only. */
export function timeSentences(text: string, pieces: readonly Span[]): TimedSentence[] {
  const texts = splitText(text);
  const total = texts.reduce((sum, sentence) => sum + letters(sentence), 0) || 1;
  const spoken = pieces.reduce((sum, piece) => sum + piece.end - piece.start, 0);
  const last = pieces.at(-1)?.end ?? 0;
  const out: TimedSentence[] = [];
  let start = pieces[0]?.start ?? 0;
  let passed = 0;
  for (const [index, sentence] of texts.entries()) {
    const length = letters(sentence);
    passed += length;
    if (index === texts.length - 1) {
      out.push({ start, end: Math.max(start, last), text: sentence });
      break;
    }
    const samples = (count: number): number => (spoken * count) / total;
    const sides = { before: samples(length), after: samples(letters(texts[index + 1] ?? '')) };
    const cut = pauseNear(pieces, samples(passed), sides);
    const end = Math.max(start, cut.end);
    out.push({ start, end, text: sentence });
    start = Math.max(end, cut.next);
  }
  return out;
}

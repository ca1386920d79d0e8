import { type Span, sampleRate } from '../pcm-source.ts';

/** A stretch that is recognised in one go. */
export interface Segment {
  /** With margins; what the recogniser hears. */
  start: number;
  end: number;
  /** Speech within, without margins and pauses. */
  pieces: readonly Span[];
}

export interface SegmentPlan {
  sampleCount: number;
  /** The quietest sample of a stretch, where a cut does least harm. */
  quietest: (span: Span) => number;
}

const samples = (seconds: number): number => Math.round(seconds * sampleRate);

// Moonshine loses words beyond about 20 s.
const longestSegment = samples(18);
// Speech that the detector missed within a pause is heard when both sides are decoded together. Over twenty shifts
// and levels of the Kennedy recording, wrong words fell from 51 of 440 to 12. Prompts of one sentence are no better
// or worse for it.
const joinedPause = samples(1.5);
const margin = samples(0.5);

const spanOf = (pieces: readonly Span[]): Span => ({
  start: pieces[0]?.start ?? 0,
  end: pieces.at(-1)?.end ?? 0,
});
const lengthOf = (span: Span): number => span.end - span.start;

function cutLong(piece: Span, quietest: SegmentPlan['quietest']): Span[] {
  const length = lengthOf(piece);
  if (length <= longestSegment) return [piece];
  const middle = { start: piece.start + Math.floor(length / 3), end: piece.end - Math.floor(length / 3) };
  const cut = quietest(middle);
  return [
    ...cutLong({ start: piece.start, end: cut }, quietest),
    ...cutLong({ start: cut, end: piece.end }, quietest),
  ];
}

// A change of speaker is no reason for a cut: the network hears a sentence better with what surrounds it.
function joinPieces(pieces: readonly Span[]): Span[][] {
  const groups: Span[][] = [];
  for (const piece of pieces) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    if (group && before && piece.start - before.end <= joinedPause) {
      group.push(piece);
    } else groups.push([piece]);
  }
  return groups;
}

// The longest pause is the likeliest end of a sentence; a pause near the edge would leave a crumb.
function splitAtPause(group: readonly Span[]): Span[][] {
  const whole = spanOf(group);
  if (lengthOf(whole) <= longestSegment || group.length < 2) return [[...group]];
  let best = 1;
  let bestScore = -1;
  for (let i = 1; i < group.length; i += 1) {
    const left = spanOf(group.slice(0, i));
    const right = spanOf(group.slice(i));
    const balance = Math.min(lengthOf(left), lengthOf(right)) / lengthOf(whole);
    const score = (right.start - left.end) * Math.min(1, balance * 4);
    if (score > bestScore) {
      bestScore = score;
      best = i;
    }
  }
  return [...splitAtPause(group.slice(0, best)), ...splitAtPause(group.slice(best))];
}

/** Groups pieces of speech into stretches of at most 18 s, cut at pauses, with margins that never overlap. */
export function planSegments(speech: readonly Span[], plan: SegmentPlan): Segment[] {
  const pieces = speech.flatMap((piece) => cutLong(piece, plan.quietest));
  const groups = joinPieces(pieces).flatMap(splitAtPause);
  return groups.map((group, index) => {
    const span = spanOf(group);
    const before = groups[index - 1]?.at(-1)?.end;
    const after = groups[index + 1]?.[0]?.start;
    const room = (gap: number): number => Math.min(margin, Math.max(0, Math.floor(gap / 2)));
    const left = before === undefined ? margin : room(span.start - before);
    const right = after === undefined ? margin : room(after - span.end);
    return {
      start: Math.max(0, span.start - left),
      end: Math.min(plan.sampleCount, span.end + right),
      pieces: group,
    };
  });
}

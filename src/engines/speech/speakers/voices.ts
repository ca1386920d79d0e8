import { type PcmSource, type Span, sampleRate } from '../pcm-source.ts';
import { clearances } from './clearance.ts';
import { groupVoices, leastSeparation } from './clusters.ts';
import { descriptionCost, type FrameStatistics, joined, statisticsOf } from './gaussian.ts';
import { cepstrumAt, coefficientCount, spectrumFrameSamples } from './spectrum.ts';

/** A stretch with its voice: a number from 0, in order of first speech. */
export interface VoiceTurn extends Span {
  speaker: number;
}

export interface Voices {
  turns: readonly VoiceTurn[];
  count: number;
  /** Voices that may hold another's words: too near to the next one, or heard too little. */
  weak: readonly number[];
  /** Whether any is weak, or the voices as a whole hardly differ. */
  uncertain: boolean;
}

export interface VoiceOptions {
  /** How many people speak, where that is known; more than there are voices is no error. */
  wanted: number | undefined;
  /** The quietest sample of a stretch. */
  quietest: (span: Span) => number;
  /** Told the share listened to; may wait. */
  onProgress: (fraction: number) => Promise<void>;
}

const windowSamples = sampleRate;
const hopSamples = sampleRate / 100;
const fewestWindows = 4;
// Grouping costs the square of the windows: an hour has some 3,000, so it learns on these and places the rest.
const mostLearned = 400;
const certainSeparation = leastSeparation * 1.5;
// Measured: voices that share a line or a room clear each other by 1 to 4. One in eight of their seconds is the
// other's. Two people taken for one clear a third by 7 to 8. Voices free of others' words clear it by 16 and more,
// once by 7.
const certainClearance = 10;
const heardEnough = sampleRate * 3;
const windowsBetweenReports = 100;
const snapSamples = sampleRate * 0.4;
const contiguousPause = sampleRate * 0.3;

function windowsOf(speech: readonly Span[]): Span[] {
  return speech.flatMap((piece) => {
    const length = piece.end - piece.start;
    const count = Math.max(1, Math.round(length / windowSamples));
    return Array.from({ length: count }, (_, i) => ({
      start: Math.round(piece.start + (length * i) / count),
      end: Math.round(piece.start + (length * (i + 1)) / count),
    }));
  });
}

/** The cepstra of a stretch, as statistics. */
function listen(source: PcmSource, span: Span): FrameStatistics {
  const samples = source.read(span.start, span.end - span.start + spectrumFrameSamples);
  const count = Math.max(0, Math.floor((samples.length - spectrumFrameSamples) / hopSamples));
  const frames = new Float32Array(count * coefficientCount);
  for (let i = 0; i < count; i += 1) {
    const row = frames.subarray(i * coefficientCount, (i + 1) * coefficientCount);
    cepstrumAt(samples, i * hopSamples, row);
  }
  return statisticsOf(frames, coefficientCount);
}

function placeIn(groups: readonly (FrameStatistics | undefined)[], stretch: FrameStatistics): number {
  const alone = descriptionCost(stretch);
  const costs = groups.map((group) =>
    group
      ? descriptionCost(joined(group, stretch)) - descriptionCost(group) - alone
      : Number.POSITIVE_INFINITY,
  );
  return Math.max(0, costs.indexOf(Math.min(...costs)));
}

function labelAll(stretches: readonly FrameStatistics[], wanted: number | undefined) {
  const step = Math.max(1, stretches.length / mostLearned);
  const chosen = stretches.flatMap((_, i) =>
    Math.floor(i / step) !== Math.floor((i - 1) / step) ? [i] : [],
  );
  const learned = chosen.flatMap((i) => stretches[i] ?? []);
  const grouping = groupVoices(learned, wanted);
  if (learned.length === stretches.length) return grouping;
  const groups = Array.from({ length: grouping.count }, (_, label) =>
    learned
      .filter((_, i) => grouping.labels[i] === label)
      .reduce<FrameStatistics | undefined>(
        (sum, stretch) => (sum ? joined(sum, stretch) : stretch),
        undefined,
      ),
  );
  return { ...grouping, labels: stretches.map((stretch) => placeIn(groups, stretch)) };
}

/** A second amid someone else's unbroken speech is taken to be theirs. */
export function smoothed(windows: readonly Span[], labels: readonly number[]): number[] {
  const touches = (a: Span | undefined, b: Span | undefined): boolean =>
    a !== undefined && b !== undefined && b.start - a.end <= contiguousPause;
  return labels.map((label, i) => {
    const [before, after] = [labels[i - 1], labels[i + 1]];
    const amid = touches(windows[i - 1], windows[i]) && touches(windows[i], windows[i + 1]);
    return amid && before !== undefined && before === after ? before : label;
  });
}

/** Pieces of speech, cut where the speaker changes without a pause. */
export function cutAtTurns(speech: readonly Span[], turns: readonly VoiceTurn[]): Span[] {
  let next = 0;
  return speech.flatMap((piece) => {
    const out: Span[] = [];
    let start = piece.start;
    for (; next < turns.length; next += 1) {
      const turn = turns[next];
      const following = turns[next + 1];
      if (!turn || turn.end >= piece.end) break;
      if (turn.end > start && following && following.speaker !== turn.speaker) {
        out.push({ start, end: turn.end });
        start = turn.end;
      }
    }
    out.push({ start, end: piece.end });
    return out;
  });
}

// Windows are a second long: the change itself is taken to be at the quietest moment nearby.
function moveChangesToQuiet(turns: readonly VoiceTurn[], quietest: (span: Span) => number): VoiceTurn[] {
  const out = [...turns];
  for (let i = 0; i + 1 < out.length; i += 1) {
    const [turn, after] = [out[i], out[i + 1]];
    if (!turn || !after || turn.end !== after.start || turn.speaker === after.speaker) continue;
    const nearby = { start: turn.end - snapSamples, end: turn.end + snapSamples };
    const change = Math.min(after.end - 1, Math.max(turn.start + 1, quietest(nearby)));
    out[i] = { ...turn, end: change };
    out[i + 1] = { ...after, start: change };
  }
  return out;
}

function inOrderOfSpeech(windows: readonly Span[], labels: readonly number[]): VoiceTurn[] {
  const order = new Map<number, number>();
  return windows.map((window, i) => {
    const label = labels[i] ?? 0;
    const speaker = order.get(label) ?? order.size;
    order.set(label, speaker);
    return { start: window.start, end: window.end, speaker };
  });
}

/** Voices that speak too little to be told from noise. */
export function seldomHeard(turns: readonly VoiceTurn[]): number[] {
  const heard = new Map<number, number>();
  for (const turn of turns) heard.set(turn.speaker, (heard.get(turn.speaker) ?? 0) + turn.end - turn.start);
  return [...heard].flatMap(([speaker, length]) => (length < heardEnough ? [speaker] : []));
}

async function listenToAll(source: PcmSource, windows: readonly Span[], options: VoiceOptions) {
  const out: FrameStatistics[] = [];
  for (const [i, window] of windows.entries()) {
    if (i % windowsBetweenReports === 0) await options.onProgress(i / windows.length);
    out.push(listen(source, window));
  }
  return out;
}

/** Tells voices of one mixed channel apart; too little speech is one voice, never an error. */
export async function tellVoicesApart(
  source: PcmSource,
  speech: readonly Span[],
  options: VoiceOptions,
): Promise<Voices> {
  const windows = windowsOf(speech);
  if (windows.length < fewestWindows || options.wanted === 1) {
    const turns = windows.map((window) => ({ ...window, speaker: 0 }));
    return { turns, count: 1, weak: [], uncertain: false };
  }
  const stretches = await listenToAll(source, windows, options);
  const grouping = labelAll(stretches, options.wanted);
  const turns = inOrderOfSpeech(windows, smoothed(windows, grouping.labels));
  const labels = turns.map((turn) => turn.speaker);
  const count = Math.max(...labels) + 1;
  const near = clearances(stretches, labels, count).flatMap((clearance, voice) =>
    clearance < certainClearance ? [voice] : [],
  );
  const weak = count < 2 ? [] : [...new Set([...near, ...seldomHeard(turns)])].sort((a, b) => a - b);
  return {
    turns: moveChangesToQuiet(turns, options.quietest),
    count,
    weak,
    uncertain: weak.length > 0 || grouping.separation < certainSeparation,
  };
}

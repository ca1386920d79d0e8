import { missingSound } from './completeness.ts';
import { type ChannelMode, OutputShaper } from './output-shaper.ts';
import { type DamageTally, type PcmBlock, startTally } from './pcm-block.ts';
import { placeAt } from './place-at.ts';

/** One sound track of several, on the time line that all share. */
export type TrackToMerge = {
  /** As notices call it. */
  name: string;
  channels: number;
  mode: ChannelMode;
  open: (tally: DamageTally) => AsyncIterable<PcmBlock>;
};

const speechRate = 16_000;

/** All tracks in step, the lines of one behind those of the other; what is shorter ends in silence. */
export async function* mergeTracks(
  tracks: readonly TrackToMerge[],
  tally: DamageTally,
): AsyncGenerator<PcmBlock> {
  const lanes = tracks.map((track) => new Lane(track, tally));
  try {
    for (;;) {
      for (const lane of lanes) await lane.fill();
      const waiting = lanes.filter((lane) => !lane.isDone).map((lane) => lane.length);
      const length =
        waiting.length > 0 ? Math.min(...waiting) : Math.max(...lanes.map((lane) => lane.length));
      if (length === 0) break;
      yield { sampleRate: speechRate, channels: lanes.flatMap((lane) => lane.take(length)) };
    }
    for (const lane of lanes) lane.conclude();
  } finally {
    for (const lane of lanes) await lane.close();
  }
}

/** A track's sound that is decoded but not yet merged. */
class Lane {
  readonly #track: TrackToMerge;
  readonly #tally: DamageTally;
  readonly #own: DamageTally;
  readonly #blocks: AsyncIterator<PcmBlock>;
  readonly #shaper: OutputShaper;
  #lines: Float32Array[];
  #soundSeconds = 0;
  #positionSeconds = 0;
  #silence: PcmBlock['silence'];
  #failure: unknown = null;
  isDone = false;

  constructor(track: TrackToMerge, tally: DamageTally) {
    this.#track = track;
    this.#tally = tally;
    this.#own = { ...startTally(), notices: tally.notices };
    this.#blocks = track.open(this.#own)[Symbol.asyncIterator]();
    this.#shaper = new OutputShaper(speechRate, track.mode, track.channels);
    const lines = track.mode === 'mix' ? 1 : track.channels;
    this.#lines = Array.from({ length: lines }, () => new Float32Array(0));
  }

  get length(): number {
    return this.#lines[0]?.length ?? 0;
  }

  /** Reads on until there is sound to merge, or none is left. */
  async fill(): Promise<void> {
    while (!this.isDone && this.length === 0) {
      const next = await this.#next();
      this.#append(next === null ? this.#shaper.flush() : this.#shaper.push(next));
      if (next === null) this.isDone = true;
    }
  }

  /** The next samples of each line, silence where they end. */
  take(length: number): Float32Array[] {
    const taken = this.#lines.map((line) => {
      if (line.length >= length) return line.subarray(0, length);
      const padded = new Float32Array(length);
      padded.set(line);
      return padded;
    });
    this.#lines = this.#lines.map((line) => line.subarray(length));
    return taken;
  }

  /** Tells what is missing of the track; rethrows what ended it early. */
  conclude(): void {
    const missing = missingSound(this.#own.heldSeconds, this.#soundSeconds);
    this.#tally.notices.add('media_short', this.#track.name, missing.seconds);
    this.#tally.notices.add('media_channel_inverted', this.#track.name, this.#shaper.turnedChannels);
    if (this.#failure !== null) throw this.#failure;
  }

  async close(): Promise<void> {
    await this.#blocks.return?.().catch(() => undefined);
  }

  // The others are heard to their end before a fault of one is told.
  async #next(): Promise<PcmBlock | null> {
    try {
      const next = await this.#blocks.next();
      this.#tally.damagedParts += this.#own.damagedParts;
      this.#own.damagedParts = 0;
      if (next.done === true) return null;
      this.#note(next.value);
      return next.value;
    } catch (error) {
      this.#failure = error;
      return null;
    }
  }

  #note({ channels, sampleRate, silence }: PcmBlock): void {
    const seconds = (channels[0]?.length ?? 0) / sampleRate;
    if (silence === undefined) this.#soundSeconds += seconds;
    // A pause of one track is none of the recording: somebody was away.
    if (silence === 'lost' && this.#silence !== 'lost') {
      this.#tally.notices.add('media_part_lost', placeAt(this.#positionSeconds));
    }
    this.#silence = silence;
    this.#positionSeconds += seconds;
  }

  #append(lines: readonly Float32Array[]): void {
    this.#lines = this.#lines.map((line, index) => joined(line, lines[index] ?? new Float32Array(0)));
  }
}

function joined(first: Float32Array, second: Float32Array): Float32Array {
  if (first.length === 0) return second;
  const both = new Float32Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** A packet, and how long it plays in samples at the rate of the granules. */
export type OggPacket = { bytes: Uint8Array; samples: number };

/** Packets up to the end of a page, with what the page says of their time. */
export type OggGroup = {
  packets: readonly OggPacket[];
  /** How long the packets play together. */
  samples: number;
  /** Where the last packet ends; null where it is not known. */
  granule: number | null;
  isLast: boolean;
  /** Pages are missing in front of these packets. */
  isAfterLoss: boolean;
  /** A page of these packets is damaged. */
  isDamaged: boolean;
};

export type PlacedSound = {
  kind: 'sound';
  packets: readonly OggPacket[];
  /**
   * The samples that the packets decode to: `skip` that are not heard, `keep` that are, and the rest of `samples`.
   */
  samples: number;
  skip: number;
  keep: number;
  isDamaged: boolean;
};

export type Placed =
  | PlacedSound
  | { kind: 'silence'; samples: number; cause: 'gap' | 'lost' }
  | { kind: 'times_damaged' };

type Stream = { rate: number; preSkip: number; trimsBeginning: boolean };

// Live recorders write times that wander about the truth; only what is more is a pause, or a time that is wrong.
const gapSeconds = 0.01;
const wanderSeconds = 0.1;
const behindSeconds = 0.5;
// A longer pause is taken for a damaged time.
const mostGapSeconds = 3600;
// Missing pages at the start: so much was lost of the stream; with more it was joined in its course.
const mostLostStartSeconds = 10;

/**
 * Places the packets of one Ogg stream by its granules, which are believed where the next page does not contradict them. The
 * first granule is the beginning. Time that passes without packets is silence; time that goes back is no reason to drop sound.
 */
export class OggTimeline {
  readonly #stream: Stream;
  #toSkip: number;
  /** The granule at which the sound begins. */
  #origin: number | null = null;
  /** Samples placed so far. */
  #position = 0;
  #isWrong = false;
  #held: OggGroup | null = null;

  constructor(stream: Stream) {
    this.#stream = stream;
    this.#toSkip = stream.preSkip;
  }

  /** Takes the next group, and places the one before. */
  push(group: OggGroup): Placed[] {
    const before = this.#held;
    this.#held = group;
    return before === null ? [] : this.#place(before, group);
  }

  finish(): Placed[] {
    return this.#held === null ? [] : this.#place(this.#held, null);
  }

  #place(group: OggGroup, next: OggGroup | null): Placed[] {
    this.#begin(group);
    const late = this.#lateness(group, this.#position);
    const isTrimmed = this.#isTrimmed(group, late);
    const keep = isTrimmed ? group.samples + late : group.samples;
    const before = isTrimmed ? [] : this.#bridge(group, next, late);
    this.#position += keep;
    if (group.packets.length === 0) return before;
    const skip = Math.min(this.#toSkip, keep);
    this.#toSkip -= skip;
    const { packets, samples, isDamaged } = group;
    return [...before, { kind: 'sound', packets, samples, skip, keep: keep - skip, isDamaged }];
  }

  #begin({ granule, samples, isLast, isAfterLoss }: OggGroup): void {
    if (this.#origin !== null || granule === null) return;
    const start = granule - samples - this.#position;
    const lostStart = isAfterLoss && start > 0 && start <= mostLostStartSeconds * this.#stream.rate;
    this.#origin = lostStart || (start < 0 && isLast) ? 0 : start;
    if (start < 0 && !isLast && this.#stream.trimsBeginning) this.#toSkip -= start;
  }

  // The gap between the group and whatever was placed before it.
  #bridge(group: OggGroup, next: OggGroup | null, late: number): Placed[] {
    const { rate } = this.#stream;
    const cause = group.isAfterLoss ? 'lost' : 'gap';
    const isBehind = late < -behindSeconds * rate && group.samples > 0;
    if (late <= gapSeconds * rate && !isBehind) return [];
    if (next !== null && this.#follows(next, this.#position + group.samples)) {
      return Math.abs(late) > wanderSeconds * rate ? [{ kind: 'times_damaged' }] : [];
    }
    if (late > 0 && late <= mostGapSeconds * rate) {
      this.#position += late;
      return [{ kind: 'silence', samples: late, cause }];
    }
    this.#origin = (this.#origin ?? 0) + late;
    this.#isWrong = true;
    return [{ kind: 'times_damaged' }];
  }

  #follows(group: OggGroup, position: number): boolean {
    if (group.granule === null) return false;
    const late = this.#lateness(group, position);
    return this.#isTrimmed(group, late) || Math.abs(late) <= gapSeconds * this.#stream.rate;
  }

  // The last granule of a stream says how much of its last packets is heard; wrong times are no reason to drop sound.
  #isTrimmed({ isLast, samples }: OggGroup, late: number): boolean {
    return isLast && !this.#isWrong && late < 0 && -late <= samples;
  }

  /** How many samples after `position` the group begins by its granule; 0 where it has none. */
  #lateness({ granule, samples }: OggGroup, position: number): number {
    if (granule === null || this.#origin === null) return 0;
    return granule - samples - this.#origin - position;
  }
}

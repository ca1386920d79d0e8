import type { OggSound } from './ogg-codec.ts';
import type { OggPacket, Placed, PlacedSound } from './ogg-timeline.ts';
import { type OggEvent, type OggLink, walkOgg } from './ogg-walk.ts';
import { openFlac, openOpus, opusRate, type PacketDecoder } from './packet-decoder.ts';
import { PacketOutput } from './packet-output.ts';
import { type DamageTally, type PcmBlock, startTally } from './pcm-block.ts';
import { placeAt } from './place-at.ts';
import { silentBlocks } from './timeline.ts';
import { openVorbis } from './vorbis-packets.ts';

const batchSeconds = 5;

/** The sound of an Ogg file, all its links; `channels` is 1 where they do not have the same number. */
export async function* decodeOgg(
  file: string,
  channels: number,
  tally: DamageTally,
): AsyncGenerator<PcmBlock> {
  const reader = new OggReader(channels, tally);
  try {
    for await (const event of walkOgg(file)) yield* reader.take(event);
    yield* reader.flush();
  } finally {
    reader.free();
  }
}

class OggReader {
  readonly #channels: number;
  readonly #tally: DamageTally;
  #link: OggLink | null = null;
  #linkHasSound = false;
  #links = 0;
  #decoder: PacketDecoder | null = null;
  /** The rate that the decoder of the link gives. */
  #sampleRate = 0;
  /** Damage that the decoder met and that is told at its place. */
  readonly #met = startTally();
  #batch: OggPacket[] = [];
  #batchSamples = 0;
  /** Where the next sound will be heard. */
  #seconds = 0;

  constructor(channels: number, tally: DamageTally) {
    this.#channels = channels;
    this.#tally = tally;
  }

  async *take(event: OggEvent): AsyncGenerator<PcmBlock> {
    const { notices } = this.#tally;
    const place = placeAt(this.#seconds);
    switch (event.kind) {
      case 'link':
        return yield* this.#change(event.link);
      case 'sound':
      case 'silence':
        return yield* this.#put(event);
      case 'times_damaged':
        return notices.add('media_times_damaged', place);
      case 'end_missing':
        return notices.add('media_end_missing', place);
      case 'second_stream':
        return notices.add('media_stream_left_out', place);
      case 'unreadable_stream':
        return this.#leaveOut(event.codec, place);
    }
  }

  /** Decodes the packets that wait. */
  async *flush(): AsyncGenerator<PcmBlock> {
    if (this.#batch.length === 0) return;
    const samples = this.#batchSamples;
    const batch = { packets: this.#batch, samples, skip: 0, keep: samples };
    this.#batch = [];
    this.#batchSamples = 0;
    yield* this.#decode(batch);
  }

  free(): void {
    this.#decoder?.free();
    this.#decoder = null;
  }

  async *#change(link: OggLink): AsyncGenerator<PcmBlock> {
    yield* this.flush();
    this.free();
    this.#link = link;
    this.#linkHasSound = false;
    this.#sampleRate = link.sound.codec === 'opus' ? opusRate : link.sound.rate;
  }

  async *#put(placed: Placed): AsyncGenerator<PcmBlock> {
    if (this.#link === null) return;
    const { rate } = this.#link.sound;
    if (placed.kind === 'silence') {
      yield* this.flush();
      this.#seconds += placed.samples / rate;
      yield* this.#silence(placed.samples / rate, placed.cause);
    }
    if (placed.kind !== 'sound') return;
    this.#countLink();
    const seconds = placed.keep / rate;
    this.#tally.heldSeconds = (this.#tally.heldSeconds ?? 0) + seconds;
    const isWhole = placed.keep === placed.samples && !placed.isDamaged;
    if (!isWhole || this.#batchSamples > batchSeconds * rate) yield* this.flush();
    this.#seconds += seconds;
    if (placed.isDamaged) this.#tally.damagedParts += 1;
    if (!isWhole) return yield* this.#decode(placed);
    this.#batch.push(...placed.packets);
    this.#batchSamples += placed.samples;
  }

  #leaveOut(codec: 'speex' | 'other' | 'damaged', place: string): void {
    if (codec === 'speex') this.#tally.notices.add('media_track_left_out', place);
    if (codec === 'damaged') this.#tally.notices.add('media_part_lost', place);
  }

  #countLink(): void {
    if (this.#linkHasSound) return;
    this.#linkHasSound = true;
    this.#links += 1;
    if (this.#links === 1) return;
    this.#tally.notices.add('media_parts_joined', placeAt(this.#seconds), this.#links === 2 ? 2 : 1);
  }

  #silence(seconds: number, cause: 'gap' | 'lost'): Iterable<PcmBlock> {
    const sound = this.#link?.sound;
    const channels = this.#channels === 1 ? 1 : (sound?.channels ?? 1);
    return silentBlocks({ sampleRate: this.#sampleRate, channels }, seconds, cause);
  }

  async *#decode({ packets, skip, keep }: Omit<PlacedSound, 'kind' | 'isDamaged'>): AsyncGenerator<PcmBlock> {
    if (this.#link === null) return;
    const { rate, channels } = this.#link.sound;
    this.#decoder ??= await openDecoder(this.#link, this.#met);
    const scaled = (count: number): number => Math.round((count * this.#sampleRate) / rate);
    const output = new PacketOutput(this.#sampleRate, this.#channels === 1 ? 1 : channels);
    for (const { bytes, samples } of packets) {
      const before = this.#met.damagedParts;
      const decoded = await this.#decoder.decode([bytes]);
      const lines = decoded.channels.slice(0, channels);
      const damagedParts = this.#met.damagedParts - before;
      output.add(this.#channels === 1 ? [meanOf(lines)] : lines, scaled(samples), damagedParts);
    }
    for (const { block, damagedParts } of output.blocks(scaled(skip), scaled(keep))) {
      this.#tally.damagedParts += damagedParts;
      yield block;
    }
  }
}

async function openDecoder({ sound, setup }: OggLink, tally: DamageTally): Promise<PacketDecoder> {
  switch (sound.codec) {
    case 'opus':
      return openOpus(withoutPreSkip(sound), tally);
    case 'flac':
      return openFlac(tally);
    case 'vorbis':
      if (setup === null) throw new Error('The setup header of this Vorbis stream is missing');
      return openVorbis({ head: sound.head, setup }, tally);
  }
}

// Samples that are not heard are skipped here, by the granules.
function withoutPreSkip({ head }: OggSound): Uint8Array {
  const copy = head.slice();
  copy.fill(0, 10, 12);
  return copy;
}

function meanOf(lines: readonly Float32Array[]): Float32Array {
  const [first = new Float32Array(0)] = lines;
  if (lines.length < 2) return first;
  return first.map((_, index) => lines.reduce((sum, line) => sum + (line[index] ?? 0), 0) / lines.length);
}

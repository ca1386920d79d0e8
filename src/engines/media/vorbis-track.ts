import { OggVorbisDecoder } from '@wasm-audio-decoders/ogg-vorbis';
import {
  EncodedAudioPacketSource,
  EncodedPacket,
  OggOutputFormat,
  Output,
  StreamTarget,
  type StreamTargetChunk,
} from 'mediabunny';
import { takeOutput } from './packet-decoder.ts';
import type { DamageTally, PcmBlock } from './pcm-block.ts';
import type { TimedPacket } from './track-packets.ts';

const packetsPerBatch = 200;
// No packet plays longer: a block has at most 8192 samples, and recordings at least 32 kHz.
const longestPacketSeconds = 0.25;

/** Vorbis from Matroska or WebM: its packets are wrapped into Ogg again, which is what the decoder reads. */
export async function* decodeVorbisTrack(
  packets: AsyncIterable<TimedPacket>,
  config: AudioDecoderConfig,
  tally: DamageTally,
): AsyncGenerator<PcmBlock> {
  let stretch: VorbisStretch | null = null;
  let endSeconds = 0;
  try {
    for await (const packet of packets) {
      // The decoder knows no times, so that behind a pause it begins anew.
      if (stretch !== null && packet.startSeconds > endSeconds + longestPacketSeconds) {
        yield* stretch.finish(tally);
        stretch = null;
      }
      stretch ??= await VorbisStretch.open(config, packet.startSeconds);
      yield* stretch.take(packet, tally);
      const seconds = Math.min(packet.seconds, longestPacketSeconds);
      tally.heldSeconds = (tally.heldSeconds ?? 0) + seconds;
      endSeconds = packet.startSeconds + seconds;
    }
    if (stretch !== null) yield* stretch.finish(tally);
  } finally {
    stretch?.free();
  }
}

/** Packets without a pause, on their way through Ogg into the decoder. */
class VorbisStretch {
  readonly #config: AudioDecoderConfig;
  readonly #pages: Uint8Array[] = [];
  readonly #source = new EncodedAudioPacketSource('vorbis');
  readonly #output: Output;
  readonly #decoder = new OggVorbisDecoder();
  readonly #zeroSeconds: number;
  #startSeconds: number | undefined;
  #count = 0;
  #isFree = false;

  private constructor(config: AudioDecoderConfig, startSeconds: number) {
    this.#config = config;
    this.#zeroSeconds = startSeconds;
    this.#startSeconds = startSeconds;
    const keep = (chunk: StreamTargetChunk): void => void this.#pages.push(chunk.data.slice());
    const target = new StreamTarget(new WritableStream<StreamTargetChunk>({ write: keep }));
    this.#output = new Output({ format: new OggOutputFormat(), target });
    this.#output.addAudioTrack(this.#source);
  }

  static async open(config: AudioDecoderConfig, startSeconds: number): Promise<VorbisStretch> {
    const stretch = new VorbisStretch(config, startSeconds);
    await Promise.all([stretch.#output.start(), stretch.#decoder.ready]);
    return stretch;
  }

  async *take({ data, startSeconds, seconds }: TimedPacket, tally: DamageTally): AsyncGenerator<PcmBlock> {
    const packet = new EncodedPacket(data, 'key', startSeconds - this.#zeroSeconds, seconds);
    await this.#source.add(packet, { decoderConfig: this.#config });
    this.#count += 1;
    if (this.#count % packetsPerBatch === 0) yield* this.#decodePages(tally);
  }

  async *finish(tally: DamageTally): AsyncGenerator<PcmBlock> {
    await this.#output.finalize();
    yield* this.#decodePages(tally);
    yield this.#placed(takeOutput(await this.#decoder.flush(), tally));
    this.free();
  }

  free(): void {
    if (!this.#isFree) this.#decoder.free();
    this.#isFree = true;
  }

  async *#decodePages(tally: DamageTally): AsyncGenerator<PcmBlock> {
    for (const page of this.#pages.splice(0)) {
      yield this.#placed(takeOutput(await this.#decoder.decode(page), tally));
    }
  }

  /** The first sound says when it begins; all further sound follows it. */
  #placed(block: PcmBlock): PcmBlock {
    const startSeconds = this.#startSeconds;
    if (startSeconds === undefined || (block.channels[0]?.length ?? 0) === 0) return block;
    this.#startSeconds = undefined;
    return { ...block, startSeconds };
  }
}

import { OggVorbisDecoder } from '@wasm-audio-decoders/ogg-vorbis';
import {
  EncodedAudioPacketSource,
  EncodedPacketSink,
  type InputAudioTrack,
  OggOutputFormat,
  Output,
  StreamTarget,
  type StreamTargetChunk,
} from 'mediabunny';
import { takeOutput } from './packet-decoder.ts';
import type { DamageTally, PcmBlock } from './pcm-block.ts';

const packetsPerBatch = 200;

/** Vorbis from Matroska or WebM: its packets are wrapped into Ogg again, which is what the decoder reads. */
export async function* decodeVorbisTrack(
  track: InputAudioTrack,
  tally: DamageTally,
): AsyncGenerator<PcmBlock> {
  const pages: Uint8Array[] = [];
  const target = new StreamTarget(
    new WritableStream<StreamTargetChunk>({ write: (chunk) => void pages.push(chunk.data.slice()) }),
  );
  const output = new Output({ format: new OggOutputFormat(), target });
  const source = new EncodedAudioPacketSource('vorbis');
  output.addAudioTrack(source);
  const decoder = new OggVorbisDecoder();
  await Promise.all([output.start(), decoder.ready]);
  const decoderConfig = await track.getDecoderConfig();
  if (decoderConfig === null) return;
  try {
    let count = 0;
    for await (const packet of new EncodedPacketSink(track).packets()) {
      await source.add(packet, { decoderConfig });
      count += 1;
      if (count % packetsPerBatch === 0) yield* decodePages(decoder, pages.splice(0), tally);
    }
    await output.finalize();
    yield* decodePages(decoder, pages.splice(0), tally);
    yield takeOutput(await decoder.flush(), tally);
  } finally {
    decoder.free();
  }
}

async function* decodePages(
  decoder: OggVorbisDecoder,
  pages: readonly Uint8Array[],
  tally: DamageTally,
): AsyncGenerator<PcmBlock> {
  for (const page of pages) yield takeOutput(await decoder.decode(page), tally);
}

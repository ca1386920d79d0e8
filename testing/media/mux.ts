import {
  ALL_FORMATS,
  type AudioCodec,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedPacketSink,
  FilePathSource,
  Input,
  Output,
  type OutputFormat,
} from 'mediabunny';

/** The encoded sound of a file, to be written into others. */
export type Encoded = {
  codec: AudioCodec;
  config: AudioDecoderConfig;
  packets: readonly EncodedPacket[];
  seconds: number;
};

/** A track that begins later than zero, or whose sound is repeated. */
export type TrackToWrite = {
  sound: Encoded;
  startSeconds?: number;
  times?: number;
};

export async function readEncoded(file: string): Promise<Encoded> {
  const input = new Input({ source: new FilePathSource(file), formats: ALL_FORMATS });
  const track = await input.getPrimaryAudioTrack();
  const [codec, config] = [await track?.getCodec(), await track?.getDecoderConfig()];
  if (!track || !codec || !config) throw new Error(`${file} has no sound`);
  const packets: EncodedPacket[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet);
  input.dispose();
  const seconds = packets.reduce((sum, packet) => sum + packet.duration, 0);
  return { codec, config, packets, seconds };
}

/** A file of these tracks. */
export async function writeTracks(format: OutputFormat, tracks: readonly TrackToWrite[]): Promise<Buffer> {
  const target = new BufferTarget();
  const output = new Output({ format, target });
  const sources = tracks.map(({ sound }) => {
    const source = new EncodedAudioPacketSource(sound.codec);
    output.addAudioTrack(source);
    return source;
  });
  await output.start();
  await Promise.all(
    tracks.map(async (track, index) => {
      const source = sources[index];
      for (const packet of timed(track)) await source?.add(packet, { decoderConfig: track.sound.config });
      source?.close();
    }),
  );
  await output.finalize();
  return Buffer.from(target.buffer ?? new ArrayBuffer(0));
}

function* timed({ sound, startSeconds = 0, times = 1 }: TrackToWrite): Generator<EncodedPacket> {
  let now = startSeconds;
  for (let time = 0; time < times; time += 1) {
    for (const { data, duration } of sound.packets) {
      yield new EncodedPacket(data, 'key', now, duration);
      now += duration;
    }
  }
}

import type { PacketDecoder } from './packet-decoder.ts';
import type { DamageTally, PcmBlock } from './pcm-block.ts';
import type { TrackDecoder } from './track-decoder.ts';
import type { TimedPacket } from './track-packets.ts';

const batchSeconds = 5;
const gapSeconds = 0.1;

/** The sound of a track's packets, in blocks that say when they begin; a pause in the times begins a block. */
export async function* decodePackets(
  packets: AsyncIterable<TimedPacket>,
  { open, packetSeconds }: TrackDecoder,
  tally: DamageTally,
): AsyncGenerator<PcmBlock> {
  let decoder: PacketDecoder | null = null;
  let format: string | undefined;
  try {
    for await (const batch of batchesOf(packets, packetSeconds)) {
      tally.heldSeconds = (tally.heldSeconds ?? 0) + batch.seconds;
      if (decoder !== null && batch.format !== format) {
        decoder.free();
        decoder = null;
      }
      format = batch.format;
      decoder ??= await open(tally);
      yield { ...(await decoder.decode(batch.packets)), startSeconds: batch.startSeconds };
    }
  } finally {
    decoder?.free();
  }
}

type Batch = {
  packets: Uint8Array[];
  startSeconds: number;
  format: string | undefined;
  seconds: number;
};

async function* batchesOf(
  packets: AsyncIterable<TimedPacket>,
  packetSeconds: TrackDecoder['packetSeconds'],
): AsyncGenerator<Batch> {
  let batch: Batch | null = null;
  for await (const { data, startSeconds, seconds, format } of packets) {
    const isNew =
      batch === null ||
      batch.format !== format ||
      batch.seconds >= batchSeconds ||
      startSeconds - batch.startSeconds - batch.seconds > gapSeconds;
    if (batch !== null && isNew) {
      yield batch;
      batch = null;
    }
    batch ??= { packets: [], startSeconds, format, seconds: 0 };
    batch.packets.push(data);
    batch.seconds += packetSeconds(data) ?? seconds;
  }
  if (batch !== null) yield batch;
}

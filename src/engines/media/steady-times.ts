import type { TimedPacket } from './track-packets.ts';

// Packets of one track come in the order of their times but for rounding.
const backSeconds = 1;
// Damaged times must not become hours of silence.
const forwardSeconds = 3600;

/** Packets of files that were joined. The times of each begin anew; here they go on from those before. */
export async function* steadyTimes(
  packets: AsyncIterable<TimedPacket>,
  onJoint: (seconds: number) => void,
): AsyncGenerator<TimedPacket> {
  let shiftSeconds = 0;
  let endSeconds: number | null = null;
  for await (const packet of packets) {
    let startSeconds = packet.startSeconds + shiftSeconds;
    const step = endSeconds === null ? 0 : startSeconds - endSeconds;
    if (endSeconds !== null && (step < -backSeconds || step > forwardSeconds)) {
      shiftSeconds -= step;
      startSeconds = endSeconds;
      onJoint(endSeconds);
    }
    endSeconds = startSeconds + packet.seconds;
    yield { ...packet, startSeconds };
  }
}

import { decoder as createDecoder } from '@audio/decode-amr';
import type { PacketDecoder } from '../packet-decoder.ts';
import type { DamageTally } from '../pcm-block.ts';
import { type AmrBand, amrFrameBytes, amrMagics, amrRates, lostAmrFrame } from './amr-frames.ts';

/**
 * AMR frames in their storage format, one or several in a packet, as files and the sample entries `samr` and `sawb` of
 * 3gp have them. Those entries always say two channels (3GPP TS 26.244 section 6.5); there is one.
 */
export async function openAmr(band: AmrBand, tally: DamageTally): Promise<PacketDecoder> {
  const decoder = await createDecoder();
  // The decoder learns from the first bytes of a file which band it is.
  decoder.decode(Buffer.from(amrMagics[band], 'latin1'));
  return {
    decode: async (packets) => {
      const frames = packets.flatMap((packet) => wholeFrames(band, packet, tally));
      const { channelData } = decoder.decode(Buffer.concat(frames));
      return { sampleRate: amrRates[band], channels: [channelData[0] ?? new Float32Array(0)] };
    },
    free: () => decoder.free(),
  };
}

// The decoder keeps what it takes for the beginning of a frame, and would read all that follows at the wrong place.
function wholeFrames(band: AmrBand, packet: Uint8Array, tally: DamageTally): Uint8Array[] {
  let position = 0;
  while (position < packet.length) {
    const size = amrFrameBytes(band, packet, position);
    if (size === 0 || position + size > packet.length) {
      tally.damagedParts += 1;
      return [packet.subarray(0, position), lostAmrFrame];
    }
    position += size;
  }
  return [packet];
}

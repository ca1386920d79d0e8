import { MPEGDecoder } from 'mpg123-decoder';
import { readBlocks } from './byte-file.ts';
import { refuseMedia } from './media-refusal.ts';
import { readMpegHeader, readMpegLength } from './mpeg-header.ts';
import { quietly, takeOutput } from './packet-decoder.ts';
import type { DamageTally, Inspection, PcmBlock } from './pcm-block.ts';

const readBytes = 64 * 1024;
// An ID3v1 tag of 128 bytes may follow the sound, and writers count their own frame or not.
const byteTolerance = 4096;

/** An MPEG audio stream (mp3, mp2) that begins at `start`; `window` is the file's content from there. */
export function inspectMpeg(
  file: string,
  window: Uint8Array,
  span: { start: number; end: number },
): Inspection {
  const header = readMpegHeader(window, 0);
  const streamBytes = span.end - span.start;
  const length = readMpegLength(window, 0, streamBytes);
  if (header === null || length === null) return refuseMedia('not_media');
  const missingBytes = (length.wantedBytes ?? 0) - streamBytes;
  return {
    kind: 'openable',
    info: {
      kind: 'media',
      container: 'mp3',
      codec: header.layer === 3 ? 'mp3' : `mp${header.layer}`,
      durationSeconds: length.durationSeconds,
      channels: header.channels,
      sampleRate: header.sampleRate,
      truncated: missingBytes > byteTolerance,
    },
    open: (tally) => decodeMpeg(file, span, tally),
  };
}

async function* decodeMpeg(
  file: string,
  span: { start: number; end: number },
  tally: DamageTally,
): AsyncGenerator<PcmBlock> {
  const decoder = new MPEGDecoder();
  await decoder.ready;
  try {
    for await (const bytes of readBlocks(file, span.start, span.end, readBytes)) {
      yield takeOutput(
        quietly(() => decoder.decode(bytes)),
        tally,
      );
    }
  } finally {
    decoder.free();
  }
}

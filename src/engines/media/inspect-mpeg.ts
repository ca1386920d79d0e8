import type { FrameSpan } from './frame-stream.ts';
import { inspectFrames } from './inspect-frames.ts';
import { refuseMedia } from './media-refusal.ts';
import { mpegSyntax } from './mpeg-frames.ts';
import { readMpegHeader } from './mpeg-header.ts';
import { openMpeg } from './packet-decoder.ts';
import type { Inspection } from './pcm-block.ts';

/** An MPEG audio stream (mp3, mp2); `window` is the file's content from the start of the span. */
export async function inspectMpeg(file: string, window: Uint8Array, span: FrameSpan): Promise<Inspection> {
  const header = readMpegHeader(window, 0);
  if (header === null) return refuseMedia('not_media');
  return inspectFrames({
    file,
    span,
    syntax: mpegSyntax,
    openDecoder: openMpeg,
    names: { container: 'mp3', codec: header.layer === 3 ? 'mp3' : `mp${header.layer}` },
  });
}

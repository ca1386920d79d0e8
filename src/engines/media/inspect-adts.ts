import { openAac } from './aac-decoder.ts';
import { adtsSyntax } from './adts-frames.ts';
import type { FrameSpan } from './frame-stream.ts';
import { inspectFrames } from './inspect-frames.ts';
import type { Inspection } from './pcm-block.ts';

/** A stream of AAC with ADTS headers, as radio stations send it. */
export function inspectAdts(file: string, span: FrameSpan): Promise<Inspection> {
  return inspectFrames({
    file,
    span,
    syntax: adtsSyntax,
    names: { container: 'adts', codec: 'aac' },
    openDecoder: async (tally) => openAac(null, tally),
  });
}

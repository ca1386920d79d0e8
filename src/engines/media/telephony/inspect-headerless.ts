import { openBlocks } from '../block-codec.ts';
import type { HeaderlessFormat } from '../headerless-formats.ts';
import { inspectForeign } from '../inspect-foreign.ts';
import { refuseMedia } from '../media-refusal.ts';
import type { Inspection, OpenableMedia } from '../pcm-block.ts';

/** A file that is sound from its first byte to its last. */
export async function inspectHeaderless(
  file: string,
  format: HeaderlessFormat,
  { fileBytes, isAssumed }: { fileBytes: number; isAssumed: boolean },
): Promise<Inspection> {
  const { name, title, reading } = format;
  if (reading.kind === 'codec') {
    const span = { dataStart: 0, dataBytes: fileBytes, truncated: false };
    const opened = openBlocks(file, name, reading.codec, span);
    return isAssumed && opened.kind === 'openable' ? saidAloud(opened) : opened;
  }
  const missing = { code: 'media_decoder_missing', format: title, headerless: name } as const;
  if (reading.ffmpegName !== null) {
    const inspected = await inspectForeign(file, title, name, reading.ffmpegName);
    if (inspected.kind !== 'refused' || inspected.code !== 'media_decoder_missing') return inspected;
    return refuseMedia({ ...missing, problem: 'needs_ffmpeg' });
  }
  return refuseMedia({ ...missing, problem: 'unknown_to_ffmpeg' });
}

function saidAloud(opened: OpenableMedia): OpenableMedia {
  return {
    ...opened,
    open: (tally) => {
      tally.notices.add('media_format_assumed', null);
      return opened.open(tally);
    },
  };
}

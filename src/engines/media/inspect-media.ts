import { type FileHandle, open } from 'node:fs/promises';
import { readRange } from './byte-file.ts';
import { flacHasFrames } from './flac-metadata.ts';
import { inspectAdts } from './inspect-adts.ts';
import { inspectAiff } from './inspect-aiff.ts';
import { inspectAu } from './inspect-au.ts';
import { inspectCaf } from './inspect-caf.ts';
import { inspectForeign } from './inspect-foreign.ts';
import { inspectMpeg } from './inspect-mpeg.ts';
import { inspectOgg } from './inspect-ogg.ts';
import { inspectPackets } from './inspect-packets.ts';
import { inspectWav } from './inspect-wav.ts';
import { refuseMedia } from './media-refusal.ts';
import type { Inspection } from './pcm-block.ts';
import { endingOf } from './recording-formats.ts';
import type { SignedFormat } from './signed-formats.ts';
import { sniffMedia } from './sniff-media.ts';
import { amrMagics } from './telephony/amr-frames.ts';
import { inspectAmr } from './telephony/inspect-amr.ts';
import { inspectHeaderless } from './telephony/inspect-headerless.ts';

const headBytes = 256 * 1024;

type OpenFile = { file: string; handle: FileHandle; fileBytes: number };

/**
 * Finds out how to decode a file, or why it cannot be; `told` is somebody's word for its format. A file that cannot
 * be opened at all is thrown.
 */
export async function inspectMedia(file: string, told?: string): Promise<Inspection> {
  const handle = await open(file, 'r');
  try {
    const { size: fileBytes } = await handle.stat();
    if (fileBytes === 0) return refuseMedia('media_empty');
    return await inspectContent({ file, handle, fileBytes }, told);
  } finally {
    await handle.close();
  }
}

async function inspectContent(opened: OpenFile, told: string | undefined): Promise<Inspection> {
  const { file, handle, fileBytes } = opened;
  const sniffed = await sniffMedia(handle, { ending: endingOf(file), told });
  switch (sniffed.kind) {
    case 'refused':
      return sniffed;
    case 'text':
      return refuseMedia(
        'not_media',
        'This file is not a recording: it holds text. Choose the recording itself.',
      );
    case 'unknown':
      return refuseMedia('not_media');
    case 'headerless':
      return inspectHeaderless(file, sniffed.format, { fileBytes, isAssumed: sniffed.isAssumed });
    case 'bare-amr':
      return inspectAmr({ file, band: sniffed.band, start: 0 });
    case 'signed':
      return inspectSigned(opened, sniffed.format, sniffed.start);
  }
}

async function inspectSigned(
  { file, handle, fileBytes }: OpenFile,
  { name, title, reader }: SignedFormat,
  start: number,
): Promise<Inspection> {
  switch (reader) {
    case 'wav':
    case 'w64':
      return inspectWav(file, handle, { container: reader, start });
    case 'au':
      return inspectAu(file, handle);
    case 'aiff':
      return inspectAiff(file, handle);
    case 'caf':
      return inspectCaf(file, handle);
    case 'amr-nb':
    case 'amr-wb':
      return inspectAmr({ file, band: reader, start: start + amrMagics[reader].length });
    case 'ogg':
      return inspectOgg(file);
    case 'mpeg':
      return inspectMpeg(file, await readRange(handle, start, headBytes), { start, end: fileBytes });
    case 'adts':
      return inspectAdts(file, { start, end: fileBytes });
    case 'flac':
      return (await flacHasFrames(handle, start, fileBytes))
        ? inspectPackets(file)
        : refuseMedia('media_truncated');
    case 'packets':
      return inspectPackets(file);
    case 'foreign':
      return inspectForeign(file, title, name);
    case 'none':
      return refuseMedia(
        'media_decoder_missing',
        `This is ${title}. No decoder for it is built in, and FFmpeg does not read it. Convert it to wav first.`,
      );
  }
}

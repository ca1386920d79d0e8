import { ambiguousEndings, gsm, type HeaderlessFormat, headerlessFormats } from './headerless-formats.ts';
import { refuseMedia } from './media-refusal.ts';
import { formatNames } from './recording-formats.ts';
import { isBareAmr, isGsm } from './signatures.ts';
import type { Sniffed } from './sniffed.ts';
import type { AmrBand } from './telephony/amr-frames.ts';
import { gsmFrameBytes, isGsmFrame } from './telephony/gsm-frame.ts';

const amrEndings: Readonly<Record<string, AmrBand>> = { amr: 'amr-nb', awb: 'amr-wb', amrwb: 'amr-wb' };
const toldBands: Readonly<Record<string, AmrBand>> = { amr: 'amr-nb', 'amr-wb': 'amr-wb' };
/** A recording may be damaged here and there. */
const leastGsmShare = 0.75;

/** Names a file without a header: by its structure where it has one, else by the end of its name. */
export function sniffHeaderless(ending: string, bytes: Uint8Array): Sniffed {
  const band = amrEndings[ending];
  if (band !== undefined && isBareAmr(band, bytes)) return { kind: 'bare-amr', band };
  if (isGsm(bytes)) return { kind: 'headerless', format: gsm, isAssumed: false };
  const format = headerlessFormats.find(({ mediaTypes }) => ending in mediaTypes);
  if (format !== undefined) return checked(format, bytes, 'by its name');
  if (!ambiguousEndings.includes(ending)) return { kind: 'unknown' };
  return refuseMedia(
    'media_format_unclear',
    `This looks like sound without a header (by its name), which does not say how it is stored. Import it with ` +
      `--format and one of: ${formatNames.join(', ')}.`,
  );
}

/** Names a file that somebody calls `told`; content that is something else without doubt is refused. */
export function sniffTold(told: string, bytes: Uint8Array, content: Sniffed): Sniffed {
  if (content.kind === 'text')
    return refuseMedia('not_media', `This file is no ${told} sound: it holds text.`);
  const band = toldBands[told];
  if (content.kind === 'signed' && content.format.name === told) return content;
  const other = content.kind === 'signed' ? content.format : told !== gsm.name && isGsm(bytes) ? gsm : null;
  if (other !== null) {
    return refuseMedia(
      'media_format_unclear',
      `By its content this file is ${other.title}, not ${told}. Import it without --format.`,
    );
  }
  if (band !== undefined) {
    if (isBareAmr(band, bytes)) return { kind: 'bare-amr', band };
    return refuseMedia(
      'media_format_unclear',
      `By its content this file is not ${told}: no frames follow each other.`,
    );
  }
  const format = headerlessFormats.find(({ name }) => name === told);
  return format === undefined ? { kind: 'unknown' } : checked(format, bytes, 'as --format says');
}

// GSM alone has a signature in each of its frames.
function checked(format: HeaderlessFormat, bytes: Uint8Array, basis: string): Sniffed {
  if (format !== gsm || gsmShare(bytes) >= leastGsmShare)
    return { kind: 'headerless', format, isAssumed: format !== gsm };
  return refuseMedia(
    'media_format_unclear',
    `This looks like a headerless GSM 06.10 stream (${basis}), but its frames of ${gsmFrameBytes} bytes do not begin ` +
      'as GSM frames do. It is damaged, or in another format: name that with --format.',
  );
}

function gsmShare(bytes: Uint8Array): number {
  const frames = Math.floor(bytes.length / gsmFrameBytes);
  const signatures = Array.from({ length: frames }, (_, index) => isGsmFrame(bytes, index * gsmFrameBytes));
  return frames === 0 ? 0 : signatures.filter(Boolean).length / frames;
}

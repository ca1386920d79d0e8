import type { NoticeTally } from '../../../base/notice.ts';
import { refuse, type TranscriptRefusal } from '../transcript-refusal.ts';

/** Bytes that Windows-1252 does not define. */
const undefinedBytes = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
/** In Western text most letters are ASCII; other single-byte alphabets are not. */
const mostHighShare = 0.25;
/**
 * Single bytes beyond ASCII are hardly ever UTF-8 by chance. The program whisper.cpp cuts characters into tokens:
 * its full JSON has up to two damaged ones for three whole ones.
 */
const mostDamagedShare = 0.75;
const sampleBytes = 64 * 1024;
const tab = 9;
const carriageReturn = 13;

/** Takes a file's bytes; gives its text without a byte order mark. A guessed encoding is noticed. */
export function decodeText(
  bytes: Uint8Array,
  notices: NoticeTally,
): { kind: 'text'; text: string } | TranscriptRefusal {
  const wide = wideEncoding(bytes);
  if (wide) return { kind: 'text', text: new TextDecoder(wide).decode(bytes) };
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return decodeOther(bytes, notices);
  }
}

/** UTF-16 has a byte order mark, or NUL bytes on one side of its ASCII characters. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, Math.min(bytes.length, sampleBytes));
  if (bytes.length % 2 !== 0 || !sample.includes(0)) return null;
  const nuls = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) nuls[index % 2] = (nuls[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  const most = sample.length / 2;
  if (odd > most * 0.4 && even < odd * 0.05) return 'utf-16le';
  return even > most * 0.4 && odd < even * 0.05 ? 'utf-16be' : null;
}

function decodeOther(
  bytes: Uint8Array,
  notices: NoticeTally,
): { kind: 'text'; text: string } | TranscriptRefusal {
  const mended = new TextDecoder('utf-8').decode(bytes);
  const damaged = mended.split('\ufffd').length - 1;
  const characters = mended.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0;
  if (damaged <= characters * mostDamagedShare) {
    notices.add('characters_lost', placeOf(mended), damaged);
    return { kind: 'text', text: mended };
  }
  if (!isWestern(bytes)) return refuse('not_text', 'The file is not UTF-8 text; save it as UTF-8.');
  notices.add('encoding_guessed', placeOf(mended), damaged);
  return { kind: 'text', text: new TextDecoder('windows-1252').decode(bytes) };
}

function isWestern(bytes: Uint8Array): boolean {
  let high = 0;
  let letters = 0;
  for (const byte of bytes) {
    if (undefinedBytes.has(byte) || (byte < 32 && (byte < tab || byte > carriageReturn))) return false;
    if (byte >= 0xc0) high++;
    else if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) letters++;
  }
  return high <= (high + letters) * mostHighShare;
}

function placeOf(text: string): string {
  return `line ${text.slice(0, text.indexOf('\ufffd')).split(/\r\n|\r|\n/u).length}`;
}

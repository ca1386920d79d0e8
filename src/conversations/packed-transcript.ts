import { constants, crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import type { StoredTranscript } from '../transcripts/stored-transcript.ts';

/**
 * The beginning of the transcript response, `{"conversation_id":"…","transcript":…`, as raw deflate that ends on a byte
 * boundary (sync flush). A response appends its own ending: no read parses or compresses a transcript again.
 */
export interface PackedTranscript {
  deflated: Buffer;
  /** CRC-32 and length of the beginning before compression. */
  crc32: number;
  bytes: number;
}

function opening(conversationId: string): string {
  return `{"conversation_id":"${conversationId}","transcript":`;
}

export function packTranscript(conversationId: string, transcript: StoredTranscript): PackedTranscript {
  const beginning = Buffer.from(opening(conversationId) + JSON.stringify(transcript));
  return {
    deflated: deflateRawSync(beginning, { finishFlush: constants.Z_SYNC_FLUSH }),
    crc32: crc32(beginning),
    bytes: beginning.length,
  };
}

/** The transcript response's beginning as text. */
export function unpackBeginning(packed: Pick<PackedTranscript, 'deflated'>): string {
  return inflateRawSync(packed.deflated, { finishFlush: constants.Z_SYNC_FLUSH }).toString('utf8');
}

/** The stored transcript's JSON text alone. */
export function unpackTranscriptJson(
  conversationId: string,
  packed: Pick<PackedTranscript, 'deflated'>,
): string {
  return unpackBeginning(packed).slice(opening(conversationId).length);
}

const gzipHeader = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);

/** The whole response as one gzip stream (RFC 1952): the stored bytes, then `ending` as the last deflate block. */
export function gzipWithEnding(packed: PackedTranscript, ending: string): Buffer {
  const last = Buffer.from(ending);
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(last, packed.crc32), 0);
  trailer.writeUInt32LE((packed.bytes + last.length) % 2 ** 32, 4);
  return Buffer.concat([gzipHeader, packed.deflated, deflateRawSync(last), trailer]);
}

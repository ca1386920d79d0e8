import type { JsonText } from '../../base/json-text.ts';
import type { StoredTranscript } from '../transcripts/stored-transcript.ts';
import { type PackedText, packText, unpackText } from './packed-text.ts';

/**
 * The beginning of the transcript response, `{"conversation_id":"…","transcript":…`: no read parses or compresses a
 * transcript again.
 */
export type PackedTranscript = PackedText<{ conversation_id: string; transcript: StoredTranscript }>;

function opening(conversationId: string): string {
  return `{"conversation_id":"${conversationId}","transcript":`;
}

export function packTranscript(conversationId: string, transcript: StoredTranscript): PackedTranscript {
  return packText(Buffer.from(opening(conversationId) + JSON.stringify(transcript)));
}

/** The stored transcript's JSON text alone. */
export function unpackTranscriptJson(
  conversationId: string,
  packed: Omit<PackedTranscript, 'crc32'>,
): JsonText<StoredTranscript>;
export function unpackTranscriptJson(
  conversationId: string,
  packed: Omit<PackedTranscript, 'crc32'>,
): string {
  return unpackText(packed).toString('utf8').slice(opening(conversationId).length);
}

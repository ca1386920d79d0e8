import { hash } from 'node:crypto';
import { type PackedText, packQuickly, unpackText } from '../../packed-text.ts';

/** Below it a packet carries the plain answer as well. */
const gzipFromBytes = 1_400;

/** What an operation answers, without `_meta` and the closing brace, in the forms in which clients take it. */
export interface Answer {
  etag: string;
  /** What it holds in memory. */
  keptBytes: number;
  plain(): Buffer;
  /** Null where compression does not pay. */
  packed(): Promise<PackedText | null>;
}

/** Of an object whose JSON is what is sent. */
export function answerOf(value: object): Answer {
  return answerOfJson(JSON.stringify(value));
}

/** A JSON object's text, put together of members that are JSON texts already. */
export function jsonOf(members: Record<string, string>): string {
  const joined = Object.entries(members).map(([name, json]) => `${JSON.stringify(name)}:${json}`);
  return `{${joined.join(',')}}`;
}

/**
 * Of a JSON object's text. `version` stands for the text in the ETag where it holds what is made anew each time (links,
 * cursors).
 */
export function answerOfJson(json: string, version = json): Answer {
  const plain = Buffer.from(json.slice(0, -1));
  let packed: Promise<PackedText | null> | null = null;
  return {
    etag: `W/"${hash('sha1', version, 'base64url')}"`,
    // The packed form, if it is made, is small beside it.
    keptBytes: plain.length + Math.ceil(plain.length / 2),
    plain: () => plain,
    packed() {
      packed ??= plain.length < gzipFromBytes ? Promise.resolve(null) : packQuickly(plain);
      return packed;
    },
  };
}

/** Of a text that is stored packed; clients that take no gzip are the exception. */
export function answerOfPacked(packed: PackedText): Answer {
  return {
    etag: `W/"t${packed.crc32.toString(36)}-${packed.bytes.toString(36)}"`,
    keptBytes: packed.deflated.length,
    plain: () => unpackText(packed),
    packed: () => Promise.resolve(packed),
  };
}

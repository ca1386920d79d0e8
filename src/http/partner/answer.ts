import { hash } from 'node:crypto';
import { type PackedText, packQuickly, unpackText } from '../../domain/conversations/packed-text.ts';

/** Below it a packet carries the plain answer as well. */
const gzipFromBytes = 1_400;

/** What an operation answers, without `_meta` and the closing brace, in the forms in which clients take it. */
export interface Answer {
  etag: string;
  /** The whole answer, in parts. */
  endedBy(ending: string): (string | Buffer)[];
  /** Null where compression does not pay. */
  packed(): Promise<PackedText | null>;
  /** The same in a form that is made once and sent often, and the bytes that it holds in memory. */
  toKeep(): { answer: Answer; bytes: number };
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
  const etag = `W/"${hash('sha1', version, 'base64url')}"`;
  const beginning = json.slice(0, -1);
  return {
    etag,
    endedBy: (ending) => [beginning + ending],
    packed: () => packWherePaid(Buffer.from(beginning)),
    toKeep: () => keptAnswer(etag, Buffer.from(beginning)),
  };
}

function keptAnswer(etag: string, beginning: Buffer): { answer: Answer; bytes: number } {
  let packed: Promise<PackedText | null> | null = null;
  const answer: Answer = {
    etag,
    endedBy: (ending) => [beginning, ending],
    packed() {
      if (packed) return packed;
      packed = packWherePaid(beginning);
      packed.catch(() => (packed = null));
      return packed;
    },
    toKeep: () => kept,
  };
  // The packed form, if it is made, is small beside it.
  const kept = { answer, bytes: beginning.length + Math.ceil(beginning.length / 2) };
  return kept;
}

function packWherePaid(beginning: Buffer): Promise<PackedText | null> {
  return beginning.length < gzipFromBytes ? Promise.resolve(null) : packQuickly(beginning);
}

/** Of a text that is stored packed; clients that take no gzip are the exception. */
export function answerOfPacked(packed: PackedText): Answer {
  const answer: Answer = {
    etag: `W/"t${packed.crc32.toString(36)}-${packed.bytes.toString(36)}"`,
    endedBy: (ending) => [unpackText(packed), ending],
    packed: () => Promise.resolve(packed),
    toKeep: () => ({ answer, bytes: packed.deflated.length }),
  };
  return answer;
}

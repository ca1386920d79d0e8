import { hash } from 'node:crypto';
import { type JsonText, jsonText } from '../../base/json-text.ts';
import { type PackedText, packQuickly, unpackText } from '../../domain/conversations/packed-text.ts';

/** A packet carries an answer below this size plain as well. */
const gzipFromBytes = 1_400;

/** An operation's answer without its closing brace, in the forms in which clients take it. */
export interface Answer<Content = unknown> {
  /** Only a type: whose JSON this is. */
  content?: Content;
  etag: string;
  /** The whole answer, in parts. */
  endedBy(ending: string): (string | Buffer)[];
  /** Null where compression does not pay. */
  packed(): Promise<PackedText | null>;
  /** The same in a form that is made once and sent often, and the bytes that it holds in memory. */
  toKeep(): { answer: Answer<Content>; bytes: number };
}

/** The answer of an object, whose JSON is sent. */
export function answerOf<Content extends object>(value: Content): Answer<Content> {
  return answerOfJson(jsonText(value));
}

/**
 * The answer of a JSON object's text. `version` stands for the text in the ETag where the text holds parts that are
 * made anew each time (links, cursors).
 */
export function answerOfJson<Content extends object>(
  json: JsonText<Content>,
  version: string = json,
): Answer<Content> {
  const etag = `W/"${hash('sha1', version, 'base64url')}"`;
  const beginning = json.slice(0, -1);
  return {
    etag,
    endedBy: (ending) => [beginning + ending],
    packed: () => packWherePaid(Buffer.from(beginning)),
    toKeep: () => keptAnswer(etag, Buffer.from(beginning)),
  };
}

function keptAnswer(etag: string, beginning: Buffer): ReturnType<Answer<never>['toKeep']> {
  let packed: Promise<PackedText | null> | null = null;
  const answer: Answer<never> = {
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

/** The answer of a text that is stored packed; clients that take no gzip are the exception. */
export function answerOfPacked<Content>(packed: PackedText<Content>): Answer<Content> {
  const answer: Answer<Content> = {
    etag: `W/"t${packed.crc32.toString(36)}-${packed.bytes.toString(36)}"`,
    endedBy: (ending) => [unpackText(packed), ending],
    packed: () => Promise.resolve(packed),
    toKeep: () => ({ answer, bytes: packed.deflated.length }),
  };
  return answer;
}

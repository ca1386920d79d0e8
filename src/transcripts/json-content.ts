import { refuse, type TranscriptRefusal } from './transcript-refusal.ts';

export type JsonObject = Record<string, unknown>;

export type JsonContent =
  /** One value. `hasEscapes`: strings may hold what plain text cannot, a NUL or half of a surrogate pair. */
  | { kind: 'json'; value: unknown; hasEscapes: boolean }
  /** A value a line (https://github.com/ndjson/ndjson-spec). */
  | { kind: 'lines'; values: unknown[]; hasEscapes: boolean }
  | { kind: 'none' }
  | TranscriptRefusal;

const depthMax = 64;
/** What V8 needs for a value beside its text, about; the text itself is counted by the file's size. */
const valueBytes = 56;
const spareBytes = 64 * 2 ** 20;
const bytesPerCharacter = 7;

/** Takes a file's text; gives its JSON. What would fill the memory is refused before it is read. */
export function readJsonContent(text: string): JsonContent {
  if (!/^\s*(?:\{(?!\\)|\[\s*[\]{])/u.test(text)) return { kind: 'none' };
  const shape = measure(text);
  if (shape.depth > depthMax)
    return refuse('malformed', `The JSON is nested more than ${depthMax} levels deep.`);
  if (shape.values * valueBytes > spareBytes + text.length * bytesPerCharacter) {
    return refuse('too_large', `The JSON has ${shape.values} values, more than can be read within bounds.`);
  }
  const { hasEscapes } = shape;
  try {
    return { kind: 'json', value: JSON.parse(text), hasEscapes };
  } catch (error) {
    const values = readLines(text);
    if (values) return { kind: 'lines', values, hasEscapes };
    const fault = error instanceof Error ? error.message : String(error);
    return refuse('malformed', `The JSON cannot be read: ${fault}.`);
  }
}

function readLines(text: string): unknown[] | null {
  const values: unknown[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    try {
      values.push(JSON.parse(line));
    } catch {
      return null;
    }
  }
  return values;
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;

/** Counts values and depth without making anything; strings are skipped as wholes. */
function measure(text: string): { values: number; depth: number; hasEscapes: boolean } {
  let values = 1;
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) at = stringEnd(text, at);
    else if (code === comma) values++;
    else if ((code | 0x20) === 0x7b) {
      values++;
      depth++;
      if (depth > deepest) deepest = depth;
    } else if ((code | 0x20) === 0x7d) depth--;
  }
  return { values, depth: deepest, hasEscapes: /\\u(?:0000|d[89a-f])/iu.test(text) };
}

function stringEnd(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

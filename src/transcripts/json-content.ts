import { measureJson } from './json-size.ts';
import { mendJson } from './mend-json.ts';
import { refuse, type TranscriptRefusal } from './transcript-refusal.ts';

export type JsonObject = Record<string, unknown>;

export type JsonContent =
  /** One value. `hasEscapes`: strings may hold what plain text cannot, a NUL or half of a surrogate pair. */
  | { kind: 'json'; value: unknown; hasEscapes: boolean }
  /** A value a line (https://github.com/ndjson/ndjson-spec). `unreadable`: the numbers of lines that are no JSON, from 1. */
  | { kind: 'lines'; values: JsonObject[]; unreadable: readonly number[]; hasEscapes: boolean }
  | { kind: 'none' }
  | TranscriptRefusal;

const depthMax = 64;
const spareBytes = 48 * 2 ** 20;
/** With the text itself and what the collector leaves lying about, a file then stays below 64 MB and eight times its size. */
const bytesPerCharacter = 5;

/** Takes a file's text; gives its JSON. What would fill the memory is refused before it is read. */
export function readJsonContent(text: string): JsonContent {
  if (!/^\s*(?:\{(?!\\)|\[\s*[\]{])/u.test(text)) return { kind: 'none' };
  const { depth, heapBytes, values, hasEscapes } = measureJson(text);
  if (depth > depthMax) return refuse('malformed', `The JSON is nested more than ${depthMax} levels deep.`);
  if (heapBytes > spareBytes + text.length * bytesPerCharacter) {
    return refuse('too_large', `The JSON has ${values} values, more than can be read within bounds.`);
  }
  try {
    return { kind: 'json', value: JSON.parse(text), hasEscapes };
  } catch (error) {
    const lines = readLines(text);
    if (lines) return { kind: 'lines', ...lines, hasEscapes };
    return readMended(text, error instanceof Error ? error.message : String(error));
  }
}

function readMended(text: string, fault: string): JsonContent {
  const mended = mendJson(text);
  try {
    if (mended !== text) return { kind: 'json', value: JSON.parse(mended), hasEscapes: true };
  } catch {
    // The fault of the file itself is told, not that of what was made of it.
  }
  return refuse('malformed', `The JSON cannot be read: ${fault}.`);
}

/** Lines are JSON where the first one and most others are objects; a writer that was stopped leaves half a line. */
function readLines(text: string): { values: JsonObject[]; unreadable: number[] } | null {
  const values: JsonObject[] = [];
  const unreadable: number[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const value = readLine(line);
    if (value) values.push(value);
    else unreadable.push(index + 1);
    if (values.length === 0) return null;
  }
  return values.length + unreadable.length > 1 && values.length > unreadable.length
    ? { values, unreadable }
    : null;
}

function readLine(line: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { refuse, type TranscriptRefusal } from '../transcript-refusal.ts';
import { measureJson } from './json-size.ts';
import { mendJson } from './mend-json.ts';

export type JsonObject = Record<string, unknown>;

/** `bytesPerObject`: how much memory may be filled for each object in it. */
export type JsonContent =
  /** One value. `hasEscapes`: strings may hold what plain text cannot, a NUL or half of a surrogate pair. */
  | { kind: 'json'; value: unknown; hasEscapes: boolean; bytesPerObject: number }
  /** A value a line (https://github.com/ndjson/ndjson-spec). `unreadable`: the numbers of lines that are no JSON, from 1. */
  | { kind: 'lines'; values: JsonObject[]; unreadable: readonly number[]; bytesPerObject: number }
  | { kind: 'none' }
  | TranscriptRefusal;

const depthMax = 64;
const spareBytes = 32 * 2 ** 20;
/** With the text itself and what the collector leaves lying about, a file then stays below 64 MB and eight times its size. */
const bytesPerCharacter = 4.5;

/**
 * Takes a file's text, and its bytes where they are UTF-8; gives its JSON. A file that would fill the memory is
 * refused before it is read.
 */
export function readJsonContent(text: string, bytes: Uint8Array | null = null): JsonContent {
  if (!/^\s*(?:\{(?!\\)|\[\s*[\]{])/u.test(text)) return { kind: 'none' };
  const { depth, heapBytes, values, objects } = measureJson(bytes ?? new TextEncoder().encode(text));
  if (depth > depthMax) return refuse('malformed', `The JSON is nested more than ${depthMax} levels deep.`);
  const room = spareBytes + text.length * bytesPerCharacter;
  if (heapBytes > room) return refuseSize(values);
  const bytesPerObject = (room - heapBytes) / Math.max(1, objects);
  const hasEscapes = text.includes('\\u') && /\\u(?:0000|[dD][89a-fA-F])/u.test(text);
  try {
    return { kind: 'json', value: JSON.parse(text), hasEscapes, bytesPerObject };
  } catch (error) {
    const lines = readLines(text);
    if (lines) return { kind: 'lines', ...lines, bytesPerObject };
    return readMended(text, bytesPerObject, error);
  }
}

/** A refusal for size names how many values the file has, about. */
export function refuseSize(values?: number): TranscriptRefusal {
  const many = values === undefined ? 'more entries' : `about ${Math.round(values)} values, more`;
  return refuse('too_large', `The JSON has ${many} than can be read within bounds; split it into parts.`);
}

function readMended(text: string, bytesPerObject: number, error: unknown): JsonContent {
  const mended = mendJson(text);
  try {
    if (mended !== text) return { kind: 'json', value: JSON.parse(mended), hasEscapes: true, bytesPerObject };
  } catch {
    // The fault of the file itself is told, not that of what was made of it.
  }
  const fault = error instanceof Error ? error.message : String(error);
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

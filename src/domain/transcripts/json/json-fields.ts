import { isObject, type JsonObject } from './json-content.ts';

/** Readers of fields of JSON whose types nobody vouches for. Each gives null where the field is of another type. */

export function objectAt(holder: unknown, key: string): JsonObject | null {
  const value = isObject(holder) ? holder[key] : null;
  return isObject(value) ? value : null;
}

export function listAt(holder: unknown, key: string): readonly unknown[] | null {
  const value = isObject(holder) ? holder[key] : null;
  return Array.isArray(value) ? value : null;
}

/** A list with something in it. */
export function filledListAt(holder: unknown, key: string): readonly unknown[] | null {
  const list = listAt(holder, key);
  return list && list.length > 0 ? list : null;
}

export function stringAt(holder: unknown, key: string): string | null {
  const value = isObject(holder) ? holder[key] : null;
  return typeof value === 'string' ? value : null;
}

/** A number, also one that is written as a string. */
export function numberAt(holder: unknown, key: string): number | null {
  const value = isObject(holder) ? holder[key] : null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is taken for a blank, since it cannot be stored.
const visible = /[^\s\u0000]/u;

export function isBlank(text: string): boolean {
  return !visible.test(text);
}

/** Words under the first key that has some: a string, else a number that was not put in quotes. */
export function wordsAt(holder: unknown, ...keys: readonly string[]): string | null {
  if (!isObject(holder)) return null;
  for (const key of keys) {
    const value = holder[key];
    if (typeof value === 'string' && !isBlank(value)) return value;
  }
  const number = keys.map((key) => holder[key]).find((value) => typeof value === 'number');
  return number === undefined ? null : String(number);
}

export function hasKeys(value: unknown, ...keys: readonly string[]): value is JsonObject {
  return isObject(value) && keys.every((key) => Object.hasOwn(value, key));
}

/** The first object of a list: what formats are told apart by. */
export function firstObject(list: unknown): JsonObject | null {
  return Array.isArray(list) ? (list.slice(0, 20).find(isObject) ?? null) : null;
}

/** Where programs put an answer that they pass on. */
const wrappers = 'data result response body payload output transcript transcription message'.split(' ');

/** Takes a value; gives it, or the first object that it is wrapped in at most twice, that passes the test. */
export function unwrap(value: unknown, test: (value: JsonObject) => boolean, depth = 2): JsonObject | null {
  if (!isObject(value)) return null;
  if (test(value)) return value;
  if (depth === 0) return null;
  for (const key of wrappers) {
    const inner = unwrap(value[key], test, depth - 1);
    if (inner) return inner;
  }
  return null;
}

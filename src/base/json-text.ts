declare const content: unique symbol;

/** JSON text of a T: made by `jsonText`, or read from a column that holds nothing else. */
export type JsonText<T> = string & { [content]: T };

/** The members of an object, each as its JSON text. */
export type JsonMembers<T> = { [Name in keyof T]: JsonText<T[Name]> };

export function jsonText<T>(value: T): JsonText<T>;
export function jsonText(value: unknown): string {
  return JSON.stringify(value);
}

/** An object, put together of members that are JSON texts already. */
export function jsonObject<T extends object>(members: JsonMembers<T>): JsonText<T>;
export function jsonObject(members: Record<string, string>): string {
  const joined = Object.entries(members).map(([name, json]) => `${JSON.stringify(name)}:${json}`);
  return `{${joined.join()}}`;
}

export function jsonArray<T>(items: readonly JsonText<T>[]): JsonText<T[]>;
export function jsonArray(items: readonly string[]): string {
  return `[${items.join()}]`;
}

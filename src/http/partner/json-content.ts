import type { Content } from './answer.ts';

type JsonContent = Content & { kind: 'json' };

/** A response's content, without `_meta`, from a value or from JSON texts that are put together as they are. */
export function jsonContent(value: object): JsonContent {
  return { kind: 'json', json: JSON.stringify(value) };
}

export function jsonContentOf(members: Record<string, string>): JsonContent {
  const joined = Object.entries(members).map(([name, json]) => `${JSON.stringify(name)}:${json}`);
  return { kind: 'json', json: `{${joined.join(',')}}` };
}

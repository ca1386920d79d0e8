import type { Content } from './answer.ts';

/** A response's content, without `_meta`, from a value or from JSON texts that are put together as they are. */
export function jsonContent(value: object): Content {
  return { kind: 'json', json: JSON.stringify(value) };
}

export function jsonContentOf(members: Record<string, string>): Content {
  const joined = Object.entries(members).map(([name, json]) => `${JSON.stringify(name)}:${json}`);
  return { kind: 'json', json: `{${joined.join(',')}}` };
}

import { z } from 'zod';
import type { Draw } from './draw.ts';
import { oddText } from './odd-texts.ts';

/** A parameter as the contract writes it. */
const schemaNode = z.looseObject({
  type: z.string(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
});

export interface FuzzParameter {
  name: string;
  in: 'path' | 'query' | 'header';
  schema: z.infer<typeof schemaNode>;
  example: unknown;
  /** Whether the contract takes the typed value. */
  isValid(value: unknown): boolean;
}

export const parameterNode = z.looseObject({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  example: z.unknown(),
});

export function schemaOf(node: unknown): FuzzParameter['schema'] {
  return schemaNode.parse(node);
}

/** Values that are there: ids of the world, cursors of its pages. By the parameter's name. */
export type KnownValues = Readonly<Record<string, readonly string[]>>;

/** A value that the contract takes, as text before any encoding. */
export function validValue(draw: Draw, { name, schema, example }: FuzzParameter, known: KnownValues): string {
  const there = known[name];
  if (there && draw.chance(0.8)) return draw.one(there);
  if (schema.type === 'boolean') return draw.one(['true', 'false']);
  if (schema.type !== 'integer') return String(example);
  const [least, most] = [schema.minimum ?? 0, schema.maximum ?? 1_000];
  return String(draw.one([least, most, least + draw.below(most - least + 1)]));
}

/** A value at a boundary and one beyond it, of another type, or simply odd; encoded for an address. */
export function wrongValue(draw: Draw, parameter: FuzzParameter, known: KnownValues): string {
  const { minimum, maximum, minLength, maxLength } = parameter.schema;
  const beyond = [
    ...(minimum === undefined ? [] : [String(minimum - 1)]),
    ...(maximum === undefined ? [] : [String(maximum + 1)]),
    ...(minLength ? ['a'.repeat(minLength - 1)] : []),
    ...(maxLength === undefined
      ? []
      : ['a'.repeat(maxLength), 'a'.repeat(maxLength + 1), 'é'.repeat(maxLength + 1)]),
  ];
  const kind = draw.weighted({ beyond: 3, odd: 3, mutated: 2 });
  if (kind === 'beyond' && beyond.length > 0) return encodeURIComponent(draw.one(beyond));
  if (kind === 'mutated')
    return encodeURIComponent(mutated(draw, validValue(draw, parameter, known)).toWellFormed());
  return oddText(draw);
}

/** The text with one character changed, missing, doubled or added: never the text itself. */
export function mutated(draw: Draw, text: string): string {
  const at = draw.below(Math.max(1, text.length));
  const [before, letter, after] = [text.slice(0, at), text.charAt(at), text.slice(at + 1)];
  const kind = draw.weighted({ changed: 4, missing: 1, doubled: 1, added: 1, cut: 1, twice: 1 });
  if (kind === 'missing' && text !== '') return before + after;
  if (kind === 'doubled' && text !== '') return before + letter + letter + after;
  if (kind === 'added') return `${text}${draw.one(['=', '==', 'A', '\n', ' ', '\0', '%'])}`;
  if (kind === 'cut' && text.length > 1) return text.slice(0, Math.ceil(text.length / 2));
  if (kind === 'twice' && text !== '') return text + text;
  return `${before}${letter === 'A' ? 'B' : 'A'}${after}`;
}

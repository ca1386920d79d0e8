import type { Operation, Parameter } from './contract.ts';
import { bodyFault } from './contract.ts';
import { invalidParameter } from './errors.ts';

export interface RawRequest {
  params: Record<string, unknown>;
  query: Record<string, unknown>;
  headers: Record<string, unknown>;
  body: unknown;
}

/** The operation's parameters by name, typed and with defaults, or a 400 that names the first faulty one. */
export function readParameters(operation: Operation, raw: RawRequest): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const parameter of operation.parameters) {
    const given = rawValue(parameter, raw);
    if (given === undefined) {
      if (parameter.default !== undefined) values[parameter.name] = parameter.default;
      continue;
    }
    const value = typed(parameter, given);
    if (value === undefined || !parameter.validate(value))
      throw invalidParameter(parameter.name, parameter.fault);
    values[parameter.name] = value;
  }
  if (operation.validateBody && !operation.validateBody(raw.body)) {
    const { name, fault } = bodyFault(operation.validateBody.errors);
    throw invalidParameter(name, fault);
  }
  return values;
}

const mostIgnored = 20;
const longestIgnored = 64;

/** Query keys that the operation does not have, of many the first, of long ones the beginning. */
export function ignoredParameters(operation: Operation, query: Record<string, unknown>): string[] {
  const isKnown = (key: string): boolean =>
    operation.parameters.some((parameter) => parameter.in === 'query' && parameter.name === key);
  const ignored: string[] = [];
  for (const key of Object.keys(query)) {
    if (key === '' || isKnown(key)) continue;
    if (ignored.push(shown(key)) === mostIgnored) break;
  }
  return ignored;
}

/** The client chose the name: in what is repeated of it there are no control characters. */
function shown(name: string): string {
  const characters = [...name.replace(/\p{Cc}/gu, '\ufffd')];
  if (characters.length <= longestIgnored) return characters.join('');
  return `${characters.slice(0, longestIgnored - 1).join('')}…`;
}

function rawValue(parameter: Parameter, raw: RawRequest): unknown {
  if (parameter.in === 'path') return raw.params[parameter.name];
  if (parameter.in === 'query') return raw.query[parameter.name];
  return raw.headers[parameter.name.toLowerCase()];
}

/** Text to the parameter's type; undefined where it is no such value. "25x", "2e1" and a repeated key are not. */
function typed(parameter: Parameter, given: unknown): unknown {
  if (typeof given !== 'string') return undefined;
  if (parameter.type === 'integer') return /^-?\d{1,9}$/.test(given) ? Number(given) : undefined;
  if (parameter.type === 'boolean') return given === 'true' ? true : given === 'false' ? false : undefined;
  return given;
}

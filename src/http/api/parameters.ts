import type { ErrorObject } from 'ajv/dist/2020.js';
import { ApiError, bodyTypesMessage, invalidParameter } from '../errors.ts';
import type { Operation, Parameter } from './contract.ts';

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
  checkBody(operation, raw);
  return values;
}

function checkBody({ body }: Operation, raw: RawRequest): void {
  if (!body || (raw.body === undefined && !body.isRequired)) return;
  const [type = ''] = String(raw.headers['content-type'] ?? 'application/json').split(';', 1);
  const validate = validatorOf(body.types, type.trim().toLowerCase());
  if (validate === undefined) throw new ApiError(415, bodyTypesMessage([...body.types.keys()]));
  if (validate === null || validate(raw.body)) return;
  const { name, fault } = bodyFault(validate.errors);
  throw invalidParameter(name, fault);
}

/** By the type itself, else by its range. Undefined: the operation does not take the type. */
function validatorOf<Validator>(types: ReadonlyMap<string, Validator>, type: string): Validator | undefined {
  return types.has(type) ? types.get(type) : types.get(`${type.split('/', 1)[0]}/*`);
}

/** The first fault of a body: the property's name, and what it must be. */
function bodyFault(errors: ErrorObject[] | null | undefined): { name: string; fault: string } {
  const [error] = errors ?? [];
  const params: Record<string, unknown> = error?.params ?? {};
  if (error?.keyword === 'required') return { name: String(params['missingProperty']), fault: 'is missing' };
  if (error?.keyword === 'additionalProperties') {
    const name = String(params['additionalProperty']);
    // The client chose this name: only a short, plain one is repeated.
    if (/^\w{1,64}$/.test(name)) return { name, fault: 'is not known' };
    return { name: 'body', fault: 'has a property that is not known' };
  }
  const name = error?.instancePath.slice(1) || 'body';
  if (error?.keyword === 'enum') return { name, fault: 'is not one of the allowed values' };
  const told: unknown = error?.parentSchema?.['x-fault'];
  return { name, fault: typeof told === 'string' ? told : (error?.message ?? 'is malformed') };
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

/** The client chose the name, so no control characters of it are repeated. */
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

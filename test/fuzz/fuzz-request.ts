import { drawBody, validBody } from './bodies.ts';
import { Draw } from './draw.ts';
import { type FuzzOperation, fuzzOperations } from './fuzz-operations.ts';
import { bodyTypeHeader, headerNoise, oddTags, verbs } from './header-noise.ts';
import { oddNames, oddText } from './odd-texts.ts';
import { type FuzzParameter, type KnownValues, mutated, validValue, wrongValue } from './parameter-values.ts';

/** `full` may all, `narrow` has no scope; `spent` has no call left and `quotaSpent` no conversation. The rest is bad. */
type TokenKind = 'full' | 'narrow' | 'spent' | 'quotaSpent' | 'bad' | 'none';

/** The values that are there for one world. */
export interface FuzzWorld {
  tokens: Readonly<Record<Exclude<TokenKind, 'bad' | 'none'>, string>>;
  /** Whole Authorization headers that let nobody in. */
  badAuthorizations: readonly string[];
  known: KnownValues;
  /** By operation: cursors that it takes without filters, and such as it must refuse. */
  cursors: Readonly<Record<string, { good: readonly string[]; bad: readonly string[] }>>;
}

export interface FuzzRequest {
  /** Null where the path is none of the contract's. */
  operation: FuzzOperation | null;
  method: string;
  /** After the API's prefix, encoded. */
  path: string;
  headers: readonly string[];
  body: Buffer | null;
  token: TokenKind;
  given: readonly { name: string; isValid: boolean }[];
  /** The statuses that are right, where they are known; null where any documented one will do. */
  expected: readonly number[] | null;
}

interface Given {
  parameter: FuzzParameter;
  /** Encoded. */
  text: string;
  isValid: boolean;
}

type Aim = 'valid' | 'wrong' | 'verb' | 'badToken' | 'narrow' | 'limits' | 'noise' | 'place';
const aims: Record<Aim, number> = {
  valid: 25,
  wrong: 35,
  verb: 6,
  badToken: 7,
  narrow: 6,
  limits: 6,
  noise: 12,
  place: 3,
};

/** The n-th request of a seed: always the same for the same world. */
export function fuzzRequest(seed: number, n: number, world: FuzzWorld): FuzzRequest {
  const draw = new Draw(seed, n);
  const operation = fuzzOperations[n % fuzzOperations.length] ?? draw.one(fuzzOperations);
  const aim = draw.weighted(aims);
  const token = tokenOf(draw, aim, operation);
  const given = operation.parameters.flatMap((parameter) => give(draw, world, { operation, parameter, aim }));
  const makeBody = aim === 'wrong' ? drawBody : validBody;
  const body = operation.bodyExample && makeBody(draw, operation.bodyExample);
  const headers = [
    ...authorization(draw, world, token),
    ...given
      .filter(({ parameter }) => parameter.in === 'header')
      .map(({ parameter, text }) => `${parameter.name}: ${text}`),
    ...(body ? bodyTypeHeader(body.contentType) : []),
    ...(aim === 'noise' ? headerNoise(draw) : []),
  ];
  return {
    operation: aim === 'place' ? null : operation,
    method: aim === 'verb' ? draw.one(otherVerbs(operation)) : operation.method,
    path: aim === 'place' ? oddPlace(draw, operation) : pathOf(draw, operation, { given, aim }),
    headers,
    body: body?.bytes ?? null,
    token,
    given: given.map(({ parameter, isValid }) => ({ name: parameter.name, isValid })),
    expected: expectedOf(operation, aim, given, body?.isValid ?? true),
  };
}

/** Those that no operation has at this place. */
function otherVerbs({ template }: FuzzOperation): string[] {
  const own = fuzzOperations.filter((one) => one.template === template).map(({ method }) => method);
  return verbs.filter((verb) => !own.includes(verb));
}

function tokenOf(draw: Draw, aim: Aim, { bodyExample }: FuzzOperation): TokenKind {
  if (aim === 'badToken') return draw.one(['bad', 'bad', 'none'] as const);
  if (aim === 'narrow') return 'narrow';
  if (aim === 'limits') return bodyExample ? 'spent' : draw.one(['spent', 'quotaSpent'] as const);
  return 'full';
}

function authorization(draw: Draw, world: FuzzWorld, token: TokenKind): string[] {
  if (token === 'none') return [];
  if (token === 'bad') return [`Authorization: ${draw.one(world.badAuthorizations)}`];
  return [`Authorization: Bearer ${world.tokens[token]}`];
}

function give(
  draw: Draw,
  world: FuzzWorld,
  { operation, parameter, aim }: { operation: FuzzOperation; parameter: FuzzParameter; aim: Aim },
): Given[] {
  const isMust = parameter.in === 'path';
  if (!isMust && !draw.chance(parameter.in === 'header' ? 0.15 : 0.35)) return [];
  const isWrong = aim === 'wrong' && draw.chance(0.6);
  if (parameter.in === 'header') {
    const text = isWrong ? oddTags(draw) : draw.one(['*', 'W/"abc"', '"a", W/"b", *']);
    return [{ parameter, text, isValid: !isWrong }];
  }
  const cursors = parameter.name === 'cursor' ? world.cursors[operation.id] : undefined;
  if (cursors && isWrong) {
    const kind = draw.weighted({ bad: 3, mutated: 6, odd: 1 });
    const text = kind === 'bad' ? draw.one(cursors.bad) : mutated(draw, draw.one(cursors.good));
    return [{ parameter, text: kind === 'odd' ? oddText(draw) : encodeURIComponent(text), isValid: false }];
  }
  const known = cursors ? { ...world.known, cursor: cursors.good } : world.known;
  if (isWrong) return [{ parameter, text: wrongValue(draw, parameter, known), isValid: false }];
  return [{ parameter, text: encodeURIComponent(validValue(draw, parameter, known)), isValid: true }];
}

function pathOf(
  draw: Draw,
  { template }: FuzzOperation,
  { given, aim }: { given: readonly Given[]; aim: Aim },
): string {
  let path = template;
  const query: string[] = [];
  for (const { parameter, text } of given) {
    // An empty step would be another path.
    if (parameter.in === 'path')
      path = path.replace(`{${parameter.name}}`, () => text.replaceAll('/', '%2F') || 'x');
    if (parameter.in === 'query') query.push(`${parameter.name}=${text}`);
  }
  if (draw.chance(0.08)) query.push(`${draw.one(oddNames)}=${oddText(draw)}`);
  if (aim === 'wrong' && draw.chance(0.06) && query.length > 0) query.push(draw.one(query));
  return query.length === 0 ? path : `${path}?${query.join('&')}`;
}

function oddPlace(draw: Draw, { template }: FuzzOperation): string {
  const path = template.replace(/\{\w+\}/, 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee');
  return draw.one([
    `${path}/`,
    `/${path}`,
    path.toUpperCase(),
    `${path}.json`,
    `${path}/../account`,
    `${path}%2f`,
    `${path};a=b`,
    `/${oddText(draw)}`,
    `${path}/x/y/z`,
    '/openapi.json',
    '/openapi.json/',
    '',
    '?',
  ]);
}

const reads: readonly number[] = [200, 304, 404];
/** A format that is well-formed need not be the file's, nor an address a user's. */
const takes: readonly number[] = [200, 201, 400, 422, 503];

/** Some statuses are certain: a valid request is no 400, and a cursor that was not given out always is one. */
function expectedOf(
  operation: FuzzOperation,
  aim: Aim,
  given: readonly Given[],
  bodyIsValid: boolean,
): readonly number[] | null {
  const cursor = given.find(({ parameter }) => parameter.name === 'cursor');
  if (aim === 'badToken') return [401];
  if (aim === 'wrong' && cursor?.isValid === false) return [400];
  if (aim === 'valid' && bodyIsValid && !cursor) return operation.method === 'POST' ? takes : reads;
  return null;
}

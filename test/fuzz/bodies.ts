import type { Draw } from './draw.ts';

export interface FuzzBody {
  bytes: Buffer;
  contentType: string | null;
  /** Whether it is JSON that the contract takes, sent as JSON. */
  isValid: boolean;
}

const oddValues: readonly string[] = [
  'null',
  'true',
  '0',
  '-0',
  '1e400',
  '1e-400',
  '12345678901234567890',
  '""',
  '"\\u0000"',
  '"\\ud800"',
  '"\\u202e"',
  '" "',
  '[]',
  '{}',
  '[[]]',
  '{"__proto__":{"a":1}}',
  `"${'x'.repeat(3_000)}"`,
  `"${'💩'.repeat(300)}"`,
  '"javascript:alert(1)"',
  '"https://user:secret@meet.google.com/abc-defg-hij"',
  '"https://meet.google.com:99999/abc"',
  '"//meet.google.com/abc-defg-hij"',
  '"HTTPS://MEET.GOOGLE.COM/abc-defg-hij"',
  '"https://xn--a/"',
  '"https://[::1]/x"',
];
const oddBodies: readonly string[] = [
  '',
  ' ',
  'null',
  '[]',
  '"text"',
  '1',
  '{',
  '}',
  '{"meeting_url":',
  '{"meeting_url":"https://meet.google.com/abc-defg-hij"}x',
  "{'meeting_url':1}",
  '{"a":1,}',
  '\ufeff{"meeting_url":"https://meet.google.com/abc-defg-hij"}',
  '{"constructor":{"prototype":{"a":1}}}',
  '[['.repeat(15_000),
  `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
  `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
  `{"meeting_url":"${'x'.repeat(70_000)}"}`,
];
const contentTypes: readonly (string | null)[] = [
  null,
  '',
  'text/plain',
  'text/json',
  'application/jsonx',
  'application/json; charset=utf-16',
  'application/json;',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  'a/b/c',
  '*/*',
];
const jsonTypes: readonly string[] = [
  'application/json',
  'application/json; charset=utf-8',
  'APPLICATION/JSON',
];

/** The example as it stands. */
export function validBody(_draw: Draw, example: Readonly<Record<string, unknown>>): FuzzBody {
  return { bytes: Buffer.from(JSON.stringify(example)), contentType: 'application/json', isValid: true };
}

/** A body for an operation whose example is `example`. */
export function drawBody(draw: Draw, example: Readonly<Record<string, unknown>>): FuzzBody {
  const contentType = draw.one(jsonTypes);
  const kind = draw.weighted({ valid: 3, property: 5, odd: 3, large: 1, type: 3, bytes: 1 });
  const json = (text: string): FuzzBody => ({ bytes: Buffer.from(text), contentType, isValid: false });
  if (kind === 'valid') return validBody(draw, example);
  if (kind === 'large') return json(`{"title":"${'x'.repeat(65_000 + draw.below(2_000))}"}`);
  if (kind === 'property') return json(withOddProperty(draw, example));
  if (kind === 'odd') return json(draw.one(oddBodies));
  if (kind === 'type') return { ...json(JSON.stringify(example)), contentType: draw.one(contentTypes) };
  return { ...json(''), bytes: Buffer.from(Array.from({ length: draw.below(300) }, () => draw.below(256))) };
}

/** The example with one property odd, missing, twice or not known. */
function withOddProperty(draw: Draw, example: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(example);
  const chosen = draw.one(names);
  const members = names.map((name) => `${JSON.stringify(name)}:${JSON.stringify(example[name])}`);
  const kind = draw.weighted({ odd: 4, missing: 1, twice: 1, unknown: 1 });
  if (kind === 'unknown')
    members.push(`${JSON.stringify(draw.one(['__proto__', 'a', '', '\0', 'x'.repeat(999)]))}:1`);
  else if (kind === 'twice') members.push(`${JSON.stringify(chosen)}:${draw.one(oddValues)}`);
  else {
    const odd = kind === 'odd' ? [`${JSON.stringify(chosen)}:${draw.one(oddValues)}`] : [];
    members.splice(names.indexOf(chosen), 1, ...odd);
  }
  return `{${members.join(',')}}`;
}

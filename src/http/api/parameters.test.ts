import { expect, test } from 'vitest';
import { ApiError } from '../errors.ts';
import { readContract } from './contract.ts';
import { readParameters } from './parameters.ts';

const { operations } = readContract('partner');
const id = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';

function read(operationId: string, query: Record<string, unknown>, body?: unknown): Record<string, unknown> {
  const operation = operations.find((candidate) => candidate.operationId === operationId);
  if (!operation) throw new Error(`No operation ${operationId}`);
  return readParameters(operation, { params: { id }, query, headers: {}, body });
}

function fault(work: () => unknown): string {
  try {
    return `read as ${JSON.stringify(work())}`;
  } catch (error) {
    if (!(error instanceof ApiError) || error.refusal.status !== 400) throw error;
    return /^Invalid parameter '([^']+)': ./.exec(error.message)?.[1] ?? error.message;
  }
}

const accepted: [string, Record<string, unknown>, Record<string, unknown>][] = [
  ['listConversations', {}, { limit: 25 }],
  ['listConversations', { limit: '1' }, { limit: 1 }],
  ['listConversations', { limit: '25', unknown: 'x' }, { limit: 25 }],
  ['listConversations', { from: '2026-06-03' }, { limit: 25, from: '2026-06-03' }],
  ['listConversations', { to: '2026-06-03T09:42:00Z' }, { limit: 25, to: '2026-06-03T09:42:00Z' }],
  ['listConversations', { user_id: id }, { limit: 25, user_id: id }],
  ['getConversation', { include_transcript: 'true' }, { include_transcript: true }],
  ['getConversation', { include_insights: 'false' }, { include_insights: false }],
];
test.each(accepted)('%s reads %j', (operationId, query, expected) => {
  expect(read(operationId, query)).toMatchObject(expected);
});

const refused: [string, string, unknown][] = [
  ...['0', '26', '-1', '1.5', '2e1', '25x', '', ' 5', '٥', '99999999999', ['1', '2']].map(
    (value): [string, string, unknown] => ['listConversations', 'limit', value],
  ),
  ...['yesterday', '2026-13-01', '', ['2026-06-03', '2026-06-04']].map((value): [string, string, unknown] => [
    'listConversations',
    'from',
    value,
  ]),
  ['listConversations', 'to', '2026-06-03T25:00:00Z'],
  ['listConversations', 'department_id', 'not-an-id'],
  ['listConversations', 'user_id', `${id}0`],
  ['listConversations', 'cursor', ''],
  ['listConversations', 'cursor', 'x'.repeat(5_000)],
  ...['1', 'TRUE', 'yes', '', ['true', 'true']].map((value): [string, string, unknown] => [
    'getConversation',
    'include_transcript',
    value,
  ]),
];
test.each(refused)('%s names %s where it is %j', (operationId, name, value) => {
  expect(fault(() => read(operationId, { [name]: value }))).toBe(name);
});

test('the first faulty parameter is named, the path first', () => {
  const operation = operations.find((candidate) => candidate.operationId === 'getConversation');
  if (!operation) throw new Error('No operation');
  const raw = { params: { id: 'x' }, query: { include_insights: 'x' }, headers: {}, body: undefined };
  expect(fault(() => readParameters(operation, raw))).toBe('id');
});

const meeting_url = 'https://meet.google.com/abc-defg-hij';
const bodies: [string, unknown][] = [
  ['body', undefined],
  ['body', []],
  ['meeting_url', {}],
  ['meeting_url', { meeting_url: 7 }],
  ['platform', { meeting_url, platform: 'skype' }],
];
test.each(bodies)('a request body names %s as faulty: %j', (name, body) => {
  expect(fault(() => read('requestNotetaker', {}, body))).toBe(name);
});

test('a good body passes', () => {
  expect(read('requestNotetaker', {}, { meeting_url, title: 'Discovery call' })).toEqual({});
});

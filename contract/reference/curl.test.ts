import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { readContract } from '../../src/http/api/contract.ts';
import { type ApiOperation, readReference } from './api-reference.ts';
import { curlOf, exampleRequests, requestUrl } from './curl.ts';

const { groups } = readReference(readContract('partner').document);

function operation(id: string): ApiOperation {
  const found = groups.flatMap(({ operations }) => operations).find((one) => one.id === id);
  if (!found) throw new Error(`The contract has no ${id}`);
  return found;
}

const filled = { baseUrl: 'https://a.example/api/v1/rest', token: 'mt_x', values: {}, body: null };

test.each([
  ['getAccount', '/account'],
  ['listConversations', '/conversations?limit=25'],
  [
    'getConversation',
    '/conversations/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee?include_transcript=true&include_insights=true',
  ],
  ['listWebhookDeliveries', '/webhooks/deliveries'],
])('the example of %s asks for %s, without cursors and extensions', (id, path) => {
  const one = operation(id);
  expect(requestUrl(one, exampleRequests(one, '')[0])).toBe(path);
});

test('one command for bytes, whatever they are', () => {
  const bytes = { schema: { type: 'string', format: 'binary' } };
  const content = {
    'application/json': { schema: { type: 'object' }, example: {} },
    'application/octet-stream': bytes,
    'audio/*': bytes,
  };
  const paths = { '/calls': { post: { operationId: 'addCall', tags: ['a'], requestBody: { content } } } };
  const [group] = readReference({ tags: [{ name: 'a' }], paths }).groups;
  const [one] = group?.operations ?? [];
  if (!one) throw new Error('There is no operation');
  expect(exampleRequests(one, '').map(({ body }) => body)).toEqual([
    { mediaType: 'application/json', text: '{}' },
    { mediaType: 'application/octet-stream', text: null },
  ]);
  expect(one.body?.contents[1]?.furtherTypes).toEqual(['audio/*']);
});

test('values are written as the address needs them', () => {
  const values = { from: '2026-06-01T08:00:00+02:00', cursor: '', unknown: 'x' };
  expect(requestUrl(operation('listConversations'), { ...filled, values })).toBe(
    `${filled.baseUrl}/conversations?from=2026-06-01T08%3A00%3A00%2B02%3A00`,
  );
  expect(requestUrl(operation('getConversation'), { ...filled, values: { id: '../users?' } })).toBe(
    `${filled.baseUrl}/conversations/..%2Fusers%3F`,
  );
});

test('a shell hands on what was filled in, and runs none of it', () => {
  const odd = `$(touch x) \`id\` "\\ 'a' $HOME !`;
  const command = curlOf(operation('requestNotetaker'), {
    ...filled,
    token: odd,
    body: { mediaType: 'application/json', text: JSON.stringify({ title: odd }) },
  });
  const printed = execFileSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; }\n${command}`], {
    encoding: 'utf8',
  });
  expect(printed.split('\n')).toEqual([
    '-X',
    'POST',
    `${filled.baseUrl}/notetaker/request`,
    '-H',
    `Authorization: Bearer ${odd}`,
    '-H',
    'Content-Type: application/json',
    '-d',
    JSON.stringify({ title: odd }),
    '',
  ]);
});

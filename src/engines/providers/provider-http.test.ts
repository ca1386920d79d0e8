import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { holdRefusingPort } from '../../../test/support/refusing-port.ts';
import { type Receiver, type Reply, startReceiver, status } from '../../../testing/receiver.ts';
import { checkProvider } from './check-provider.ts';
import type { AnalyserSettings } from './provider-config.ts';
import { type CallTools, callProvider, type ProviderRequest } from './provider-http.ts';
import { ProviderKey } from './provider-key.ts';

const secret = 'sk-very-secret-0123456789';

let server: Receiver;
let canary: Receiver;
let waits: number[] = [];
beforeAll(async () => {
  server = await startReceiver();
  canary = await startReceiver();
});
beforeEach(() => {
  server.received.length = 0;
  waits = [];
});
afterAll(async () => {
  await server.close();
  await canary.close();
});

const tools: CallTools = {
  random: () => 0.5,
  sleep: async (durationMs) => waits.push(durationMs),
};

function provider(changes: Partial<AnalyserSettings> = {}): AnalyserSettings {
  return {
    name: 'llm',
    kind: 'openai',
    url: `${server.url}/v1`,
    model: 'm',
    timeoutMs: 60_000,
    key: new ProviderKey('LLM_KEY', secret),
    mostInputCharacters: 1_000,
    ...changes,
  };
}

const call: ProviderRequest<{ ok: boolean }> = {
  method: 'POST',
  path: '/do',
  keyScheme: 'Bearer',
  mostAnswerBytes: 1_000,
  body: () => ({ content: '{"a":1}', headers: { 'content-type': 'application/json' } }),
  answer: z.object({ ok: z.boolean() }),
};

const text =
  (body: string, code = 200, headers: Record<string, string> = {}): Reply =>
  (response) => {
    response.writeHead(code, headers).end(body);
  };

/** One reply after the other; the last goes on. */
function inTurn(...replies: Reply[]): Reply {
  return (response, request) => (replies.length > 1 ? replies.shift() : replies[0])?.(response, request);
}

const ok = text('{"ok":true}');

test('the body, the key and the path are sent', async () => {
  server.reply = ok;
  expect(await callProvider(provider(), call, tools)).toEqual({ kind: 'answered', value: { ok: true } });
  expect(server.received).toHaveLength(1);
  expect(server.received[0]).toMatchObject({ method: 'POST', path: '/v1/do' });
  expect(server.received[0]?.headers).toMatchObject({
    authorization: `Bearer ${secret}`,
    'content-type': 'application/json',
    'content-length': '7',
  });
  expect(server.received[0]?.body.toString()).toBe('{"a":1}');
});

test('without a key no authorization is sent', async () => {
  server.reply = ok;
  await callProvider(provider({ key: null }), call, tools);
  expect(server.received[0]?.headers.authorization).toBeUndefined();
});

const passing: [string, Reply[], number[]][] = [
  ['500, then an answer', [status(500), ok], [1_000]],
  ['408 and 503, then an answer', [status(408), status(503), ok], [1_000, 2_000]],
  ['429 for 7 s, then an answer', [status(429, { 'retry-after': '7' }), ok], [7_000]],
  [
    '429 until a date, then an answer',
    [
      status(429, { date: 'Thu, 05 Mar 2026 10:00:00 GMT', 'retry-after': 'Thu, 05 Mar 2026 10:00:09 GMT' }),
      ok,
    ],
    [9_000],
  ],
  ['a reset, then an answer', [(response) => response.destroy(), ok], [1_000]],
];
test.each(passing)('%s', async (_, replies, waited) => {
  server.reply = inTurn(...replies);
  expect(await callProvider(provider(), call, tools)).toEqual({ kind: 'answered', value: { ok: true } });
  expect(waits).toEqual(waited);
  expect(server.received.map(({ body }) => body.toString())).toEqual(replies.map(() => '{"a":1}'));
});

const failing: [string, Reply, string, RegExp, number][] = [
  ['401', status(401), 'provider_refused', /answered 401; check the key in .* LLM_KEY\.$/, 1],
  ['400', text('{"error":{"message":"no\\nsuch model"}}', 400), 'provider_refused', /400: no such model$/, 1],
  ['404 in HTML', text('<html>', 404), 'provider_refused', /answered 404\.$/, 1],
  ['500', text('{"detail":"out of memory"}', 500), 'provider_overloaded', /500: out of memory$/, 3],
  ['408', status(408), 'provider_timeout', /answered 408/, 3],
  ['429 for 31 s', status(429, { 'retry-after': '31' }), 'provider_overloaded', /answered 429/, 1],
  [
    'a reset',
    (response) => response.destroy(),
    'provider_unreachable',
    /cannot be reached: UND_ERR_SOCKET/,
    3,
  ],
  ['an echoed key', text(`{"error":"bad ${secret}"}`, 400), 'provider_refused', /400: bad \[LLM_KEY\]$/, 1],
  ['HTML', text('<html>'), 'provider_answer_malformed', /not JSON/, 1],
  ['half an object', text('{"ok":'), 'provider_answer_malformed', /not JSON/, 1],
  ['another object', text('{"ok":"yes"}'), 'provider_answer_malformed', /shape .*at ok/, 1],
  ['1,001 bytes', text('x'.repeat(1_001)), 'provider_answer_too_large', /more than 1000 bytes/, 1],
];
test.each(failing)('%s fails as it should', async (...row) => {
  const [, reply, code, message, requests] = row;
  server.reply = reply;
  const outcome = await callProvider(provider(), call, tools);
  expect(outcome).toMatchObject({ kind: 'failed', code, message: expect.stringMatching(message) });
  expect(outcome.kind === 'failed' && outcome.message).toContain(`"llm" at ${server.url.slice(7)} `);
  expect(server.received).toHaveLength(requests);
  expect(JSON.stringify(outcome)).not.toContain(secret);
});

test('a 401 without a configured key says where a key is named', async () => {
  server.reply = status(401);
  expect(await callProvider(provider({ key: null }), call, tools)).toMatchObject({
    message: expect.stringContaining('name the environment variable that holds it in key_env'),
  });
});

test.each([301, 302, 303, 307, 308])('a redirect by %d is not followed', async (code) => {
  server.reply = status(code, { location: `${canary.url}/stolen` });
  expect(await callProvider(provider(), call, tools)).toMatchObject({ code: 'provider_refused' });
  expect(server.received).toHaveLength(1);
  expect(canary.received).toEqual([]);
});

const hanging: [string, Reply][] = [
  ['a server that never answers', () => {}],
  ['a server that stops in the middle', (response) => response.writeHead(200).write('{"ok":')],
];
test.each(hanging)('%s times out', async (_, reply) => {
  server.reply = reply;
  expect(await callProvider(provider({ timeoutMs: 500 }), call, tools)).toMatchObject({
    code: 'provider_timeout',
    message: expect.stringContaining('no whole answer within 0.5 s'),
  });
  // No further try. Whether the one request arrived within that time is not ours to say.
  expect(waits).toEqual([]);
  expect(server.received.length).toBeLessThanOrEqual(1);
});

test('an endless answer is cut', async () => {
  let closed = false;
  server.reply = (response) => {
    const chunk = Buffer.alloc(16_384, ' ');
    const pump = (): void => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', pump).on('close', () => (closed = true));
    pump();
  };
  expect(await callProvider(provider(), call, tools)).toMatchObject({ code: 'provider_answer_too_large' });
  await expect.poll(() => closed).toBe(true);
});

test('an aborted call rejects, whether it waits for the server or for the next try', async () => {
  const waiting = new AbortController();
  server.reply = () => waiting.abort(new Error('shutting down'));
  await expect(callProvider(provider(), { ...call, signal: waiting.signal }, tools)).rejects.toThrow(
    'shutting down',
  );
  const between = new AbortController();
  server.reply = status(500);
  const stopping: CallTools = { random: () => 0, sleep: async () => between.abort(new Error('enough')) };
  await expect(callProvider(provider(), { ...call, signal: between.signal }, stopping)).rejects.toThrow(
    'enough',
  );
});

test('a closed port is unreachable', async () => {
  const { port, release } = await holdRefusingPort();
  const url = `http://127.0.0.1:${port}`;
  expect(await callProvider(provider({ url }), call, tools)).toMatchObject({
    code: 'provider_unreachable',
    message: expect.stringContaining('ECONNREFUSED'),
  });
  expect(waits).toEqual([1_000, 2_000]);
  await release();
});

const checks: [string, Reply, boolean, RegExp][] = [
  ['a server that lists the model', text('{"data":[{"id":"m"}]}'), true, / answers$/],
  ['a server that lists others', text('{"data":[{"id":"n"}]}'), true, /does not list the model "m"$/],
  ['a server without a list', status(404), true, / answers$/],
  ['a server that answers a page', text('<html>'), true, / answers$/],
  ['a server that refuses the key', text(`{"error":"${secret}"}`, 401), false, /LLM_KEY/],
  ['a server in trouble', status(500), false, /answered 500/],
];
test.each(checks)('the check of %s', async (_, reply, fine, detail) => {
  server.reply = reply;
  const check = await checkProvider(provider());
  expect(check).toMatchObject({ name: 'provider llm', ok: fine, detail: expect.stringMatching(detail) });
  expect(server.received).toHaveLength(1);
  expect(server.received[0]).toMatchObject({ method: 'GET', path: '/v1/models' });
  expect(JSON.stringify(check)).not.toContain(secret);
});

test('the check of Deepgram asks for the projects of the key', async () => {
  server.reply = text('{"projects":[]}');
  const { mostInputCharacters, ...settings } = provider({ url: server.url });
  const check = await checkProvider({ ...settings, kind: 'deepgram', mostUploadBytes: 1_000_000 });
  expect(check.ok).toBe(true);
  expect(server.received[0]).toMatchObject({ method: 'GET', path: '/v1/projects' });
  expect(server.received[0]?.headers.authorization).toBe(`Token ${secret}`);
});

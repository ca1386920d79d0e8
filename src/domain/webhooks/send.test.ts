import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import net from 'node:net';
import type { Agent } from 'undici';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { holdRefusingPort } from '../../../test/support/refusing-port.ts';
import { portOf, type Receiver, type Reply, startReceiver, status } from '../../../testing/receiver.ts';
import { createSafeDispatcher } from './safe-dispatcher.ts';
import { type DeliveryOutcome, sendDelivery } from './send.ts';
import { type Resolve, TargetPolicy } from './target-policy.ts';

const resolve: Resolve = (hostname) => {
  const codes: Record<string, string> = { 'gone.example': 'ENOTFOUND', 'busy.example': 'EAI_AGAIN' };
  const code = codes[hostname];
  if (code) return Promise.reject(Object.assign(new Error(`no ${hostname}`), { code }));
  return Promise.resolve(['127.0.0.1']);
};

let receiver: Receiver;
let canary: Receiver;
let dispatcher: Agent;
beforeAll(async () => {
  receiver = await startReceiver();
  canary = await startReceiver();
  dispatcher = createSafeDispatcher(new TargetPolicy(['127.0.0.1', 'localhost'], resolve));
});
beforeEach(() => {
  receiver.reply = status(200);
  receiver.received.length = 0;
});
afterAll(async () => {
  await dispatcher.destroy();
  await receiver.close();
  await canary.close();
});

const clock = { now: () => new Date('2026-11-30T12:00:00.000Z') };
const body = Buffer.from('{"event":"conversation.completed","text":"ÅÄÖ 日本語"}');

function send(
  url = `${receiver.url}/hook?x=1`,
  signal = new AbortController().signal,
): Promise<DeliveryOutcome> {
  return sendDelivery(
    dispatcher,
    { url, headers: { 'content-type': 'application/json', 'x-own': 'a' }, body },
    signal,
    clock,
  );
}

test('the very bytes are posted, with the headers that were given', async () => {
  expect(await send()).toEqual({ kind: 'delivered', status: 200 });
  expect(receiver.received).toHaveLength(1);
  const [request] = receiver.received;
  expect(request).toMatchObject({ method: 'POST', path: '/hook?x=1' });
  expect(request?.body.equals(body)).toBe(true);
  expect(request?.headers).toMatchObject({
    host: receiver.url.slice(7),
    'content-type': 'application/json',
    'content-length': String(body.length),
    'x-own': 'a',
  });
});

/** Its status and a part of its text, and no end. */
function breakOff(code: number, length?: string): Reply {
  return (response) => {
    response.writeHead(code, length ? { 'content-length': length } : {}).write('x');
    setImmediate(() => response.destroy());
  };
}

const replies: [string, Reply, DeliveryOutcome][] = [
  ...[200, 201, 202, 204, 299].map((code): [string, Reply, DeliveryOutcome] => [
    String(code),
    status(code),
    { kind: 'delivered', status: code },
  ]),
  ...[400, 401, 404, 410, 418, 500, 502, 503].map((code): [string, Reply, DeliveryOutcome] => [
    String(code),
    status(code),
    { kind: 'rejected', status: code, retryAfterMs: null },
  ]),
  [
    '429 after 7 s',
    status(429, { 'retry-after': '7' }),
    { kind: 'rejected', status: 429, retryAfterMs: 7_000 },
  ],
  [
    '503 until a date',
    status(503, { 'retry-after': 'Mon, 30 Nov 2026 12:01:00 GMT' }),
    { kind: 'rejected', status: 503, retryAfterMs: 60_000 },
  ],
  [
    '503 until a date that is over',
    status(503, { 'retry-after': 'Sunday, 06-Nov-94 08:49:37 GMT' }),
    { kind: 'rejected', status: 503, retryAfterMs: 0 },
  ],
  ['503 at once', status(503, { 'retry-after': '0' }), { kind: 'rejected', status: 503, retryAfterMs: 0 }],
  ...['-5', '1.5', 'soon', '12345678901'].map((wish): [string, Reply, DeliveryOutcome] => [
    `503 after ${wish}`,
    status(503, { 'retry-after': wish }),
    { kind: 'rejected', status: 503, retryAfterMs: null },
  ]),
  [
    'a reset before the answer',
    (response) => response.destroy(),
    { kind: 'unreachable', failure: 'connection_reset' },
  ],
  ...[undefined, '1000000', '2'].flatMap((length): [string, Reply, DeliveryOutcome][] => [
    [
      `a reset in the middle of a good answer, length ${length}`,
      breakOff(200, length),
      { kind: 'unreachable', failure: 'connection_reset' },
    ],
    [
      `a reset in the middle of a bad answer, length ${length}`,
      breakOff(500, length),
      { kind: 'rejected', status: 500, retryAfterMs: null },
    ],
  ]),
  [
    'a reset after the headers alone',
    (response) => {
      response.writeHead(202, { 'content-length': '17' }).flushHeaders();
      setImmediate(() => response.destroy());
    },
    { kind: 'unreachable', failure: 'connection_reset' },
  ],
  [
    'an answer that ends with its connection',
    (response) => {
      response.writeHead(200, { connection: 'close' }).end('{"received":true}');
    },
    { kind: 'delivered', status: 200 },
  ],
];
test.each(replies)('%s', async (_, reply, outcome) => {
  receiver.reply = reply;
  expect(await send()).toEqual(outcome);
});

test.each([301, 302, 303, 307, 308])('a redirect by %d is not followed', async (code) => {
  receiver.reply = status(code, { location: `${canary.url}/stolen` });
  expect(await send()).toEqual({ kind: 'rejected', status: code, retryAfterMs: null });
  expect(receiver.received).toHaveLength(1);
  expect(canary.received).toEqual([]);
});

test('an endless body holds up neither the outcome nor the next delivery', async () => {
  let closed = false;
  receiver.reply = (response) => {
    response.writeHead(200);
    const chunk = Buffer.alloc(16_384, 'x');
    const pump = (): void => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', pump).on('close', () => (closed = true));
    pump();
  };
  expect(await send()).toEqual({ kind: 'delivered', status: 200 });
  // The receiver would go on for ever: it is the sender who closes.
  await expect.poll(() => closed).toBe(true);
  receiver.reply = status(204);
  expect(await send()).toEqual({ kind: 'delivered', status: 204 });
});

test('a body that drips does not hold up the outcome', async () => {
  receiver.reply = (response) => {
    response.writeHead(500).write('x');
  };
  // It never ends: who waited for it would see the attempt time out.
  expect(await send()).toMatchObject({ kind: 'rejected', status: 500 });
});

test('a good status whose body never ends is a time-out', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const started = Promise.withResolvers<void>();
  receiver.reply = (response) => {
    response.writeHead(200).write('x', () => started.resolve());
  };
  const outcome = send();
  await started.promise;
  vi.advanceTimersByTime(14_999);
  expect(await Promise.race([outcome, new Promise((resolve) => setImmediate(() => resolve('open')))])).toBe(
    'open',
  );
  vi.advanceTimersByTime(1);
  vi.useRealTimers();
  expect(await outcome).toEqual({ kind: 'unreachable', failure: 'timeout' });
});

test('the rest of a bad answer is waited for a second and no longer', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const closed = Promise.withResolvers<void>();
  receiver.reply = (response) => {
    response
      .on('close', () => closed.resolve())
      .writeHead(500)
      .write('x');
  };
  expect(await send()).toMatchObject({ kind: 'rejected', status: 500 });
  vi.advanceTimersByTime(1_000);
  vi.useRealTimers();
  await closed.promise;
});

test('a closed port is connection_refused', async () => {
  const { port, release } = await holdRefusingPort();
  expect(await send(`http://127.0.0.1:${port}/`)).toEqual({
    kind: 'unreachable',
    failure: 'connection_refused',
  });
  await release();
});

test('a server that speaks no HTTP is a class of failure too', async () => {
  const server = net.createServer((socket) => socket.on('error', () => {}).end('220 mail.example ESMTP\r\n'));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const port = portOf(server.address());
  expect(await send(`http://127.0.0.1:${port}/`)).toEqual({
    kind: 'unreachable',
    failure: 'connection_error',
  });
  expect(await send(`https://127.0.0.1:${port}/`)).toEqual({ kind: 'unreachable', failure: 'tls_error' });
  server.close();
});

test.each<[string, DeliveryOutcome]>([
  ['https://gone.example/', { kind: 'unreachable', failure: 'dns_error' }],
  ['https://busy.example/', { kind: 'unreachable', failure: 'dns_error' }],
  ['https://private.example/', { kind: 'unreachable', failure: 'target_refused' }],
  ['https://10.0.0.1/', { kind: 'unreachable', failure: 'target_refused' }],
  ['http://hook.example/', { kind: 'unreachable', failure: 'target_refused' }],
])('%s ends as %j', async (url, outcome) => {
  const strict = createSafeDispatcher(new TargetPolicy([], resolve));
  const never = new AbortController().signal;
  expect(await sendDelivery(strict, { url, headers: {}, body }, never, clock)).toEqual(outcome);
  await strict.destroy();
});

test('an attempt that is cut from outside has no outcome', async () => {
  const cut = new AbortController();
  receiver.reply = () => cut.abort(new Error('shutting down'));
  await expect(send(undefined, cut.signal)).rejects.toThrow('shutting down');
});

const head = 'HTTP/1.1 200 OK\r\n';
const broken = { kind: 'unreachable', failure: 'connection_reset' } as const;
const whole = { kind: 'delivered', status: 200 } as const;
const endings: [string, 'end' | 'resetAndDestroy', DeliveryOutcome][] = [
  [`${head}\r\nabc`, 'resetAndDestroy', broken],
  [`${head}\r\nabc`, 'end', whole],
  [`${head}Connection: close\r\n\r\n`, 'resetAndDestroy', broken],
  [`${head}Connection: close\r\n\r\n`, 'end', whole],
  [`${head}Connection: close\r\nContent-Length: 100\r\n\r\nabc`, 'resetAndDestroy', broken],
  [`${head}Connection: close\r\nContent-Length: 100\r\n\r\nabc`, 'end', broken],
  [`${head}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n`, 'resetAndDestroy', broken],
  [`${head}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n`, 'end', broken],
  [`${head}Connection: close\r\nContent-Length: 3\r\n\r\nabc`, 'resetAndDestroy', whole],
];
test.each(endings)('a reply %j and then %s', async (reply, ending, outcome) => {
  let leave = (): void => {};
  const server = net.createServer((socket) => {
    socket.on('error', () => {});
    leave = () => socket[ending]();
    socket.once('data', () => socket.write(reply));
  });
  // A reset would overtake bytes that have not been read yet.
  const onHeaders = (): void => void setImmediate(leave);
  subscribe('undici:request:headers', onHeaders);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    expect(await send(`http://127.0.0.1:${portOf(server.address())}/`)).toEqual(outcome);
  } finally {
    unsubscribe('undici:request:headers', onHeaders);
    server.close();
  }
});

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  status: number;
  headers: Headers;
  body: string;
}

/** A plain connection to the server, for what no HTTP client would send. */
export async function open(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  // An IPv6 address stands in brackets.
  const socket = connect(Number(port), hostname.replace(/[[\]]/g, ''));
  // The server may close it at any time.
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

/** GET requests of one path, each with its number as X-Request-Id. */
export function pipelined(path: string, count: number, name = 'n'): string {
  return Array.from(
    { length: count },
    (_, i) => `GET ${path} HTTP/1.1\r\nHost: x\r\nX-Request-Id: ${name}-${i}\r\n\r\n`,
  ).join('');
}

/** Sends the bytes and gives all that comes until the server closes the connection. */
export async function exchange(url: string, bytes: string | Buffer): Promise<string> {
  const socket = await open(url);
  const received = untilClosed(socket);
  socket.write(bytes);
  return received;
}

export async function untilClosed(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(socket, 'close');
  return Buffer.concat(chunks).toString('latin1');
}

/** All answers in a stream of bytes, in their order; each must tell its length. */
export function parseAnswers(bytes: string): RawAnswer[] {
  const answers: RawAnswer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const headEnd = bytes.indexOf('\r\n\r\n', at);
    if (headEnd < 0) throw new Error(`No head at ${at}: ${bytes.slice(at, at + 200)}`);
    const [statusLine = '', ...lines] = bytes.slice(at, headEnd).split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(statusLine)?.[1]);
    const headers = new Headers(
      lines.map((line): [string, string] => [
        line.slice(0, line.indexOf(':')),
        line.slice(line.indexOf(':') + 1).trim(),
      ]),
    );
    at = headEnd + 4 + Number(headers.get('content-length') ?? 0);
    answers.push({ status, headers, body: bytes.slice(headEnd + 4, at) });
  }
  return answers;
}

import { connect, type Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';

export interface RawAnswer {
  status: number;
  headers: Headers;
  /** Undefined where nothing was sent. */
  body: unknown;
  text: string;
}

/** One connection that sends bytes as they stand, and opens again where the server closed it. */
export class RawConnection {
  readonly #url: URL;
  #socket: Socket | null = null;

  constructor(url: string) {
    this.#url = new URL(url);
  }

  close(): void {
    this.#socket?.destroy();
  }

  /** Throws where the server closes without a whole answer. */
  async exchange(bytes: Buffer, method: string): Promise<RawAnswer> {
    const socket = this.#open();
    const answer = await new Promise<RawAnswer>((resolve, reject) => {
      let received = Buffer.alloc(0);
      const done = (act: () => void): void => {
        socket.removeAllListeners();
        socket.on('error', () => {});
        act();
      };
      socket.on('data', (chunk: Buffer) => {
        received = Buffer.concat([received, chunk]);
        const whole = parsed(received, method);
        if (whole) done(() => resolve(whole));
      });
      socket.on('error', (error) => done(() => reject(error)));
      socket.on('close', () =>
        done(() => reject(new Error(`Closed after ${received.length} bytes without a whole answer`))),
      );
      socket.write(bytes);
    });
    if (answer.headers.get('connection') === 'close') {
      socket.destroy();
      this.#socket = null;
    }
    return answer;
  }

  #open(): Socket {
    if (this.#socket?.writable) return this.#socket;
    this.#socket = connect(Number(this.#url.port), this.#url.hostname);
    return this.#socket;
  }
}

function parsed(received: Buffer, method: string): RawAnswer | null {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd < 0) return null;
  const [statusLine = '', ...lines] = received.subarray(0, headEnd).toString('latin1').split('\r\n');
  const headers = new Headers(
    lines.map((line): [string, string] => [
      line.slice(0, line.indexOf(':')),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  );
  const status = Number(statusLine.split(' ')[1]);
  const isBare = method === 'HEAD' || status === 304 || status === 204;
  const length = isBare ? 0 : Number(headers.get('content-length') ?? Number.NaN);
  if (Number.isNaN(length)) throw new Error(`An answer without a length: ${statusLine}`);
  const bytes = received.subarray(headEnd + 4);
  if (bytes.length < length) return null;
  if (bytes.length > length) throw new Error(`More than its length: ${bytes.subarray(length, length + 80)}`);
  const text = (
    headers.get('content-encoding') === 'gzip' && length > 0 ? gunzipSync(bytes) : bytes
  ).toString('utf8');
  return { status, headers, text, body: text === '' ? undefined : JSON.parse(text) };
}

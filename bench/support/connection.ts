import { connect, type Socket } from 'node:net';

interface Waiting {
  resolve(status: number): void;
  reject(error: Error): void;
}

const headEnd = Buffer.from('\r\n\r\n');

/**
 * One HTTP/1.1 connection that sends ready-made bytes and reads answers with a Content-Length, keeping neither: a client
 * that parses and collects would measure itself. Connects again where the server closes.
 */
export class Connection {
  readonly #port: number;
  #socket: Socket | null = null;
  #waiting: Waiting | null = null;
  #head: Buffer | null = null;
  #missingBytes = 0;
  #status = 0;
  #closing = false;

  constructor(port: number) {
    this.#port = port;
  }

  /** Sends one request and gives the status once the whole answer is there. */
  request(bytes: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket ??= this.#open();
      this.#socket.write(bytes);
    });
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = null;
  }

  #open(): Socket {
    const socket = connect({ port: this.#port, host: '127.0.0.1', noDelay: true });
    this.#head = null;
    this.#missingBytes = 0;
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    socket.on('error', (error) => this.#fail(socket, error));
    socket.on('close', () => this.#fail(socket, new Error('The server closed the connection')));
    return socket;
  }

  #fail(socket: Socket, error: Error): void {
    if (this.#socket !== socket) return;
    this.#socket = null;
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.reject(error);
  }

  #read(chunk: Buffer): void {
    if (this.#missingBytes > 0) {
      this.#consume(chunk.length);
      return;
    }
    const seen = this.#head ? Buffer.concat([this.#head, chunk]) : chunk;
    const end = seen.indexOf(headEnd);
    if (end < 0) {
      this.#head = seen;
      return;
    }
    this.#head = null;
    const head = seen.toString('latin1', 0, end);
    this.#status = Number(head.slice(9, 12));
    this.#closing = /\r\nconnection: close/i.test(head);
    const [, length] = /\r\ncontent-length: *(\d+)/i.exec(head) ?? [];
    if (length === undefined && this.#status !== 204 && this.#status !== 304)
      throw new Error('The answer has no Content-Length');
    this.#missingBytes = Number(length ?? 0);
    this.#consume(seen.length - end - headEnd.length);
  }

  #consume(bytes: number): void {
    this.#missingBytes -= bytes;
    if (this.#missingBytes > 0) return;
    if (this.#closing) this.close();
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.resolve(this.#status);
  }
}

/** The bytes of a GET. */
export function getRequest(path: string, headers: Record<string, string> = {}): Buffer {
  const lines = Object.entries({ host: '127.0.0.1', ...headers }).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
}

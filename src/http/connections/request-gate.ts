import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type BodyPace, LongBody } from './long-body.ts';

type Serve = (request: IncomingMessage, response: ServerResponse) => void;

/** A usual request is within it. Of the shortest requests it has eighty. */
const pieceBytes = 2_048;

/** One connection. */
interface Line {
  socket: Socket;
  /** Hands bytes to Node's parser, which serves each request in them at once. */
  parse(bytes: NonSharedBuffer): void;
  /** Read and not yet parsed. */
  held: NonSharedBuffer;
  /** Requests whose answers have not gone out. */
  outstanding: number;
  newest: IncomingMessage | null;
  /** The newest request's body, where it may take long. */
  long: { request: IncomingMessage; body: LongBody } | null;
  isNext: boolean;
  isOver: boolean;
  take(bytes: NonSharedBuffer): void;
  stayPaused(): void;
  onAnswered(): void;
  /** Done when all requests are answered. */
  lastly: (() => void) | null;
}

const nothing = Buffer.alloc(0);

export interface GateOptions {
  pace: BodyPace;
  /** The rest of a body that was answered before its end is read for so long. */
  lingerMs: number;
  /** Tells a client that its body comes too slowly, and closes. */
  onLate(socket: Socket): void;
}

/**
 * Bounds what one connection may have outstanding. HTTP lets a client send requests without waiting for answers
 * (RFC 9112, 9.3.2). Node serves all that it has read, 64 KiB at a time. Here it gets a small piece. The next
 * one follows when the requests in it are answered, in another turn of the event loop. Until then reading stops.
 */
export class RequestGate {
  readonly #serve: Serve;
  readonly #lines = new Map<Socket, Line>();
  readonly #options: GateOptions;

  constructor(serve: Serve, options: GateOptions) {
    this.#serve = serve;
    this.#options = options;
  }

  /** Call it once for each server. `event` is that of connections which speak HTTP. */
  watch(server: Server, event: 'connection' | 'secureConnection'): void {
    server.on(event, (socket: Socket) => this.#open(socket));
  }

  enter(request: IncomingMessage, response: ServerResponse): void {
    const line = this.#lines.get(request.socket);
    if (line) {
      line.outstanding += 1;
      line.newest = request;
      response.once('close', line.onAnswered);
    }
    this.#serve(request, response);
  }

  /** The body of the request may take as long as it likes, at a pace. Else Node's time for requests holds. */
  allowLongBody(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    const line = this.#lines.get(socket);
    if (line?.newest !== request) return;
    line.long = { request, body: new LongBody(this.#options.pace, performance.now()) };
    // Node would go on reading a body that nobody wants, without end.
    response.once('finish', () => {
      if (request.complete) return;
      setTimeout(() => {
        if (!request.complete) socket.destroy();
      }, this.#options.lingerMs).unref();
    });
  }

  /** A body that may take long is still to come. */
  isLong(socket: Socket): boolean {
    return this.#lines.get(socket)?.long?.request.complete === false;
  }

  /** Ends a connection by `act`, after the answers to all requests that came before. */
  end(socket: Socket, act: () => void): void {
    const line = this.#lines.get(socket);
    if (line) line.isOver = true;
    if (line && !isAnswered(line)) line.lastly = act;
    else act();
  }

  /** Nothing moved on the connection for a while. It stays only where the server is at work on an answer. */
  closeIdle(socket: Socket): void {
    const isAtWork = (this.#lines.get(socket)?.outstanding ?? 0) > 0 && socket.writableLength === 0;
    if (this.isLong(socket) && !socket.isPaused()) this.#options.onLate(socket);
    else if (!isAtWork) socket.destroy();
  }

  closeAll(): void {
    for (const socket of this.#lines.keys()) socket.destroy();
  }

  #open(socket: Socket): void {
    // Node's own, which have just been put there. They go on as before, with smaller pieces.
    const [reader] = socket.listeners('data');
    const closer = socket.listeners('close').at(-1);
    if (!reader || !closer) throw new Error('Node reads connections in another way than before');
    const line: Line = {
      socket,
      parse: (bytes) => {
        reader.call(socket, bytes);
        if (!socket.listeners('close').includes(closer)) this.#handOver(line);
      },
      held: nothing,
      outstanding: 0,
      newest: null,
      long: null,
      isNext: false,
      isOver: false,
      take: (bytes) => this.#take(line, bytes),
      stayPaused: () => {
        if (line.held.length > 0) socket.pause();
      },
      onAnswered: () => this.#answered(line),
      lastly: null,
    };
    this.#lines.set(socket, line);
    socket.removeAllListeners('data').on('data', line.take);
    // Node resumes after each answer.
    socket.on('resume', line.stayPaused);
    socket.once('close', () => this.#lines.delete(socket));
  }

  /** Another protocol has taken the connection over (RFC 9110, 7.8). */
  #handOver(line: Line): void {
    const { socket, held } = line;
    this.#lines.delete(socket);
    line.isOver = true;
    line.held = nothing;
    socket.off('data', line.take).off('resume', line.stayPaused);
    if (held.length > 0) socket.unshift(held);
  }

  #take(line: Line, bytes: NonSharedBuffer): void {
    if (line.isOver) return;
    if (line.long?.request.complete) line.long = null;
    if (line.long?.body.take(bytes.length, performance.now()) === false) {
      this.#options.onLate(line.socket);
      return;
    }
    line.held = line.held.length === 0 ? bytes : Buffer.concat([line.held, bytes]);
    this.#goOn(line);
    if (line.held.length > 0) line.socket.pause();
  }

  #goOn(line: Line): void {
    while (line.held.length > 0 && mayGoOn(line)) {
      const piece = line.held.subarray(0, pieceBytes);
      line.held = line.held.subarray(pieceBytes);
      line.parse(piece);
    }
  }

  #answered(line: Line): void {
    line.outstanding -= 1;
    if (line.held.length > 0) this.#goOnLater(line);
    if (isAnswered(line)) line.lastly?.();
  }

  #goOnLater(line: Line): void {
    if (line.isNext || !mayGoOn(line)) return;
    line.isNext = true;
    setImmediate(() => {
      line.isNext = false;
      this.#goOn(line);
      if (line.held.length === 0) line.socket.resume();
    });
  }
}

function mayGoOn(line: Line): boolean {
  return !line.isOver && !line.socket.destroyed && isAnswered(line);
}

/** All that can be: not a request whose body is still to come. */
function isAnswered({ outstanding, newest }: Line): boolean {
  return outstanding === 0 || (outstanding === 1 && newest?.complete === false);
}

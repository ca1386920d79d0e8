import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

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
  isNext: boolean;
  isOver: boolean;
  take(bytes: NonSharedBuffer): void;
  stayPaused(): void;
  onAnswered(): void;
  /** Done when all requests are answered. */
  lastly: (() => void) | null;
}

const nothing = Buffer.alloc(0);

/**
 * Bounds what one connection may have outstanding. HTTP lets a client send requests without waiting for answers
 * (RFC 9112, 9.3.2). Node serves all that it has read, 64 KiB at a time. Here it gets a small piece. The next
 * one follows when the requests in it are answered, in another turn of the event loop. Until then reading stops.
 */
export class RequestGate {
  readonly #serve: Serve;
  readonly #lines = new Map<Socket, Line>();

  constructor(serve: Serve) {
    this.#serve = serve;
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
    if (!isAtWork) socket.destroy();
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

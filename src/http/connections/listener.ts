import dns from 'node:dns/promises';
import http, {
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { BodyPace } from './long-body.ts';
import { connectionRefusal, requestTimedOut } from './refuse-connection.ts';
import { RequestGate } from './request-gate.ts';

/** PEM texts: the certificate with those that lead to its root, and its private key. */
export interface TlsPair {
  cert: string;
  key: string;
}

export interface ConnectionTimes {
  /** Until a whole head, and a whole request, must have come. */
  headMs: number;
  requestMs: number;
  /** How often Node looks for those that are late. */
  checkMs: number;
  /** Between two requests. Longer than the minute after which load balancers close. */
  keepAliveMs: number;
  /** A client that takes nothing of its answer for so long is closed after at most twice the time. */
  unreadMs: number;
  /** Requests under way get this long when the server stops. */
  drainMs: number;
  /** Bodies that may take longer than `requestMs`, such as recordings, must come at this pace. */
  longBody: BodyPace;
  /** The rest of such a body is read for so long after an early answer, so that the client can read that. */
  lingerMs: number;
}

const usualTimes: ConnectionTimes = {
  headMs: 10_000,
  requestMs: 30_000,
  checkMs: 5_000,
  keepAliveMs: 72_000,
  unreadMs: 60_000,
  drainMs: 8_000,
  longBody: { bytes: 65_536, perMs: 60_000 },
  lingerMs: 2_000,
};

interface ListenerOptions {
  /** Null: plain HTTP. */
  tls?: TlsPair | null;
  /** Addresses and CIDRs whose X-Forwarded-* headers are believed. */
  trustedProxies?: readonly string[];
  times?: Partial<ConnectionTimes>;
}

/** The sockets of one process: TLS, the bounds of connections, and the addresses. Fastify does the rest. */
export class Listener {
  readonly trustedProxies: readonly string[];
  readonly #tls: TlsPair | null;
  readonly #times: ConnectionTimes;
  readonly #servers: Server[] = [];
  readonly #gates: RequestGate[] = [];

  constructor({ tls = null, trustedProxies = [], times = {} }: ListenerOptions = {}) {
    this.#tls = tls;
    this.trustedProxies = trustedProxies;
    this.#times = { ...usualTimes, ...times };
  }

  get scheme(): 'http' | 'https' {
    return this.#tls === null ? 'http' : 'https';
  }

  /** Fastify's `serverFactory`. */
  readonly createServer = (handler: RequestListener): Server => {
    const { longBody, lingerMs } = this.#times;
    const onLate = (socket: Socket): void => gate.end(socket, () => refuse(requestTimedOut(), socket));
    const gate: RequestGate = new RequestGate(handler, { pace: longBody, lingerMs, onLate });
    const server = this.#create((request, response) => gate.enter(request, response));
    // Judged like all others: whether a body is wanted is known after admission, and other expectations are refused.
    server.on('checkContinue', (request, response) => gate.enter(request, response));
    server.on('checkExpectation', (request, response) => gate.enter(request, response));
    server.on('timeout', (socket) => gate.closeIdle(socket));
    server.on('clientError', (error: Error, socket) => {
      if (!isSocket(socket) || (isTimeout(error) && gate.isLong(socket))) return;
      gate.end(socket, () => refuse(error, socket));
    });
    gate.watch(server, this.#tls === null ? 'connection' : 'secureConnection');
    this.#servers.push(server);
    this.#gates.push(gate);
    return server;
  };

  /** After its caller is admitted: the request's body may take as long as it needs, at a pace. */
  allowLongBody(request: IncomingMessage, response: ServerResponse): void {
    for (const gate of this.#gates) gate.allowLongBody(request, response);
  }

  /** Connections that are open keep the certificate that they began with. Throws where the two do not fit. */
  setTls(pair: TlsPair): void {
    for (const server of this.#servers) if (server instanceof https.Server) server.setSecureContext(pair);
  }

  /** A name of several addresses, as localhost, is listened to on all of them; the first must be free. */
  async listen(app: FastifyInstance, { host, port }: { host: string; port: number }): Promise<void> {
    const [first = host, ...others] = host === 'localhost' ? await addressesOf(host) : [host];
    await app.listen({ host: first, port });
    for (const address of others) await this.#listenToo(app, address);
  }

  #create(handler: RequestListener): Server {
    const { headMs, requestMs, checkMs, keepAliveMs, unreadMs } = this.#times;
    const options: ServerOptions = {
      headersTimeout: headMs,
      requestTimeout: requestMs,
      connectionsCheckingInterval: checkMs,
      keepAliveTimeout: keepAliveMs,
      // Node would answer without a body; a hook refuses in the contract's shape.
      requireHostHeader: false,
    };
    const server =
      this.#tls === null
        ? http.createServer(options, handler)
        : https.createServer({ ...options, ...this.#tls, handshakeTimeout: headMs }, handler);
    return server.setTimeout(unreadMs);
  }

  /** For Fastify's hook `preClose`: it closes the first server itself. */
  closeSoon(): void {
    for (const server of this.#servers.slice(1)) server.close();
    const closeAll = (): void => {
      for (const gate of this.#gates) gate.closeAll();
    };
    setTimeout(closeAll, this.#times.drainMs).unref();
  }

  async #listenToo(app: FastifyInstance, address: string): Promise<void> {
    const server = this.createServer(app.routing);
    await new Promise<void>((resolve) => {
      // Another program may have that port there; the first address is enough.
      server.once('error', () => resolve());
      server.listen({ host: address, port: portOf(app) }, resolve);
    });
  }
}

const addressesOf = async (host: string): Promise<string[]> =>
  (await dns.lookup(host, { all: true })).map(({ address }) => address);

function portOf(app: FastifyInstance): number {
  const address: AddressInfo | string | null = app.server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Node's type is any stream; a server that listens has sockets. */
function isSocket(stream: object): stream is Socket {
  return 'remoteAddress' in stream;
}

/** Node says so once for each request, and looks no more at one that it has told of. */
function isTimeout(error: Error & { code?: string }): boolean {
  return error.code === requestTimedOut().code;
}

function refuse(error: Error, socket: Socket): void {
  const refusal = connectionRefusal(error, socket);
  if (refusal === null) socket.destroy();
  else socket.end(refusal);
}

import { isIP, type Socket } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { leaseTimes } from '../../jobs/lease-times.ts';
import { connectionsAtMost } from './send-gate.ts';
import type { TargetPolicy } from './target-policy.ts';

/** The target may not be dialled, now that its name has been resolved. */
export class TargetRefused extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'TargetRefused';
  }
}

const connectTimeoutMs = 5_000;

/**
 * An undici agent that resolves a host once, checks every address and dials a checked one. The check stands before the
 * dialling, not in a lookup hook: that is skipped for literal addresses. `dial` is handed in by tests.
 */
export function createSafeDispatcher(
  policy: TargetPolicy,
  dial: buildConnector.connector = buildConnector({ timeout: connectTimeoutMs, allowH2: false }),
): Agent {
  const connect: buildConnector.connector = (options, callback) => {
    const name = options.hostname.includes(':') ? `[${options.hostname}]` : options.hostname;
    const url = new URL(`${options.protocol}//${name}${options.port ? `:${options.port}` : ''}`);
    policy.check(url).then(
      (verdict) => {
        if (verdict.kind === 'refused') {
          callback(new TargetRefused(verdict.reason), null);
          return;
        }
        const servername = options.servername ?? (isIP(options.hostname) ? undefined : options.hostname);
        dialFirst(dial, { ...options, ...(servername ? { servername } : {}) }, verdict.addresses, callback);
      },
      (error: Error) => callback(error, null),
    );
  };
  return new Agent({
    connect,
    // To one origin. Many subscriptions may share it, and a delivery that is sent must not wait for a connection.
    connections: connectionsAtMost,
    pipelining: 1,
    headersTimeout: leaseTimes.longestAttemptMs,
    bodyTimeout: leaseTimes.longestAttemptMs,
  });
}

/** Dials one checked address after the other until one answers. */
function dialFirst(
  dial: buildConnector.connector,
  options: buildConnector.Options,
  addresses: string[],
  callback: buildConnector.Callback,
): void {
  const [address, ...others] = addresses;
  if (address === undefined) {
    callback(new TargetRefused('the host has no address'), null);
    return;
  }
  dial({ ...options, hostname: address }, (...result) => {
    const [error, socket] = result;
    if (error && others.length > 0) {
      dialFirst(dial, options, others, callback);
      return;
    }
    if (socket) tellResets(socket);
    callback(...result);
  });
}

/** Of a reply that was broken off. */
export const brokenOff = 'CONNECTION_BROKEN_OFF';

/** undici takes a reset for the end of a reply that has no length. Under another name it is a failure, as for all others. */
function tellResets(socket: Socket): void {
  socket.prependListener('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ECONNRESET') error.code = brokenOff;
  });
}

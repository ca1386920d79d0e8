import type { Dispatcher } from 'undici';
import { leaseTimes } from '../../jobs/lease-times.ts';
import { TargetRefused } from './safe-dispatcher.ts';

/** Nothing that the receiver wrote is kept, only its status and a class of failure. */
export type DeliveryOutcome =
  | { kind: 'delivered'; status: number }
  | { kind: 'rejected'; status: number; retryAfterMs: number | null }
  /** By a mail server. */
  | { kind: 'refused_by_smtp'; status: number; isFinal: boolean }
  | { kind: 'unreachable'; failure: DeliveryFailure };

export type DeliveryFailure =
  | 'timeout'
  | 'dns_error'
  | 'connection_refused'
  | 'connection_reset'
  | 'tls_error'
  | 'connection_error'
  | 'smtp_login_refused'
  | 'target_refused';

export interface OutgoingDelivery {
  url: string;
  headers: Record<string, string>;
  body: Buffer;
}

const mostReplyBytes = 65_536;

class AttemptTimeout extends Error {}

/** Posts once; no redirect is followed. Rejects only where `signal` cut the attempt. */
export function sendDelivery(
  dispatcher: Dispatcher,
  { url, headers, body }: OutgoingDelivery,
  signal: AbortSignal,
): Promise<DeliveryOutcome> {
  const { origin, pathname, search } = new URL(url);
  const attempt = new Attempt(signal);
  if (signal.aborted) attempt.cut(signal.reason);
  else dispatcher.dispatch({ origin, path: pathname + search, method: 'POST', headers, body }, attempt);
  return attempt.outcome;
}

/**
 * One request, listened to without the streams and signals that undici's `request` makes: they cost more than the request.
 * The status is the answer; the rest is read so that the connection can be used again, and thrown away.
 */
class Attempt implements Dispatcher.DispatchHandler {
  readonly outcome: Promise<DeliveryOutcome>;
  readonly #signal: AbortSignal;
  readonly #timer: NodeJS.Timeout;
  #resolve: (outcome: DeliveryOutcome) => void = () => {};
  #reject: (reason: unknown) => void = () => {};
  #controller: Dispatcher.DispatchController | null = null;
  #cutBy: Error | null = null;
  #replyBytes = 0;

  constructor(signal: AbortSignal) {
    this.outcome = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#signal = signal;
    // Over the reply's body too.
    this.#timer = setTimeout(() => this.cut(new AttemptTimeout()), leaseTimes.longestAttemptMs);
    signal.addEventListener('abort', this.#onAbort);
  }

  readonly #onAbort = (): void => this.cut(this.#signal.reason);

  /** Ends the attempt now, whether or not it has a connection yet. */
  cut(reason: Error): void {
    this.#cutBy = reason;
    this.#fail(reason);
    this.#controller?.abort(reason);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#cutBy) controller.abort(this.#cutBy);
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200) return;
    if (status < 300) this.#resolve({ kind: 'delivered', status });
    else this.#resolve({ kind: 'rejected', status, retryAfterMs: retryAfterMs(headers['retry-after']) });
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#replyBytes += chunk.length;
    if (this.#replyBytes > mostReplyBytes) controller.abort(new Error('The reply is too long'));
  }

  onResponseEnd(): void {
    this.#forget();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#fail(this.#cutBy ?? error);
  }

  #fail(error: Error): void {
    this.#forget();
    if (this.#signal.aborted) this.#reject(this.#signal.reason);
    else this.#resolve({ kind: 'unreachable', failure: failureOf(error) });
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#signal.removeEventListener('abort', this.#onAbort);
  }
}

function retryAfterMs(header: string | string[] | undefined): number | null {
  return typeof header === 'string' && /^\d{1,9}$/.test(header) ? Number(header) * 1_000 : null;
}

const failureByCode: Record<string, DeliveryFailure> = {
  ENOTFOUND: 'dns_error',
  EAI_AGAIN: 'dns_error',
  ENODATA: 'dns_error',
  ESERVFAIL: 'dns_error',
  ECONNREFUSED: 'connection_refused',
  ECONNRESET: 'connection_reset',
  EPIPE: 'connection_reset',
  UND_ERR_SOCKET: 'connection_reset',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  EPROTO: 'tls_error',
};

function failureOf(error: unknown): DeliveryFailure {
  if (error instanceof TargetRefused) return 'target_refused';
  if (error instanceof AttemptTimeout) return 'timeout';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO)/.test(code)) return 'tls_error';
  return failureByCode[code] ?? 'connection_error';
}

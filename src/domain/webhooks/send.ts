import type { Dispatcher } from 'undici';
import type { Clock } from '../../base/clock.ts';
import { leaseTimes } from '../../jobs/lease-times.ts';
import { retryAfterMs } from './retry-after.ts';
import { brokenOff, TargetRefused } from './safe-dispatcher.ts';

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
/** The rest of a reply that says no is only read so that the connection can be used again. */
const restOfRefusalMs = 1_000;

class AttemptTimeout extends Error {}

/** Posts once; no redirect is followed. Rejects only where `signal` cut the attempt. */
export function sendDelivery(
  dispatcher: Dispatcher,
  { url, headers, body }: OutgoingDelivery,
  signal: AbortSignal,
  clock: Pick<Clock, 'now'>,
): Promise<DeliveryOutcome> {
  const { origin, pathname, search } = new URL(url);
  const attempt = new Attempt(signal, clock);
  if (signal.aborted) attempt.cut(signal.reason);
  else dispatcher.dispatch({ origin, path: pathname + search, method: 'POST', headers, body }, attempt);
  return attempt.outcome;
}

/**
 * One request, listened to without the streams and signals that undici's `request` makes: they cost more than the request.
 * A status of 2xx counts once the reply has ended, or more of it came than is read; any other counts at once. The text is
 * thrown away.
 */
class Attempt implements Dispatcher.DispatchHandler {
  readonly outcome: Promise<DeliveryOutcome>;
  readonly #signal: AbortSignal;
  readonly #clock: Pick<Clock, 'now'>;
  #timer: NodeJS.Timeout;
  #resolve: (outcome: DeliveryOutcome) => void = () => {};
  #reject: (reason: unknown) => void = () => {};
  #controller: Dispatcher.DispatchController | null = null;
  #cutBy: Error | null = null;
  #status = 0;
  #replyBytes = 0;

  constructor(signal: AbortSignal, clock: Pick<Clock, 'now'>) {
    this.outcome = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#signal = signal;
    this.#clock = clock;
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
    this.#status = status;
    if (status < 300) return;
    const wish = headers['retry-after'];
    const wishMs = typeof wish === 'string' ? retryAfterMs(wish, this.#clock.now()) : null;
    this.#resolve({ kind: 'rejected', status, retryAfterMs: wishMs });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.cut(new AttemptTimeout()), restOfRefusalMs);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#replyBytes += chunk.length;
    if (this.#replyBytes <= mostReplyBytes) return;
    this.#end();
    controller.abort(new Error('The reply is too long'));
  }

  onResponseEnd(): void {
    this.#end();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#fail(this.#cutBy ?? error);
  }

  #end(): void {
    this.#forget();
    this.#resolve({ kind: 'delivered', status: this.#status });
  }

  #fail(error: Error): void {
    this.#forget();
    if (this.#signal.aborted) this.#reject(this.#signal.reason);
    else this.#resolve({ kind: 'unreachable', failure: this.#failureOf(error) });
  }

  /** undici has several names for a reply that begins and does not end. */
  #failureOf(error: Error): DeliveryFailure {
    const failure = failureOf(error);
    return failure === 'connection_error' && this.#status > 0 ? 'connection_reset' : failure;
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#signal.removeEventListener('abort', this.#onAbort);
  }
}

const failureByCode: Record<string, DeliveryFailure> = {
  ENOTFOUND: 'dns_error',
  EAI_AGAIN: 'dns_error',
  ENODATA: 'dns_error',
  ESERVFAIL: 'dns_error',
  ECONNREFUSED: 'connection_refused',
  ECONNRESET: 'connection_reset',
  EPIPE: 'connection_reset',
  [brokenOff]: 'connection_reset',
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

import { type Dispatcher, request } from 'undici';
import { leaseTimes } from '../jobs/lease-times.ts';
import { TargetRefused } from './safe-dispatcher.ts';

/** What came of one attempt. Nothing that the receiver wrote is kept: its status, and a class of failure. */
export type DeliveryOutcome =
  | { kind: 'delivered'; status: number }
  | { kind: 'rejected'; status: number; retryAfterMs: number | null }
  | { kind: 'unreachable'; failure: DeliveryFailure };

export type DeliveryFailure =
  | 'timeout'
  | 'dns_error'
  | 'connection_refused'
  | 'connection_reset'
  | 'tls_error'
  | 'connection_error'
  | 'target_refused';

export interface OutgoingDelivery {
  url: string;
  headers: Record<string, string>;
  body: Buffer;
}

const mostReplyBytes = 65_536;

/** Posts once; no redirect is followed. Rejects only where `signal` cut the attempt. */
export async function sendDelivery(
  dispatcher: Dispatcher,
  delivery: OutgoingDelivery,
  signal: AbortSignal,
): Promise<DeliveryOutcome> {
  const timeout = AbortSignal.timeout(leaseTimes.longestAttemptMs);
  try {
    const reply = await request(delivery.url, {
      dispatcher,
      method: 'POST',
      headers: delivery.headers,
      body: delivery.body,
      signal: AbortSignal.any([signal, timeout]),
    });
    // The status is the answer; the rest is read so that the connection can be used again, and thrown away.
    reply.body.dump({ limit: mostReplyBytes }).catch(() => {});
    const status = reply.statusCode;
    if (status >= 200 && status < 300) return { kind: 'delivered', status };
    return { kind: 'rejected', status, retryAfterMs: retryAfterMs(reply.headers['retry-after']) };
  } catch (error) {
    if (signal.aborted) throw error;
    return { kind: 'unreachable', failure: timeout.aborted ? 'timeout' : failureOf(error) };
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
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO)/.test(code)) return 'tls_error';
  return failureByCode[code] ?? 'connection_error';
}

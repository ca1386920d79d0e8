import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { constantHeaders } from '../constant-headers.ts';
import { errorBody } from '../errors.ts';

export const malformed = 'The request is malformed';

interface ConnectionRefusal {
  status: number;
  message: string;
}

const refusals: Readonly<Record<string, ConnectionRefusal>> = {
  HPE_HEADER_OVERFLOW: { status: 431, message: 'The headers of the request are too long' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: 413, message: 'Request body is too large' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, message: 'The request did not arrive in time' },
};

/** As Node itself has it. */
export const requestTimedOut = (): Error & { code: string } =>
  Object.assign(new Error('Request timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });

/** Why Node gave a connection up, as the answer before its end; null where there is nobody to tell. */
export function connectionRefusal(error: Error & { code?: string }, socket: Socket): string | null {
  if (error.code === 'ECONNRESET' || !socket.writable) return null;
  // A client that speaks no TLS, or none that fits, would not understand.
  if ('secureConnecting' in socket && socket.secureConnecting) return null;
  const { status, message } = refusals[error.code ?? ''] ?? { status: 400, message: malformed };
  const body = errorBody(status, message);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `Date: ${new Date().toUTCString()}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Content-Type: application/json; charset=utf-8',
    `X-Request-Id: ${randomUUID()}`,
    ...Object.entries(constantHeaders).map(([name, value]) => `${name}: ${value}`),
    'Connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

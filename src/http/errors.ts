import { STATUS_CODES } from 'node:http';

/** Why a request is not served, as a value: the same over HTTP and over any other way in. */
export interface Refusal {
  status: number;
  message: string;
  /** When to try again, where that helps. */
  retryAfterSeconds: number | null;
  /** Names the reason where one operation has several of the same status. */
  code?: string;
  /** Of a 401: how to show who calls (RFC 9110, 11.6.1). */
  challenge?: string;
}

/** An answer other than success, in the contract's words. Thrown by handlers, answered by the one error handler. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly refusal: Refusal;

  constructor(status: number, message: string, more: Partial<Refusal> = {}) {
    super(message);
    this.refusal = { retryAfterSeconds: null, ...more, status, message };
  }
}

export function refused(refusal: Refusal): ApiError {
  return new ApiError(refusal.status, refusal.message, refusal);
}

/** The contract's error body as JSON text. */
export function errorBody(
  status: number,
  message: string,
  { retryAfterSeconds = null, code }: Partial<Pick<Refusal, 'retryAfterSeconds' | 'code'>> = {},
): string {
  const error = STATUS_CODES[status] ?? 'Error';
  const retry = retryAfterSeconds === null ? {} : { retryAfter: retryAfterSeconds };
  return JSON.stringify({ statusCode: status, message, error, ...retry, ...(code && { code }) });
}

export const notFound = (): ApiError => new ApiError(404, 'Not found');
export const invalidParameter = (name: string, fault: string): ApiError =>
  new ApiError(400, `Invalid parameter '${name}': ${fault}`);
export const bodyTypesMessage = (types: readonly string[]): string =>
  `Request body must be ${types.join(' or ')}`;
export const internalMessage = 'Internal server error';

import { STATUS_CODES } from 'node:http';

/** An answer other than success, in the contract's words. Thrown by handlers, answered by the one error handler. */
export class ApiError extends Error {
  readonly status: number;
  readonly retryAfterSeconds: number | null;

  constructor(status: number, publicMessage: string, retryAfterSeconds: number | null = null) {
    super(publicMessage);
    this.name = 'ApiError';
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The contract's error body as JSON text. */
export function errorBody(status: number, message: string, retryAfterSeconds: number | null = null): string {
  const error = STATUS_CODES[status] ?? 'Error';
  const retry = retryAfterSeconds === null ? {} : { retryAfter: retryAfterSeconds };
  return JSON.stringify({ statusCode: status, message, error, ...retry });
}

export const unauthorized = (): ApiError => new ApiError(401, 'Missing or invalid API token');
export const missingScope = (scope: string): ApiError =>
  new ApiError(403, `Token does not have the '${scope}' scope`);
export const invalidParameter = (name: string, fault: string): ApiError =>
  new ApiError(400, `Invalid parameter '${name}': ${fault}`);
export const conversationNotFound = (): ApiError => new ApiError(404, 'Conversation not found');
export const internalMessage = 'Internal server error';

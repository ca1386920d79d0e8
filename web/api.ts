import createClient from 'openapi-fetch';
import type { components, paths } from '../contract/app.types.ts';
import { SessionRefresh } from './session-refresh.ts';

export const apiPrefix = '/api/v1';

/** No form of another site can send it, so that it stands against request forgery. */
export const ownHeader = { 'x-meetric': '1' };

export type Schemas = components['schemas'];

export const sessionRefresh = new SessionRefresh(`${apiPrefix}/session/refresh`, ownHeader);

/** The operations of contract/app.openapi.yaml. */
export const api = createClient<paths>({
  baseUrl: apiPrefix,
  headers: ownHeader,
  fetch: (request) => sessionRefresh.fetch(request),
});

/** An answer other than success. */
export class ApiFailure extends Error {
  override name = 'ApiFailure';
  readonly status: number;
  readonly retryAfterSeconds: number | null;

  constructor(status: number, message: string, retryAfterSeconds: number | null = null) {
    super(message);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** What the operation answers, or a thrown ApiFailure, which pages show by ErrorState. */
export async function answerOf<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw failureOf(error, response);
  return data as T;
}

export function failureOf(body: unknown, { status, statusText }: Response): ApiFailure {
  const text = (name: string): unknown =>
    typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  const [message, retryAfter] = [text('message'), text('retryAfter')];
  return new ApiFailure(
    status,
    typeof message === 'string' ? message : statusText || `The server answered ${status}`,
    typeof retryAfter === 'number' ? retryAfter : null,
  );
}

import { ApiFailure, failureOf } from '../../../api.ts';

/** A refusal with its code, such as `edited_meanwhile`. */
export class Refusal extends ApiFailure {
  readonly code: string | null;

  constructor(status: number, message: string, code: string | null) {
    super(status, message);
    this.code = code;
  }
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The answer of a change, or a thrown refusal. */
export async function sentOf<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  const { status, message } = failureOf(error, response);
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : null;
  throw new Refusal(status, message, typeof code === 'string' ? code : null);
}

import type { Token } from '../../domain/tokens/token.ts';
import type { Context } from '../context.ts';
import type { Answer } from './answer.ts';

export interface Call {
  context: Context;
  token: Token;
  /** By their names in the contract, validated and typed. */
  parameters: Record<string, unknown>;
  /** Validated against the contract where the operation has a body. */
  body: unknown;
  now: Date;
}

interface Result {
  answer: Answer;
  /** The one conversation that was read. */
  conversationId?: string;
}

export type Handler = (call: Call) => Promise<Result>;

import type { operations, parametersWithDefault } from '../../../contract/partner.types.ts';
import type { Answer } from '../api/answer.ts';
import type { Call, HandlerOf } from '../api/handler.ts';
import type { Caller } from './caller.ts';

/** The contract's operations; its webhooks are calls by this server. */
export type OperationId = Exclude<keyof operations, `conversation${string}`>;

/** Parameters, body and answer as the contract says. */
export type Handler<Id extends OperationId> = HandlerOf<
  operations[Id],
  Caller,
  Id extends keyof parametersWithDefault ? parametersWithDefault[Id] : never
>;

export type CallOf<Id extends OperationId> = Parameters<Handler<Id>>[0];

/** The operation's answer but for `_meta`. */
export type ContentOf<Id extends OperationId> =
  Awaited<ReturnType<Handler<Id>>> extends { answer: Answer<infer Content> } ? Content : never;

/** The part of any call that is the same for all operations. */
export type AnyCall = Pick<Call<Caller, unknown, unknown>, 'context' | 'caller' | 'now'>;

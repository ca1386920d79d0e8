import type { operations, parametersWithDefault } from '../../../contract/app.types.ts';
import type { HandlerOf } from '../api/handler.ts';
import type { SignedIn, Visitor } from './caller.ts';

export type OperationId = keyof operations;

type Defaults<Id extends OperationId> = Id extends keyof parametersWithDefault
  ? parametersWithDefault[Id]
  : never;

/** Serves an operation that needs a role. */
export type Handler<Id extends OperationId> = HandlerOf<operations[Id], SignedIn, Defaults<Id>>;

/** The body of such an operation, as its contract says. */
export type BodyOf<Id extends OperationId> = Parameters<Handler<Id>>[0]['body'];

/** Serves an operation that anybody may call. */
export type OpenHandler<Id extends OperationId> = HandlerOf<operations[Id], Visitor, Defaults<Id>>;

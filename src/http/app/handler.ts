import type { operations, parametersWithDefault } from '../../../contract/app.types.ts';
import type { HandlerOf } from '../api/handler.ts';
import type { SignedIn, Visitor } from './caller.ts';

export type OperationId = keyof operations;

type Defaults<Id extends OperationId> = Id extends keyof parametersWithDefault
  ? parametersWithDefault[Id]
  : never;

/** Serves an operation that needs a role. */
export type Handler<Id extends OperationId> = HandlerOf<operations[Id], SignedIn, Defaults<Id>>;

/** Serves an operation that anybody may call. */
export type OpenHandler<Id extends OperationId> = HandlerOf<operations[Id], Visitor, Defaults<Id>>;

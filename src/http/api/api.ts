import type { IncomingHttpHeaders } from 'node:http';
import type { Refusal } from '../errors.ts';
import type { Contract, Operation } from './contract.ts';
import type { AnyHandler } from './handler.ts';

export type HeaderValues = Readonly<Record<string, string | number>>;

/** Whether a caller may call. What is told besides goes out with either answer. */
export type Admission<Caller> = {
  headers: HeaderValues;
  /** Who called, for the request log. */
  names: Readonly<Record<string, string>> | null;
} & ({ kind: 'admitted'; caller: Caller } | { kind: 'refused'; refusal: Refusal });

/** What a request shows of its caller. */
interface Shown {
  headers: IncomingHttpHeaders;
}

/** What an answer was to cost its caller: more headers, or why it is not given. */
export type Charge = { kind: 'charged'; headers: HeaderValues } | { kind: 'refused'; refusal: Refusal };

/** One API: its contract, who may call it, and what serves each operation. Methods, so that any Caller will do. */
export interface Api<Caller = unknown> {
  /** Stands before every path of the contract. */
  prefix: string;
  contract: Contract;
  /** Of bodies that are read whole; others come as a stream. */
  largestBodyBytes: number;
  /** By operationId: one for each operation of the contract, and no other. */
  handlers: Readonly<Record<string, AnyHandler<Caller>>>;
  /** Counts the call. `operation` is null where a request is to be refused whoever calls; a 401 is then not told. */
  admit(shown: Shown, operation: Operation | null): Promise<Admission<Caller>>;
  /** After the work and before the answer; null where it costs nothing. */
  charge?(caller: Caller, operation: Operation, subjectId: string | undefined): Promise<Charge> | null;
  /** Further members of each answer, as the end of its JSON text; `ignored` are query keys that the operation does not have. */
  ending?(caller: Caller, now: Date, ignored: readonly string[]): string;
}

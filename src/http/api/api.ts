import type { IncomingHttpHeaders } from 'node:http';
import type { Refusal } from '../errors.ts';
import type { Contract, Operation } from './contract.ts';
import type { AnyHandler } from './handler.ts';

export type HeaderValues = Readonly<Record<string, string | number>>;

/** Whether a caller may call. */
export type Admission<Caller> = {
  /** Of the answer, whichever it is. */
  headers: HeaderValues;
  /** The caller's, for the request log. */
  names: Readonly<Record<string, string>> | null;
} & ({ kind: 'admitted'; caller: Caller } | { kind: 'refused'; refusal: Refusal });

/** The part of a request that shows its caller. */
interface Shown {
  headers: IncomingHttpHeaders;
  /** The address that it came from. */
  ip: string;
}

/** The outcome of making a caller pay for an answer: more headers, or why the answer is not given. */
export type Charge = { kind: 'charged'; headers: HeaderValues } | { kind: 'refused'; refusal: Refusal };

/** One API: its contract, who may call it, and what serves each operation. Methods, so that any Caller will do. */
export interface Api<Caller = unknown> {
  /** Stands before every path of the contract. */
  prefix: string;
  contract: Contract;
  /** The bound of bodies that are read whole; others come as a stream. */
  largestBodyBytes: number;
  /** By operationId: one for each operation of the contract, and no other. */
  handlers: Readonly<Record<string, AnyHandler<Caller>>>;
  /** Counts the call. `operation` is null where no operation serves the request; a 401 is then not told. */
  admit(shown: Shown, operation: Operation | null): Promise<Admission<Caller>>;
  /** Called after the work and before the answer; null where the answer costs nothing. */
  charge?(caller: Caller, operation: Operation, subjectId: string | undefined): Promise<Charge> | null;
  /** The end of each answer's JSON text, with further members. `ignored` are query keys that the operation does not have. */
  ending?(caller: Caller, now: Date, ignored: readonly string[]): string;
}

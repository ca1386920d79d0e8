import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import type { Answer } from './answer.ts';

/** Further headers of an answer; one that comes several times is a list. */
type AnswerHeaders = Readonly<Record<string, string | string[]>>;

export interface Call<Caller, Parameters, Body> {
  context: Context;
  caller: Caller;
  /** By their names in the contract, validated, with defaults. */
  parameters: Parameters;
  /** Validated where it is JSON; other types come as they were sent. */
  body: Body;
  now: Date;
}

interface Result {
  /** 200 where none is given. */
  status?: number;
  /** None: an answer without a body. */
  answer?: Answer;
  /** The one thing that was read, where the API counts reads. */
  subjectId?: string;
  headers?: AnswerHeaders;
  send?: Send;
}

/** Sends an answer that is no JSON, such as a file. */
type Send = (request: FastifyRequest, reply: FastifyReply) => FastifyReply | Promise<FastifyReply>;

/** Serves one operation, by its generated types. `Defaults` names the parameters that are always there. */
export type HandlerOf<Operation, Caller, Defaults extends string = never> = (
  call: Call<Caller, ParametersOf<Operation, Defaults>, BodyOf<Operation>>,
) => Promise<ResultOf<Operation>>;

/** The same to the engine. A method's parameters are compared loosely: the contract's validators stand between. */
export type AnyHandler<Caller = unknown> = {
  handle(call: Call<Caller, unknown, unknown>): Promise<Result>;
}['handle'];

type ParametersOf<Operation, Defaults extends string> = Operation extends {
  parameters: { query?: infer Query; path?: infer Path; header?: infer Header };
}
  ? WithDefaults<Known<Query>, Defaults> & Known<Path> & Known<Header>
  : never;
type Known<Fields> = [NonNullable<Fields>] extends [never] ? unknown : NonNullable<Fields>;
type WithDefaults<Fields, Defaults extends string> = Fields &
  Required<Pick<Fields, Extract<keyof Fields, Defaults>>>;

type BodyOf<Operation> = Operation extends { requestBody: { content: infer Types } }
  ? BodyIn<Types>
  : Operation extends { requestBody?: { content: infer Types } }
    ? BodyIn<Types> | undefined
    : undefined;
type BodyIn<Types> = {
  [Type in keyof Types]: Type extends 'application/json' ? Types[Type] : Readable;
}[keyof Types];

type ResultOf<Operation> = Operation extends { responses: infer Responses }
  ? {
      [Status in keyof Responses & (200 | 201 | 202 | 204)]: ResultAs<Status, Responses[Status]>;
    }[keyof Responses & (200 | 201 | 202 | 204)]
  : never;
type ResultAs<Status, Response> = Response extends { content: { 'application/json': infer Content } }
  ? (Status extends 200 ? { status?: 200 } : { status: Status }) & {
      answer: Answer<Omit<Content, '_meta'>>;
      subjectId?: string;
      headers?: AnswerHeaders;
    }
  : Response extends { content: object }
    ? { send: Send }
    : { status: Status; headers?: AnswerHeaders };

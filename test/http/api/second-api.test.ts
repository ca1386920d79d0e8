import { text } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerOf } from '../../../src/http/api/answer.ts';
import type { Admission, Api } from '../../../src/http/api/api.ts';
import { parseContract, readContract } from '../../../src/http/api/contract.ts';
import type { AnyHandler, HandlerOf } from '../../../src/http/api/handler.ts';
import { partnerApi } from '../../../src/http/partner/partner-api.ts';
import { createServer } from '../../../src/http/server.ts';
import { type Answer, type Init, send } from '../../support/api-client.ts';
import { createWorld, type World } from '../../support/fixtures.ts';

/** Another API beside the partner's, on the same engine: a session's cookie or a token, bodies of two types, other methods. */
const contract = parseContract(`
openapi: 3.1.0
info: { title: Notes, version: '1', contact: { name: Support } }
security: [{ sessionCookie: [] }]
paths:
  /notes:
    get:
      operationId: countNotes
      security: [{ sessionCookie: [] }, { apiToken: [notes] }]
      responses: { '200': { description: How many. } }
    post:
      operationId: addNote
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Change' } } } }
      responses: { '201': { description: The new one. } }
  /notes/{id}:
    patch:
      operationId: changeNote
      parameters:
        - { $ref: '#/components/parameters/NoteId' }
        - { name: notify, in: query, schema: { type: boolean, default: true } }
      requestBody:
        required: true
        content:
          application/json: { schema: { $ref: '#/components/schemas/Change' } }
          text/markdown: { schema: { type: string } }
      responses: { '200': { description: As it is now. } }
    delete:
      operationId: deleteNote
      parameters: [{ $ref: '#/components/parameters/NoteId' }]
      responses: { '204': { description: Gone. } }
  /hello:
    get:
      operationId: greet
      security: []
      responses: { '200': { description: A greeting. } }
components:
  securitySchemes:
    sessionCookie: { type: apiKey, in: cookie, name: session }
    apiToken: { type: http, scheme: bearer }
  parameters:
    NoteId: { name: id, in: path, required: true, x-fault: must be a number, schema: { type: integer, minimum: 1 } }
  schemas:
    Change:
      type: object
      additionalProperties: false
      required: [text]
      properties:
        text: { type: string, x-fault: must be 1 to 10 characters, minLength: 1, maxLength: 10 }
`);

/** As openapi-typescript writes them. */
interface Operations {
  countNotes: { parameters: { query?: never }; responses: { 200: Json<{ count: number }> } };
  addNote: {
    parameters: { query?: never };
    requestBody?: { content: { 'application/json': { text: string } } };
    responses: { 201: Json<{ id: number }> };
  };
  changeNote: {
    parameters: { query?: { notify?: boolean }; path: { id: number } };
    requestBody: { content: { 'application/json': { text: string }; 'text/markdown': string } };
    responses: { 200: Json<{ id: number; text: string; notified: boolean; by: string }> };
  };
  deleteNote: { parameters: { path: { id: number } }; responses: { 204: { content?: never } } };
  greet: { parameters: { query?: never }; responses: { 200: Json<{ hello: string }> } };
}
interface Json<Content> {
  content: { 'application/json': Content };
}
interface Caller {
  name: string;
}
type NoteHandler<Id extends keyof Operations> = HandlerOf<Operations[Id], Caller, 'notify'>;

const notes = new Map<number, string>();
const changeNote: NoteHandler<'changeNote'> = async ({ parameters, body, caller }) => {
  const { id, notify } = parameters;
  const changed = 'text' in body ? body.text : await text(body);
  notes.set(id, changed);
  return { answer: answerOf({ id, text: changed, notified: notify, by: caller.name }) };
};
const addNote: NoteHandler<'addNote'> = async ({ body }) => {
  const id = 100 + notes.size;
  notes.set(id, body?.text ?? '');
  return { status: 201, answer: answerOf({ id }) };
};
const deleteNote: NoteHandler<'deleteNote'> = async ({ parameters }) => {
  notes.delete(parameters.id);
  return { status: 204 };
};
const countNotes: NoteHandler<'countNotes'> = async () => ({ answer: answerOf({ count: notes.size }) });
const greet: NoteHandler<'greet'> = async ({ caller }) => ({ answer: answerOf({ hello: caller.name }) });
const handlers: Record<string, AnyHandler<Caller>> = {
  countNotes,
  addNote,
  changeNote,
  deleteNote,
  greet,
};

const notesApi: Api<Caller> = {
  prefix: '/notes/v1',
  contract,
  handlers,
  largestBodyBytes: 100,
  async admit({ headers }, operation): Promise<Admission<Caller>> {
    const known = { headers: { 'x-notes': 1 }, names: { user: 'anna' } };
    const schemes = operation?.security.flatMap((requirement) => Object.keys(requirement)) ?? [
      'sessionCookie',
    ];
    const byCookie = schemes.includes('sessionCookie') && headers.cookie === 'session=anna';
    const byToken = schemes.includes('apiToken') && headers.authorization === 'Bearer anna';
    if (byCookie || byToken) return { kind: 'admitted', caller: { name: 'anna' }, ...known };
    if (schemes.length === 0) return { kind: 'admitted', caller: { name: 'you' }, headers: {}, names: null };
    const refusal = { status: 401, message: 'Sign in first', retryAfterSeconds: null, challenge: 'Cookie' };
    return { kind: 'refused', refusal, headers: {}, names: null };
  },
};

let world: World;
let app: FastifyInstance;
let url: string;
beforeAll(async () => {
  world = await createWorld();
  const { context } = world.server;
  const partner = partnerApi(context, readContract('partner'));
  app = await createServer(context, [partner, notesApi]);
  url = await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const cookie = { cookie: 'session=anna' };
const ask = (path: string, init: Init = {}): Promise<Answer> => send({ url }, `/notes/v1${path}`, init);
const patch = (path: string, body: string | object, headers = {}): Promise<Answer> =>
  ask(path, { method: 'PATCH', headers: { ...cookie, ...headers }, body });

test('a PATCH with a JSON body is read, typed and answered, without a _meta that is not its own', async () => {
  const answer = await patch('/notes/7?notify=false', { text: 'hello' });
  expect([answer.status, answer.text]).toEqual([200, '{"id":7,"text":"hello","notified":false,"by":"anna"}']);
  expect(answer.headers.get('x-notes')).toBe('1');
  expect(answer.headers.get('etag')).toBeNull();
  expect((await patch('/notes/7', { text: 'again' })).body).toMatchObject({ notified: true });
});

test('a body of another type comes as it was sent', async () => {
  const answer = await patch('/notes/8', '# Not JSON', { 'content-type': 'text/markdown' });
  expect(answer.body).toMatchObject({ id: 8, text: '# Not JSON' });
});

test.each<[string, { body: string | object; type?: string }, number, string]>([
  ['/notes/x', { body: { text: 'a' } }, 400, "Invalid parameter 'id': must be a number"],
  ['/notes/7', { body: {} }, 400, "Invalid parameter 'text': is missing"],
  [
    '/notes/7',
    { body: { text: 'far too long' } },
    400,
    "Invalid parameter 'text': must be 1 to 10 characters",
  ],
  ['/notes/7', { body: { text: 'x'.repeat(200) } }, 413, 'Request body is too large'],
  [
    '/notes/7',
    { body: 'a,b', type: 'text/csv' },
    415,
    'Request body must be application/json or text/markdown',
  ],
])('%s with %j is refused in its own words', async (path, { body, type }, status, message) => {
  const answer = await patch(path, body, type ? { 'content-type': type } : {});
  expect([answer.status, answer.body]).toEqual([status, expect.objectContaining({ message })]);
});

test('an operation takes the types that it names, and no body where it needs none', async () => {
  const add = (init: Init) =>
    ask('/notes', { method: 'POST', ...init, headers: { ...cookie, ...init.headers } });
  const made = await add({ body: { text: 'new' } });
  expect([made.status, made.body]).toEqual([201, { id: expect.any(Number) }]);
  expect((await add({})).status).toBe(201);
  const refused = await add({ body: '# Not JSON', headers: { 'content-type': 'text/markdown' } });
  expect(refused.body).toMatchObject({ statusCode: 415, message: 'Request body must be application/json' });
  expect((await add({ body: { text: '' } })).status).toBe(400);
});

test('a 204 has no body', async () => {
  await patch('/notes/9', { text: 'x' });
  const before = notes.size;
  const answer = await ask('/notes/9', { method: 'DELETE', headers: cookie });
  expect([answer.status, answer.text, notes.size]).toEqual([204, '', before - 1]);
});

test('each operation takes the callers that its security names', async () => {
  const bearer = { authorization: 'Bearer anna' };
  expect((await ask('/notes', { headers: cookie })).status).toBe(200);
  expect((await ask('/notes', { headers: bearer })).status).toBe(200);
  expect((await ask('/notes/7', { method: 'DELETE', headers: bearer })).status).toBe(401);
  expect((await ask('/hello')).text).toBe('{"hello":"you"}');
});

test('who is not admitted is told so before the body is read', async () => {
  const answer = await patch('/notes/7', '{', { cookie: '', 'content-type': 'application/json' });
  expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Cookie']);
  expect(answer.body).toEqual({ statusCode: 401, message: 'Sign in first', error: 'Unauthorized' });
});

test('a wrong method names all that the path has, and a wrong path is not found', async () => {
  const wrong = await ask('/notes/7', { method: 'PUT', headers: cookie });
  expect([wrong.status, wrong.headers.get('allow'), wrong.headers.get('x-notes')]).toEqual([
    405,
    'PATCH, DELETE',
    '1',
  ]);
  expect((await ask('/nothing', { headers: cookie })).status).toBe(404);
});

test('the two do not take each other’s callers, bodies or limits', async () => {
  const path = '/api/v1/rest/notetaker/request';
  const headers = { authorization: `Bearer ${world.token}`, 'content-type': 'text/markdown' };
  const refused = await send({ url }, path, { method: 'POST', headers, body: '# Not JSON' });
  expect(refused.body).toMatchObject({
    statusCode: 415,
    message: 'Request body must be application/json',
  });
  expect((await send({ url }, '/api/v1/rest/account', { headers: cookie })).status).toBe(401);
  expect((await ask('/notes', { headers: { authorization: `Bearer ${world.token}` } })).status).toBe(401);
});

test('each serves its own document', async () => {
  expect((await ask('/openapi.json')).body).toMatchObject({
    info: { title: 'Notes', contact: { email: 'support@example.com' } },
    servers: [{ url: expect.stringMatching(/\/notes\/v1$/) }],
  });
});

test('an API whose handlers and operations differ is not served', async () => {
  const { greet: _, ...fewer } = handlers;
  const { context } = world.server;
  const serve = (table: typeof handlers) => createServer(context, [{ ...notesApi, handlers: table }]);
  await expect(serve(fewer)).rejects.toThrow("The contract's operation greet has no handler");
  await expect(serve({ ...handlers, another: greet })).rejects.toThrow(
    'Handlers without an operation: another',
  );
});

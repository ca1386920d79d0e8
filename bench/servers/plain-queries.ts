/** Fastify with one query a request and no checks: the floor of any endpoint that asks this database, and transcripts as text. */
import Fastify from 'fastify';
import pg from 'pg';
import { z } from 'zod';
import { serveParent } from '../support/own-servers.ts';

const settings = z.object({ databaseUrl: z.string() }).parse(JSON.parse(process.argv[2] ?? ''));
// As many connections as the product's pool has.
const pool = new pg.Pool({ connectionString: settings.databaseUrl, max: 20 });
const app = Fastify();
const json = 'application/json; charset=utf-8';
const text = { name: 'text', text: 'select body from bench_transcript where conversation_id = $1' };

async function body(params: unknown): Promise<string> {
  const { rows } = await pool.query<{ body: string }>({ ...text, values: [Object(params).id] });
  return rows[0]?.body ?? '';
}

app.get('/select-one', async (_request, reply) => {
  await pool.query({ name: 'one', text: 'select 1' });
  return reply.type(json).send('{"ok":true}');
});
app.get('/text/:id', async (request, reply) => reply.type(json).send(await body(request.params)));
app.get('/parsed/:id', async (request, reply) =>
  reply.type(json).send(JSON.stringify(JSON.parse(await body(request.params)))),
);
const url = await app.listen({ port: 0, host: '127.0.0.1' });
serveParent([Number(new URL(url).port)]);

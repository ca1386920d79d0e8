import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { locatePostgres } from '../src/db/embedded/home.ts';
import { readConfig } from '../src/server/config.ts';
import { createLogger } from '../src/server/log.ts';
import { StartRefused } from '../src/server/open-database.ts';
import { type RunningServer, startServer } from '../src/server/start.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { demoConversations } from './script.ts';
import { importConversations, seedAccount, seedTokenAndWebhook, signInLink } from './seed.ts';
import { bar, describeConversation, describeWebhook, heading, StepBars } from './show.ts';
import { importSpokenCall } from './spoken-call.ts';

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'meetric-demo-'));
const stopRequest = Promise.withResolvers<void>();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopRequest.resolve());

/** Whatever hangs then must not keep the terminal; the data stays. */
const hardStopMs = 30_000;

let server: RunningServer | null = null;
let receiver: Receiver | null = null;
let asked = false;
let running: Promise<void> = Promise.resolve();
try {
  print(
    'Meetric demo: a server with its own PostgreSQL, on a data folder of its own that goes when you stop it.',
  );
  receiver = await startReceiver();
  server = await startDemoServer();
  running = run(server, receiver);
  await Promise.race([running, stopRequest.promise]);
  await stopRequest.promise;
  asked = true;
  print('\nStopping …');
} catch (error) {
  print(
    error instanceof StartRefused
      ? error.message
      : error instanceof Error
        ? (error.stack ?? '')
        : String(error),
  );
  process.exitCode = 1;
} finally {
  setTimeout(() => process.exit(1), hardStopMs).unref();
  await server?.close();
  await receiver?.close();
  // Work under way ends without its server, and writes nothing after that.
  await running.catch(() => {});
  // PostgreSQL's files may lie elsewhere.
  for (const folder of [locatePostgres(dataDir).home, dataDir])
    rmSync(folder, { recursive: true, force: true });
  if (asked) print(`Stopped. The demo's data, in ${dataDir}, is removed.`);
}

async function startDemoServer(): Promise<RunningServer> {
  const { HOST, PORT } = process.env;
  const env = { HOST, PORT, DATA_DIR: dataDir, WEBHOOK_ALLOW: '127.0.0.1', LOG_LEVEL: 'warn' };
  const result = readConfig(env);
  if (result.kind === 'faults') throw new StartRefused(result.faults.join('\n'));
  return startServer(result.config, createLogger('warn'));
}

async function run(running: RunningServer, partner: Receiver): Promise<void> {
  const { context, url } = running;
  const startedMs = performance.now();
  const account = await seedAccount(context);
  const { token, secret } = await seedTokenAndWebhook(running, account, partner.url);
  partner.useSecret(secret);
  const conversations = demoConversations(context.clock.now());
  tell(`Importing ${conversations.length} conversations (WebVTT, SRT, JSON, text) through the pipeline:`);
  const ids = await importConversations(running, account, conversations, (done) =>
    progress(done, conversations.length),
  );
  tell(`All completed in ${((performance.now() - startedMs) / 1000).toFixed(1)} s.`);
  tell('Importing a recording, a spoken call of two minutes, recognised on this machine:');
  const bars = new StepBars();
  const id = await importSpokenCall(running, account, (position, fraction) => {
    if (!asked) bars.show(position, fraction);
  });
  ids.push(id);
  const base = `${url}/api/v1/rest`;
  const read = async (place: string): Promise<unknown> =>
    (await fetch(`${base}${place}`, { headers: { authorization: `Bearer ${token}` } })).json();
  const detail = await read(`/conversations/${id}?include_transcript=true&include_insights=true`);
  const insights = await read(`/conversations/${id}/insights`);
  for (const line of describeConversation({ detail, insights })) tell(line);
  await arrival(partner, ids);
  const received = partner.received.get(id);
  const verified = [...partner.received.values()].filter((delivery) => delivery.verified).length;
  if (received) for (const line of describeWebhook(received, verified)) tell(line);
  const link = await signInLink(context, account.id);
  for (const line of invitation(base, token, id)) tell(line);
  for (const line of ending(base, link)) tell(line);
}

/** Until every delivery has come, at most ten seconds. */
async function arrival(partner: Receiver, ids: string[]): Promise<void> {
  const deadlineMs = performance.now() + 10_000;
  while (!asked && partner.received.size < ids.length && performance.now() < deadlineMs) await delay(50);
}

function invitation(base: string, token: string, id: string): string[] {
  const curl = (place: string): string => `curl -s "${base}${place}" -H "Authorization: Bearer ${token}"`;
  return [
    heading('Try it yourself'),
    curl('/conversations?limit=5'),
    curl(`/conversations/${id}/transcript`),
    curl(`/conversations/${id}/insights`),
    curl(`/conversations/${id}/recording-url`),
    `DATA_DIR=${dataDir} bin/meetric speakers ${id} --rename "Speaker 1=Erik Lindstrom" --rename "Speaker 2=Jane Doe"`,
    '',
  ];
}

function ending(base: string, link: string): string[] {
  return [
    `The app, signed in by this link once: ${link}`,
    `The contract: ${base}/openapi.json   The command line: DATA_DIR=${dataDir} bin/meetric --help`,
    'Ctrl-C stops the server and removes its data.',
  ];
}

function progress(done: number, all: number): void {
  if (asked) return;
  if (process.stdout.isTTY) process.stdout.write(`\r${bar(done, all)}${done === all ? '\n' : ''}`);
  else if (done === all || done % 20 === 0) print(bar(done, all));
}

/** Work under way may go on for a moment after the end was announced. */
function tell(line: string): void {
  if (!asked) print(line);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

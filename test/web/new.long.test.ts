import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tone } from '../../testing/media/tones.ts';
import { writeWav } from '../../testing/media/wav-writer.ts';
import { type Session, signInAs } from '../support/app-client.ts';
import { createWorld, type World } from '../support/fixtures.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { TusClient } from '../support/tus-client.ts';
import { launchBrowser, visit } from './support/browser.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-new-long-'));
let world: World;
let server: TestServer;
let browser: Browser;
let session: Session;
beforeAll(async () => {
  [world, browser] = await Promise.all([createWorld(), launchBrowser()]);
  server = world.server;
  session = await signInAs(server, { userId: world.people.erik.id });
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await world?.database.drop();
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, content: string | Uint8Array): string {
  const at = path.join(folder, name);
  writeFileSync(at, content);
  return at;
}
const choose = (page: Page, files: string[]): Promise<void> =>
  page.locator('input[type="file"]').first().setInputFiles(files);
const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

test('ten tabs of a browser share one stream; another takes its place when its tab is closed', async () => {
  const { streams } = server.context;
  const { page, close } = await visit(browser, server.url, { session });
  // Ten pages at once take their time on a busy machine.
  page.context().setDefaultTimeout(280_000);
  const tabs = [page];
  while (tabs.length < 10) tabs.push(await page.context().newPage());
  await Promise.all(
    tabs.map(async (tab) => {
      await tab.goto('/new');
      await tab.getByText('Nothing is under way').waitFor();
    }),
  );
  await expect.poll(() => streams.count).toBe(1);
  await upload('To all tabs.txt', 'Erik: All of you.\nJane: Yes.\n');
  await Promise.all(tabs.map((tab) => row(tab, 'To all tabs.txt').getByText('Ready').waitFor()));
  expect(streams.count).toBe(1);
  const [, ...others] = tabs;
  await others[8]?.close();
  await tabs[0]?.goto('about:blank');
  await expect.poll(() => streams.count).toBe(1);
  await upload('To the others.txt', 'Erik: The others.\nJane: Yes.\n');
  const left = others.slice(0, 8);
  await Promise.all(left.map((tab) => row(tab, 'To the others.txt').getByText('Ready').waitFor()));
  expect(streams.count).toBe(1);
  await close();
});

/** From another program of the same person. */
async function upload(filename: string, text: string): Promise<void> {
  const tus = new TusClient(server, session);
  const bytes = Buffer.from(text);
  await tus.piece(await tus.begin(bytes.length, { filename }), 0, bytes);
}

/** Slow enough to be seen on its way. */
async function throttle(page: Page, bytesPerSecond: number): Promise<void> {
  const client = await page.context().newCDPSession(page);
  const speed = { downloadThroughput: -1, uploadThroughput: bytesPerSecond, latency: 0, offline: false };
  await client.send('Network.emulateNetworkConditions', speed);
}
const slow = 150_000;
const recording = (seconds: number): Uint8Array =>
  writeWav([tone(220, seconds, 8_000)], { rate: 8_000, encoding: 's16' });
async function offsetOf(name: string): Promise<number> {
  const [upload] = await world.database.query<{ id: string }>('select id from upload where file_name = $1', [
    name,
  ]);
  return upload ? ((await server.context.uploads.files.sizeOf(upload.id)) ?? 0) : 0;
}

test('after a reload in mid-upload the same file goes on where it stopped', async () => {
  const name = 'reloaded.wav';
  const at = file(name, recording(120));
  const { page, close } = await visit(browser, server.url, { session });
  await page.goto('/new');
  await throttle(page, slow);
  await choose(page, [at]);
  await expect.poll(() => offsetOf(name)).toBeGreaterThan(0);
  await page.reload();
  await row(page, name)
    .getByText(/^Stopped at \d+ %/)
    .waitFor();
  const before = await offsetOf(name);
  await throttle(page, -1);
  await choose(page, [at]);
  await row(page, name).getByRole('link', { name: 'Open' }).waitFor();
  expect(before).toBeGreaterThan(0);
  const sent = await world.database.query('select count(*)::int as n from upload where file_name = $1', [
    name,
  ]);
  expect(sent).toEqual([{ n: 1 }]);
  await close();
});

test('a restart of the server in mid-upload is waited for', async () => {
  const name = 'restarted.wav';
  const { database } = world;
  const { port } = new URL(server.url);
  const dataDir = server.dataDir;
  const { page } = await visit(browser, server.url, { session });
  await page.goto('/new');
  await throttle(page, slow);
  await choose(page, [file(name, recording(100))]);
  await expect.poll(() => offsetOf(name)).toBeGreaterThan(0);
  const before = await offsetOf(name);
  await stopAndKeep(server);
  server = await startTestServer(database.url, { PORT: port, DATA_DIR: dataDir });
  await throttle(page, -1);
  await row(page, name).getByRole('link', { name: 'Open' }).waitFor();
  expect(before).toBeGreaterThan(0);
  const found = await database.query(
    'select bytes::int as bytes from recording r order by created_at desc limit 1',
  );
  expect(found).toEqual([{ bytes: recording(100).length }]);
  await page.context().close();
});

/** A stopped test server removes its folder; here another one goes on with it. */
async function stopAndKeep(server: TestServer): Promise<void> {
  const kept = path.join(folder, 'kept');
  cpSync(server.dataDir, kept, { recursive: true });
  await server.close();
  cpSync(kept, server.dataDir, { recursive: true });
}

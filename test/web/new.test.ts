import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { programRoot } from '../../src/base/program.ts';
import { tone } from '../../testing/media/tones.ts';
import { writeWav } from '../../testing/media/wav-writer.ts';
import { type Session, signInAs } from '../support/app-client.ts';
import { createWorld, type World } from '../support/fixtures.ts';
import { launchBrowser, phone, visit } from './support/browser.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-new-'));
let world: World;
let browser: Browser;
let session: Session;
beforeAll(async () => {
  [world, browser] = await Promise.all([createWorld(), launchBrowser()]);
  session = await signInAs(world.server, { userId: world.people.erik.id });
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
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

test('many files at once become conversations, and those that are refused say what to do', async () => {
  const { page, close } = await visit(browser, world.server.url, { session });
  await page.goto('/new');
  await page.getByText('Nothing is under way').waitFor();
  const wav = writeWav([tone(440, 4, 8_000)], { rate: 8_000, encoding: 's16' });
  await choose(page, [
    file('Acme.vtt', 'WEBVTT\n\n00:01.000 --> 00:03.000\n<v Erik>We agree.</v>\n'),
    file('Notes.txt', 'Erik: Good morning.\nJane: Hello, Erik.\n'),
    file('empty.txt', ''),
    file('cut.wav', wav.subarray(0, wav.length / 2)),
  ]);
  await row(page, 'Acme.vtt').getByText('Ready').waitFor();
  await row(page, 'Notes.txt').getByText('Ready').waitFor();
  await row(page, 'empty.txt').getByText('The file is empty.').waitFor();
  await row(page, 'cut.wav').getByText('Not taken in').waitFor();
  await row(page, 'cut.wav').getByRole('button', { name: 'Take what is there' }).click();
  await row(page, 'cut.wav').getByRole('link', { name: 'Open' }).waitFor();
  await row(page, 'empty.txt').getByRole('button', { name: 'Dismiss' }).click();
  await expect.poll(() => row(page, 'empty.txt').count()).toBe(0);
  const to = await row(page, 'Acme.vtt').getByRole('link', { name: 'Open' }).getAttribute('href');
  expect(to).toMatch(/^\/conversations\/[0-9a-f-]{36}$/);
  await close();
});

test('a pasted transcript is shown as it will be stored, and is then there', async () => {
  const { page, close } = await visit(browser, world.server.url, { session });
  await page.goto('/new');
  await page.getByRole('tab', { name: 'Paste a transcript' }).click();
  await page.waitForURL('/new?way=paste');
  const field = page.getByLabel('Transcript', { exact: true });
  await field.fill('only words');
  await page.getByText('This can not be read yet').waitFor();
  await field.fill('Erik: <b>We agree</b> & sign.\nJane: Yes.\n');
  await page.getByText(/^2 lines, read as/).waitFor();
  await page.getByText('<b>We agree</b> & sign.').last().waitFor();
  await page.getByLabel('Title').fill('Pasted by hand');
  await page.getByRole('button', { name: 'Add conversation' }).click();
  await page.waitForURL(/\/conversations\/[0-9a-f-]{36}$/);
  const found = await world.database.query(`select 1 from conversation where title = 'Pasted by hand'`);
  expect(found).toHaveLength(1);
  await close();
});

test('the shipped call is uploaded, watched on its way, and ready', async () => {
  const { page, close } = await visit(browser, world.server.url, { session, viewport: phone });
  // The recogniser takes its time on a busy machine.
  page.setDefaultTimeout(280_000);
  await page.goto('/new');
  await choose(page, [path.join(programRoot, 'demo/call/call.ogg')]);
  await row(page, 'call.ogg')
    .getByText(/^Recognising speech, \d+ %/)
    .waitFor();
  await row(page, 'call.ogg').getByText('Ready').waitFor();
  await close();
});

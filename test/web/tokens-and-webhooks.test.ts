import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Receiver, startReceiver, status } from '../../testing/receiver.ts';
import { appCall, type Session, signInAs } from '../support/app-client.ts';
import { createWorld, type World } from '../support/fixtures.ts';
import { desktop, launchBrowser, phone, visit } from './support/browser.ts';

let world: World;
let browser: Browser;
let receiver: Receiver;
let admin: Session;
beforeAll(async () => {
  [world, browser, receiver] = await Promise.all([
    createWorld({ WEBHOOK_ALLOW: '127.0.0.1' }),
    launchBrowser(),
    startReceiver(),
  ]);
  admin = await signInAs(world.server, { userId: world.people.erik.id, role: 'admin' });
});
afterAll(async () => {
  await browser?.close();
  await receiver?.close();
  await world?.close();
});

/** HTML, a direction of its own, one word without end, and characters that turn the text around. */
const hostile = `<img src=x onerror="document.title='ran'">{{7*7}} \u05d0\u05d1\u05d2 \u202egnp.exe ${'wide'.repeat(25)}`;

async function curl(command: string): Promise<{ status: number; body: string }> {
  const run = promisify(execFile);
  const { stdout } = await run('sh', ['-c', `${command} -s -w '\\n%{http_code}'`]);
  const at = stdout.lastIndexOf('\n');
  return { status: Number(stdout.slice(at + 1)), body: stdout.slice(0, at) };
}

/** In the page. React keeps its tree at the root's node, and the client of the queries is handed down in it. */
const gatherTraces = `(() => {
  const seen = new Set();
  const caches = [];
  const look = (fiber) => {
    if (!fiber || seen.has(fiber)) return;
    seen.add(fiber);
    const client = fiber.memoizedProps?.client;
    if (typeof client?.getQueryCache === 'function')
      caches.push(
        client.getQueryCache().getAll().map(({ queryKey, state }) => [queryKey, state]),
        client.getMutationCache().getAll().map(({ state }) => state),
      );
    look(fiber.child);
    look(fiber.sibling);
  };
  const root = document.getElementById('root');
  look(root[Object.keys(root).find((name) => name.startsWith('__reactContainer$'))]);
  if (caches.length === 0) throw new Error('The query cache was not found');
  const fields = [...document.querySelectorAll('input, textarea')].map(({ value }) => value);
  const stored = [location.href, history.state, { ...localStorage }, { ...sessionStorage }];
  return JSON.stringify([document.documentElement.outerHTML, fields, stored, caches]);
})()`;

/** All places where a page could keep something: its text and attributes, address, history, storages, and the query cache. */
const traces = (page: Page): Promise<string> => page.evaluate<string>(gatherTraces);

async function makeToken(page: Page, name: string): Promise<{ text: string; command: string }> {
  await page.goto('/settings/api-tokens');
  await page.getByRole('link', { name: 'New token' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('radio', { name: 'Read transcripts' }).check();
  await page.getByRole('button', { name: 'Make the token' }).click();
  const text = await page.getByTestId('secret').innerText();
  const command = await page.locator('pre').innerText();
  return { text: text.trim(), command };
}

test('make a token, curl with it; a webhook, a test, its delivery, replay; revoke: 401', async () => {
  const { page, close } = await visit(browser, world.server.url, { session: admin });
  const { text, command } = await makeToken(page, hostile);
  expect(command).toContain(text);
  expect(await curl(command)).toMatchObject({ status: 200, body: expect.stringContaining('_meta') });
  expect(await traces(page)).toContain(text);
  await page.getByRole('button', { name: 'I have stored it' }).click();
  await page.getByRole('cell', { name: /wide/ }).first().waitFor();
  expect(await traces(page)).not.toContain(text.slice(11));
  await page.goBack();
  expect(await traces(page)).not.toContain(text.slice(11));
  await page.goto('/settings/api-tokens');
  await page.getByRole('row', { name: /wide.*just now/s }).waitFor();

  await page.goto('/settings/webhooks');
  await page.getByRole('link', { name: 'New webhook' }).click();
  await page.getByRole('textbox', { name: 'Address' }).fill('https://192.168.7.7/');
  await page.getByRole('combobox', { name: 'Token' }).click();
  await page.getByRole('option', { name: /wide/ }).click();
  await page.getByRole('button', { name: 'Make the webhook' }).click();
  await page.getByText('Its address 192.168.7.7 is not public').waitFor();
  const url = `${receiver.url}/hook?name=${encodeURIComponent(hostile)}`;
  await page.getByRole('textbox', { name: 'Address' }).fill(url);
  await page.getByRole('button', { name: 'Make the webhook' }).click();
  const secret = (await page.getByTestId('secret').innerText()).trim();
  await page.getByRole('button', { name: 'I have stored it' }).click();
  await page.getByRole('heading', { level: 1, name: new URL(url).host }).waitFor();
  expect(await traces(page)).not.toContain(secret);

  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByText('The receiver answered 200').waitFor();
  await page.getByRole('link', { name: 'Show the delivery' }).click();
  await page.getByRole('heading', { level: 1, name: 'conversation.completed' }).waitFor();
  expect(await page.getByRole('row').count()).toBe(2);
  await page.getByLabel('Formatted').uncheck();
  expect(await page.locator('pre').last().innerText()).toBe(receiver.received[0]?.body.toString('utf8'));
  expect(await page.locator('pre').first().innerText()).toContain(
    `x-webhook-signature: ${receiver.received[0]?.headers['x-webhook-signature']}`,
  );
  receiver.reply = status(503);
  await page.getByRole('button', { name: 'Replay' }).click();
  await page.getByText('The receiver answered 503: it failed itself').waitFor();
  expect(await page.getByRole('row').count()).toBe(3);

  await page.getByRole('link', { name: 'Back to the webhook' }).click();
  await page.getByRole('combobox', { name: 'Status' }).click();
  await page.getByRole('option', { name: 'delivered' }).click();
  await page.getByText('No delivery fits these filters').waitFor();
  expect(new URL(page.url()).search).toBe('?status=succeeded');
  await page.reload();
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.getByRole('row', { name: /failed.*test/ }).waitFor();

  await page.goto('/settings/api-tokens');
  await page.getByRole('link', { name: /wide/ }).click();
  await page.getByText('1 webhook is bound to it and stops:').waitFor();
  await page.getByRole('button', { name: 'Revoke' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(receiver.url).waitFor();
  expect(await dialog.getByRole('button', { name: 'Revoke' }).isDisabled()).toBe(true);
  await dialog.getByRole('textbox').fill(text.slice(0, 11));
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await page.getByText('Show 1 revoked token').waitFor();
  expect((await curl(command)).status).toBe(401);
  await page.goto('/settings/webhooks');
  await page.getByRole('cell', { name: 'stopped' }).waitFor();
  expect(await page.title()).not.toContain('ran');
  await close();
});

test('a token is changed, rotated with an overlap, and its old secret is ended', async () => {
  const { page, close } = await visit(browser, world.server.url, { session: admin });
  const { text, command } = await makeToken(page, 'Rotated');
  await page.getByRole('button', { name: 'I have stored it' }).click();
  await page.getByRole('link', { name: 'Rotated' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Changed');
  await page.getByRole('checkbox', { name: 'users' }).check();
  expect(await page.getByRole('radio', { name: 'Chosen by hand' }).isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { level: 1, name: 'Changed' }).waitFor();
  await page.getByRole('button', { name: 'Make a new secret' }).click();
  const next = (await page.getByTestId('secret').innerText()).trim();
  expect(next.slice(0, 11)).toBe(text.slice(0, 11));
  const nextCommand = await page.locator('pre').innerText();
  expect([(await curl(command)).status, (await curl(nextCommand)).status]).toEqual([200, 200]);
  await page.getByRole('button', { name: 'I have stored it' }).click();
  await page.getByRole('button', { name: 'End the old one now' }).click();
  expect(await traces(page)).not.toContain(next.slice(11));
  await page.getByRole('dialog').getByRole('button', { name: 'End the old one now' }).click();
  await page.getByRole('button', { name: 'Make a new secret' }).waitFor();
  expect([(await curl(command)).status, (await curl(nextCommand)).status]).toEqual([401, 200]);
  await close();
});

test('on a phone tokens and webhooks are cards that fit the window', async () => {
  const { page, close } = await visit(browser, world.server.url, { session: admin, viewport: phone });
  await makeToken(page, hostile);
  await page.getByRole('button', { name: 'I have stored it' }).click();
  await page.getByRole('listitem').filter({ hasText: 'wide' }).first().waitFor();
  expect(await page.getByRole('table').count()).toBe(0);
  for (const path of [
    '/settings/api-tokens',
    '/settings/webhooks',
    '/settings/api-tokens/new',
    '/settings/webhooks/new',
  ]) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect([path, width]).toEqual([path, phone.width]);
  }
  await close();
});

test('members do not see the pages', async () => {
  const member = await signInAs(world.server, { userId: world.people.anna.id, role: 'member' });
  const { page, close } = await visit(browser, world.server.url, { session: member, viewport: desktop });
  for (const path of ['/settings/api-tokens', '/settings/webhooks/new']) {
    await page.goto(path);
    await page.getByRole('heading', { name: /role/ }).waitFor();
  }
  expect((await appCall(world.server, member, '/tokens')).status).toBe(403);
  await close();
});

test.each(['light', 'dark'] as const)('axe finds nothing serious, %s', async (colorScheme) => {
  const { page, close } = await visit(browser, world.server.url, { session: admin, colorScheme });
  const { webhooks } = Object((await appCall(world.server, admin, '/webhooks')).body);
  const { tokens } = Object((await appCall(world.server, admin, '/tokens')).body);
  const live = tokens.find(({ state }: { state: string }) => state === 'live');
  const paths = ['api-tokens', 'api-tokens/new', `api-tokens/${live.id}`, 'webhooks', 'webhooks/new'];
  for (const path of [...paths, ...webhooks.map(({ id }: { id: string }) => `webhooks/${id}`)]) {
    await page.goto(`/settings/${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<axe.AxeResults>('axe.run()');
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect([path, serious.map(({ id, nodes }) => [id, nodes[0]?.html, nodes[0]?.failureSummary])]).toEqual([
      path,
      [],
    ]);
  }
  await close();
});

import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Session, signInAs } from '../support/app-client.ts';
import { addConversations, type Conversations } from '../support/conversation-fixtures.ts';
import { createWorld, type World } from '../support/fixtures.ts';
import { desktop, launchBrowser, phone, visit } from './support/browser.ts';

let world: World;
let browser: Browser;
let session: Session;
let conversations: Conversations;
beforeAll(async () => {
  [world, browser] = await Promise.all([createWorld(), launchBrowser()]);
  session = await signInAs(world.server, { userId: world.people.anna.id, role: 'admin' });
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const open = async (path: string, viewport = desktop) => {
  const { page, close } = await visit(browser, world.server.url, { session, viewport });
  page.setDefaultTimeout(30_000);
  await page.goto(path);
  const rows = page.getByRole('article');
  const idsOf = async (): Promise<string[]> => {
    await rows.first().waitFor();
    const links = await rows
      .locator('a')
      .evaluateAll((all) => all.map((a) => String(a.getAttribute('href'))));
    return [...new Set(links.map((link) => link.replace('/conversations/', '').replace(/\?.*/, '')))];
  };
  return { page, rows, idsOf, close };
};

test('an empty list says how to fill it', async () => {
  const { page, close } = await open('/conversations');
  await page.getByRole('heading', { name: 'No conversations yet' }).waitFor();
  await close();
  conversations = await addConversations(world);
});

test.each([desktop, phone])(
  'words are searched for as one types, and open at their moment: %j',
  async (viewport) => {
    const { page, rows, idsOf, close } = await open('/conversations', viewport);
    expect(await idsOf()).toHaveLength(7);
    await page.getByRole('heading', { name: 'Today' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('avtal');
    await page.waitForURL('/conversations?q=avtal');
    await rows.locator('mark').first().waitFor();
    expect(await idsOf()).toEqual([conversations.swedish]);
    const hit = rows.locator('li a').first();
    expect(await hit.getAttribute('href')).toBe(`/conversations/${conversations.swedish}?s=0&q=avtal`);
    await page.getByLabel('Search in everything that was said').fill('AT&T');
    await page.waitForURL('/conversations?q=AT%26T');
    await page.getByRole('heading', { name: 'Nothing was found for “AT&T”' }).waitFor();
    await page.reload();
    expect(await page.getByLabel('Search in everything that was said').inputValue()).toBe('AT&T');
    await close();
  },
);

test('filters stand in the address and are taken away by their chips', async () => {
  const { page, rows, idsOf, close } = await open('/conversations');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('combobox', { name: 'Status' }).or(page.getByLabel('Status')).first().click();
  await page.getByRole('option', { name: 'Failed' }).click();
  await page.waitForURL('/conversations?status=failed');
  await expect.poll(() => rows.count()).toBe(1);
  expect(await idsOf()).toEqual([conversations.failed]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Take away the filter Status' }).click();
  await page.waitForURL('/conversations');
  await expect.poll(() => rows.count()).toBe(7);
  await close();
});

test('what is deleted goes at once and comes back by Undo', async () => {
  const { page, rows, close } = await open('/conversations');
  await rows.first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  const bar = page.getByRole('toolbar');
  await bar.getByText('2 selected').waitFor();
  await bar.getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => rows.count()).toBe(5);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => rows.count()).toBe(7);
  await close();
});

test('a view is kept, found again and forgotten', async () => {
  const { page, close } = await open('/conversations?status=failed&sort=oldest');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Save this view …' }).click();
  await page.getByLabel('Name of the view').fill('To mend');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('View saved').waitFor();
  await page.goto('/conversations');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'To mend' }).click();
  await page.waitForURL('/conversations?status=failed&sort=oldest');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('button', { name: 'Forget the view To mend' }).click();
  await page.getByText('View forgotten').waitFor();
  await close();
});

test('selected conversations are exported as one file', async () => {
  const { page, rows, idsOf, close } = await open('/conversations');
  const count = (await idsOf()).length;
  await rows.getByRole('checkbox').nth(0).check({ force: true });
  await rows.getByRole('checkbox').nth(1).check({ force: true });
  await page.getByText('2 selected').waitFor();
  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /Markdown/ }).click();
  expect((await download).suggestedFilename()).toBe('conversations md.zip');
  const files = unzipSync(new Uint8Array(readFileSync(await (await download).path())));
  expect(Object.keys(files)).toHaveLength(2);
  await page.getByText('2 selected').waitFor({ state: 'detached' });
  expect((await idsOf()).length).toBe(count);
  await close();
});

test('Ctrl K finds conversations by what was said, and all of them', async () => {
  const { page, close } = await open('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Find a conversation, a person or a page').waitFor();
  await page.keyboard.type('avtal');
  await page.getByRole('button', { name: /All conversations with “avtal”/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(({ pathname }) => pathname === `/conversations/${conversations.swedish}`);
  await close();
});

test('each fact of a conversation opens the list of those that share it', async () => {
  const { sales } = conversations;
  const { anna, support } = world.people;
  const { pool } = world.server.context;
  await pool.query(
    `update conversation set user_id = $1, department_id = $2, conversation_type = 'renewal', sentiment = 'neutral' where id = $3`,
    [anna.id, support.id, sales],
  );
  const { page, rows, idsOf, close } = await open(`/conversations/${sales}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  const links = page.locator('a[href^="/conversations?"]');
  const to = await links.evaluateAll((all) => all.map((a) => String(a.getAttribute('href'))));
  const filters = to.filter((href) => !href.includes('?q='));
  expect(filters.map((href) => href.replace(/^.*\?|=.*$/g, ''))).toEqual([
    'sentiment',
    'conversation_type',
    'department_id',
    'user_id',
  ]);
  for (const href of filters) {
    await page.goto(href);
    await rows.first().waitFor();
    await page
      .getByRole('button', { name: /^Take away the filter/ })
      .first()
      .waitFor();
    expect(await idsOf()).toContain(sales);
  }
  await close();
});

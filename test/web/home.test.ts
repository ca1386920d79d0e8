import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Session, signInAs } from '../support/app-client.ts';
import { addConversations } from '../support/conversation-fixtures.ts';
import { createWorld, type World } from '../support/fixtures.ts';
import { desktop, launchBrowser, phone, visit } from './support/browser.ts';

let world: World;
let browser: Browser;
let session: Session;
beforeAll(async () => {
  [world, browser] = await Promise.all([createWorld(), launchBrowser()]);
  session = await signInAs(world.server, { userId: world.people.anna.id, role: 'admin' });
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

test('an account without conversations is told how to get some', async () => {
  const { page, close } = await visit(browser, world.server.url, { session });
  await page.goto('/');
  await page.getByRole('heading', { name: 'Nothing was said here yet' }).waitFor();
  await close();
});

test.each([
  { viewport: desktop, colorScheme: 'light' as const },
  { viewport: phone, colorScheme: 'dark' as const },
])('each figure opens the list behind it: $viewport.width, $colorScheme', async (look) => {
  await addConversations(world);
  const { page, close } = await visit(browser, world.server.url, { session, ...look });
  await page.goto('/');
  await page.getByRole('heading', { level: 1, name: /^Good \w+, Anna$/ }).waitFor();
  const news = page.locator('section', { hasText: 'New in the last seven days' });
  await page
    .getByRole('link', { name: /in the week of/ })
    .first()
    .waitFor();
  expect(await news.locator('a[href^="/conversations/"]').count()).toBe(5);
  const question = page.getByRole('link', { name: /^Questions/ });
  expect(await question.getAttribute('href')).toMatch(
    /^\/conversations\?insight_type=question&from=\d{4}-\d{2}-\d{2}&to=\d{4}-\d{2}-\d{2}$/,
  );
  const week = page.locator('li a[href^="/conversations?from="]').last();
  const [, from = '', to = ''] = /from=(.*)&to=(.*)/.exec((await week.getAttribute('href')) ?? '') ?? [];
  expect([new Date(from).getUTCDay(), Date.parse(to) - Date.parse(from)]).toEqual([1, 6 * 86_400_000]);
  await page.getByText('90 days').click();
  await page.waitForURL('/?days=90');
  await close();
});

test('a server that fails is told, and asked again', async () => {
  const { page, close, faults } = await visit(browser, world.server.url, { session });
  await page.route('**/api/v1/home?**', (route) =>
    route.fulfill({ status: 400, json: { statusCode: 400, message: 'No', error: 'x' } }),
  );
  await page.goto('/');
  await page.getByRole('alert').getByText('That did not work').waitFor();
  await page.unroute('**/api/v1/home?**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Conversations by week' }).waitFor();
  expect(faults.filter((fault) => !fault.includes('400'))).toEqual([]);
  await close().catch(() => {});
});

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword } from '../../src/domain/sessions/password.ts';
import { storePassword } from '../../src/domain/sessions/queries.ts';
import { signInAs } from '../support/app-client.ts';
import { createWorld, type World } from '../support/fixtures.ts';
import { desktop, launchBrowser, phone, visit } from './support/browser.ts';

const password = 'correct horse battery';
let world: World;
let browser: Browser;
beforeAll(async () => {
  [world, browser] = await Promise.all([createWorld(), launchBrowser()]);
  const { pool } = world.server.context;
  await storePassword(pool, world.server.accountId, world.people.erik.id, await hashPassword(password));
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

test('a wrong password is told, the right one leads to the page that was asked for', async () => {
  const { page, close } = await visit(browser, world.server.url);
  await page.goto('/no-such-page?from=a%26b');
  await page.waitForURL('/sign-in?next=%2Fno-such-page%3Ffrom%3Da%2526b');
  await page.getByLabel('E-mail').fill('erik@example.com');
  await page.getByLabel('Password').first().fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('do not belong together');
  await page.getByLabel('Password').first().fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('/no-such-page?from=a%26b');
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
  expect(await page.title()).toBe('There is no such page · Meetric');
  await page.getByRole('link', { name: 'Go to the start' }).click();
  await page.getByRole('heading', { level: 1, name: /, Erik$/ }).waitFor();
  await close();
});

test('a link to another site does not lead there after signing in', async () => {
  const session = await signInAs(world.server, { userId: world.people.erik.id });
  const { page, close } = await visit(browser, world.server.url, { session });
  for (const next of ['//evil.example/x', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)']) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await page.waitForURL('/');
  }
  await close();
});

test('an access token that ran out is renewed on the way; a session that is over leads to the sign-in page', async () => {
  const session = await signInAs(world.server, { userId: world.people.erik.id });
  const { page, close } = await visit(browser, world.server.url, { session });
  await page.context().clearCookies({ path: '/api/v1' });
  await page.goto('/');
  await page.getByRole('heading', { level: 1, name: /, Erik$/ }).waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: /, Erik$/ }).waitFor();
  await page.context().clearCookies();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  await close();
});

test('signing out ends the session and shows nothing of it any more', async () => {
  const session = await signInAs(world.server, { userId: world.people.erik.id });
  const { page, close } = await visit(browser, world.server.url, { session });
  await page.goto('/');
  await page
    .getByRole('button', { name: /^Your account/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  await close();
});

test.each([desktop, phone])('keys and the search lead on at %j', async (viewport) => {
  const session = await signInAs(world.server, { userId: world.people.erik.id });
  const { page, close } = await visit(browser, world.server.url, { session, viewport });
  await page.goto('/no-such-page');
  await page
    .getByRole('heading', { level: 1 })
    .or(page.getByRole('heading', { level: 2 }))
    .waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).getByText('Go to Home').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'detached' });
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Find a conversation, a person or a page').fill('hom');
  await page.keyboard.press('Enter');
  await page.waitForURL('/');
  await close();
});

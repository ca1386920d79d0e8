import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstRunLink } from '../../src/domain/users/first-run.ts';
import { createWorld, type World } from '../support/fixtures.ts';
import { desktop, launchBrowser, phone, visit } from './support/browser.ts';

const owner = { name: 'Olga Owner', email: 'olga@example.com', password: 'correct horse battery staple' };
let world: World;
let browser: Browser;
beforeAll(async () => {
  [world, browser] = await Promise.all([createWorld(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel(/^Password/).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('/');
}

/** The link that the dialog shows this once. */
async function linkShown(page: Page): Promise<string> {
  const link = await page.getByRole('status', { name: 'Link' }).innerText();
  await page.getByRole('button', { name: 'I have sent it' }).click();
  return link;
}

test('first run, sign-in, an invitation, and a member who has no settings of admins', async () => {
  const { pool, keys } = world.server.context;
  const first = await firstRunLink(pool, { keys, base: world.server.url, now: new Date() });
  const { page, close } = await visit(browser, world.server.url);
  await page.goto('/sign-in');
  await page.getByText('Nobody can sign in here yet.').waitFor();
  await page.goto(first?.url ?? '');
  await page.getByLabel('Your name').fill(owner.name);
  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByLabel(/^Password/).fill(owner.email);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByLabel('Name of your company').fill('Northwind');
  await page.getByRole('button', { name: 'Finish' }).click();
  await page.getByText('Is too easy to guess').waitFor();
  await page.getByLabel(/^Password/).fill(owner.password);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByLabel('Name of your company').fill('Northwind');
  await page.getByRole('button', { name: 'Finish' }).click();
  await page.getByRole('heading', { name: 'Northwind is ready' }).waitFor();
  await page.getByRole('link', { name: 'Invite your colleagues' }).click();
  const form = page.getByRole('dialog', { name: 'Invite somebody' });
  await form.getByLabel('E-mail').fill('mia@example.com');
  await form.getByRole('radio', { name: 'Member' }).check();
  await form.getByRole('button', { name: 'Make the link' }).click();
  const link = await linkShown(page);
  await page.getByRole('row').filter({ hasText: 'mia@example.com' }).getByText('Invited').waitFor();
  const member = await visit(browser, world.server.url, { viewport: phone });
  await member.page.goto(link);
  await member.page.getByRole('heading', { name: 'Join Northwind' }).waitFor();
  await member.page.getByLabel('Your name').fill('Mia Member');
  await member.page.getByLabel(/^Password/).fill('a password of mine');
  await member.page.getByRole('button', { name: 'Join' }).click();
  await member.page.getByRole('heading', { level: 1, name: /, Mia$/ }).waitFor();
  await member.page.goto('/settings');
  const menu = member.page.getByRole('navigation', { name: 'Settings' });
  await menu.getByRole('link', { name: 'Profile' }).waitFor();
  expect(await menu.getByRole('link', { name: 'Users' }).count()).toBe(0);
  await member.page.goto('/settings/users');
  await member.page.getByRole('heading', { name: 'This page is not for your role' }).waitFor();
  await member.page.goto(link);
  await member.page.getByRole('heading', { name: 'This link can not be used' }).waitFor();
  await member.close();
  await close();
});

test('a new password by a link, and signing out everywhere', async () => {
  const admin = await visit(browser, world.server.url);
  await signIn(admin.page, owner);
  await admin.page.goto('/settings/users');
  await admin.page.getByRole('button', { name: 'Actions for Mia Member' }).click();
  await admin.page.getByRole('menuitem', { name: 'Link to a new password' }).click();
  const link = await linkShown(admin.page);
  await admin.close();
  const password = 'my very new password';
  const here = await visit(browser, world.server.url);
  await here.page.goto(link);
  await here.page.getByLabel('New password').fill(password);
  await here.page.getByRole('button', { name: 'Set and sign in' }).click();
  await here.page.getByRole('heading', { level: 1, name: /, Mia$/ }).waitFor();
  const there = await visit(browser, world.server.url);
  await signIn(there.page, { email: 'mia@example.com', password });
  await here.page.goto('/settings/profile');
  const sessions = here.page.getByRole('region', { name: 'Where you are signed in' });
  await sessions.getByText('This browser').waitFor();
  await sessions.getByRole('button', { name: 'Sign out everywhere' }).click();
  await here.page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
  await here.page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  await there.page.goto('/settings/profile');
  await there.page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  await there.close();
  await here.close();
});

test.each([desktop, phone])('people are changed, deactivated and found at %j', async (viewport) => {
  const { page, close } = await visit(browser, world.server.url, { viewport });
  await signIn(page, owner);
  await page.goto('/settings/users?q=anna');
  await page.getByRole('button', { name: 'Actions for Anna Berg' }).click();
  await page.getByRole('menuitem', { name: 'Change …' }).click();
  const form = page.getByRole('dialog', { name: 'Change Anna Berg' });
  await form.getByRole('radio', { name: 'Manager' }).check();
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Anna Berg is changed.').waitFor();
  const row = page.getByRole('row').filter({ hasText: 'anna@example.com' });
  await row.getByText('Manager').waitFor();
  await page.getByRole('button', { name: 'Actions for Anna Berg' }).click();
  await page.getByRole('menuitem', { name: 'Deactivate …' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
  await row.getByText('Deactivated').waitFor();
  await page.getByRole('button', { name: 'Actions for Anna Berg' }).click();
  await page.getByRole('menuitem', { name: 'Activate' }).click();
  await page.getByText('Anna Berg can sign in again.').waitFor();
  await page.getByLabel('Search by name or e-mail').fill('nobody at all');
  await page.getByRole('heading', { name: 'Nobody is called so' }).waitFor();
  await close();
});

test('an address with several accounts chooses one; a forgotten password says who helps', async () => {
  await world.database.query(
    `update app_user set email = $1, password_hash = (select password_hash from app_user where email = $1) where id = $2`,
    [owner.email, world.other.user.id],
  );
  const { page, close } = await visit(browser, world.server.url);
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgotten your password?' }).click();
  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByText('bin/meetric user reset EMAIL').waitFor();
  await page.getByRole('link', { name: 'Back to sign-in' }).click();
  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByLabel(/^Password/).fill(owner.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Which account?' }).waitFor();
  await page.getByRole('button', { name: 'Other company' }).click();
  await page.getByRole('heading', { level: 1, name: /, Eve$/ }).waitFor();
  await close();
});

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appCall, type Session, signInAs } from '../support/app-client.ts';
import { createWorld, type World } from '../support/fixtures.ts';
import { desktop, launchBrowser, phone, visit } from './support/browser.ts';

let world: World;
let browser: Browser;
let admin: Session;
beforeAll(async () => {
  world = await createWorld();
  browser = await launchBrowser();
  admin = await signInAs(world.server, { userId: world.people.erik.id, role: 'admin' });
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

const hostile = `<img src=x onerror="document.title='run'"> "Sales" 'n' \u202eshtroN`;

test('an admin sets the account, and the side bar shows its new name', async () => {
  const { page, close } = await visit(browser, world.server.url, { session: admin });
  await page.goto('/settings');
  await page.waitForURL('**/settings/general');
  await page.getByLabel('Account name').fill(hostile);
  await page.getByRole('combobox', { name: 'Internal domains' }).fill('acme.example');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved.').waitFor();
  await page.getByRole('button', { name: 'Nothing to save' }).waitFor();
  expect(await page.title()).not.toBe('run');
  await page.reload();
  await expect.poll(() => page.getByLabel('Account name').inputValue()).toBe(hostile);
  await page.getByText('acme.example', { exact: true }).waitFor();
  await close();
});

test.each([desktop, phone])('departments, types and teams are kept at %j', async (viewport) => {
  const { page, close } = await visit(browser, world.server.url, { session: admin, viewport });
  const mark = viewport.width;
  for (const [section, kind] of [
    ['departments', 'department'],
    ['conversation-types', 'type'],
    ['teams', 'team'],
  ] as const) {
    await page.goto(`/settings/${section}`);
    const name = `${hostile} ${mark}`;
    await page.getByLabel(`Name of the new ${kind}`).fill(name);
    await page.keyboard.press('Enter');
    const row = page.getByRole('listitem').filter({ hasText: String(mark) });
    await row.waitFor();
    await page.getByLabel(`Name of the new ${kind}`).fill(name);
    await page.keyboard.press('Enter');
    await page.getByText(/There is a .* of this name already/).waitFor();
    await row.getByRole('button', { name: /^Actions for/ }).click();
    await page.getByRole('menuitem').last().waitFor();
    await page.keyboard.press('Escape');
  }
  expect(await page.title()).not.toBe('run');
  await close();
});

test('a department is disabled and, undone, enabled again', async () => {
  const { page, close } = await visit(browser, world.server.url, { session: admin });
  await page.goto('/settings/departments');
  await page.getByRole('button', { name: 'Actions for Support' }).click();
  await page.getByRole('menuitem', { name: 'Disable' }).click();
  await page.getByText('Support is disabled.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Undone').waitFor();
  const row = page.getByRole('listitem').filter({ hasText: 'Support' });
  await expect.poll(() => row.getByText('Disabled').count()).toBe(0);
  await close();
});

test('the audit log says who did it, and is checked', async () => {
  const { page, close } = await visit(browser, world.server.url, { session: admin });
  await page.goto('/settings/audit');
  await page.getByRole('listitem').filter({ hasText: 'erik@example.com added the team' }).first().waitFor();
  await page.getByRole('button', { name: 'Check the log' }).click();
  await page.getByText(/The log is whole/).waitFor();
  await close();
});

test('a member finds no settings of the account', async () => {
  const session = await signInAs(world.server, { userId: world.people.anna.id });
  const { page, close } = await visit(browser, world.server.url, { session });
  await page.goto('/settings/general');
  await page.getByText(/admin/i).first().waitFor();
  expect(await page.getByLabel('Account name').count()).toBe(0);
  await close();
});

test('the owner of a conversation is mailed by a switch, which a server without mail explains', async () => {
  const mailing = await createWorld({ SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'calls@meetric.example' });
  const owner = await signInAs(mailing.server, { userId: mailing.people.erik.id, role: 'owner' });
  for (const [server, session, can] of [
    [world.server, admin, false],
    [mailing.server, owner, true],
  ] as const) {
    const { page, close } = await visit(browser, server.url, { session });
    await page.goto('/settings/general');
    const mail = page.getByRole('switch', { name: 'Mail the summary to the owner of the conversation' });
    await mail.waitFor();
    expect(await mail.isEnabled()).toBe(can);
    await page.getByText(can ? 'With the action items and a link' : 'it needs SMTP_URL').waitFor();
    if (can) {
      for (const [told, count] of [
        ['Owners get a mail from now on.', 1],
        ['Owners get no mail any more.', 0],
      ] as const) {
        await mail.click({ force: true });
        await page.getByText(told).waitFor();
        const { body } = await appCall(server, session, '/webhooks');
        expect(Object(body).webhooks).toHaveLength(count);
      }
    }
    await close();
  }
  await mailing.close();
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operator } from '../../src/domain/audit/audit-log.ts';
import { subscribe } from '../../src/domain/webhooks/subscribe.ts';
import { systemResolve, TargetPolicy } from '../../src/domain/webhooks/target-policy.ts';
import { type Session, signInAs } from '../support/app-client.ts';
import { addConversations, storeCompleted } from '../support/conversation-fixtures.ts';
import { createWorld, type World } from '../support/fixtures.ts';
import { seriousFaults } from './support/accessibility.ts';
import { addressOf, appPages, type Ids, idsOf, openPage, settle } from './support/app-pages.ts';
import { launchBrowser, phone, visit } from './support/browser.ts';

/** Every page, light and dark, wide and narrow. `visit` finds foreign hosts, the policy's refusals and thrown errors. */
let world: World;
let browser: Browser;
let session: Session;
let ids: Ids;
beforeAll(async () => {
  [world, browser] = await Promise.all([createWorld({ WEBHOOK_ALLOW: '127.0.0.1' }), launchBrowser()]);
  const { sales } = await addConversations(world, storeCompleted);
  const { accountId, context, config } = world.server;
  const policy = new TargetPolicy(config.webhookAllow, systemResolve);
  const tokenPrefix = world.token.slice(0, 11);
  const by = { by: operator, now: context.clock.now() };
  await subscribe({ ...context, policy }, accountId, { tokenPrefix, url: 'http://127.0.0.1:9/' }, by);
  session = await signInAs(world.server, { userId: world.people.erik.id, role: 'owner' });
  ids = await idsOf(context.pool, accountId, sales);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const documentation = [
  '/docs',
  '/docs/operations/get-conversation',
  '/docs/events/conversation.completed',
].map((pattern) => ({ pattern, isPublic: true }));

test('the table of routes is read', () => {
  const patterns = appPages().map(({ pattern }) => pattern);
  expect(patterns).toEqual(expect.arrayContaining(['/', '/sign-in', '/api-reference/:operation']));
});

test('axe finds what is hard to read', async () => {
  const page = await browser.newPage();
  await page.setContent(
    '<html lang="en"><title>t</title><main><p style="color: #ccc">pale</p></main></html>',
  );
  expect(await seriousFaults(page)).toEqual([expect.stringContaining('color-contrast: <p')]);
  await page.close();
});

test.each([...appPages(), ...documentation])('$pattern', async (one) => {
  const { page, faults } = await visit(browser, world.server.url, one.isPublic ? {} : { session });
  await openPage(page, addressOf(one, ids));
  expect(faults).toEqual([]);
  // A page may still be on its way from one colour to the other.
  const readable = (look: string) => expect.poll(() => seriousFaults(page), { message: look }).toEqual([]);
  await readable('light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await settle(page);
  await readable('dark');
  await page.setViewportSize(phone);
  await settle(page);
  await readable('phone');
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width);
  // axe sets styles of its own, which the policy refuses.
  expect(faults.filter((fault) => !fault.startsWith('Applying inline style'))).toEqual([]);
  await page.context().close();
});

interface Layer {
  path: string;
  open: (page: Page) => Promise<void>;
}

const press = async (page: Page, ...names: (string | RegExp)[]): Promise<void> => {
  for (const name of names)
    await page.getByRole('button', { name }).or(page.getByRole('menuitem', { name })).first().click();
};
const layers: Record<string, Layer> = {
  'details of a conversation': {
    path: '/conversations/:id',
    open: (page) => press(page, 'More', 'Edit details'),
  },
  'somebody who took part': { path: '/conversations/:id?tab=people', open: (page) => press(page, 'Add') },
  'a user to be deactivated': {
    path: '/settings/users',
    open: (page) => press(page, /^Actions for Anna/, 'Deactivate'),
  },
  'a webhook to be deleted': {
    path: '/settings/webhooks/:id',
    open: (page) => press(page, 'More', /Delete/),
  },
  'all keys': {
    path: '/',
    open: async (page) => {
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.keyboard.press('?');
    },
  },
};

test.each(Object.entries(layers))('what lies over the page can be read: %s', async (_, { path, open }) => {
  const { page, faults } = await visit(browser, world.server.url, { session });
  await page.goto(addressOf({ pattern: path, isPublic: false }, ids));
  await open(page);
  await page.getByRole('dialog').waitFor();
  // Axe itself writes styles, which the policy refuses: what the page did is looked at before.
  expect(faults).toEqual([]);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect.poll(() => seriousFaults(page), { message: colorScheme, timeout: 30_000 }).toEqual([]);
  }
  await page.context().close();
});

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { operator } from '../../src/domain/audit/audit-log.ts';
import { subscribe } from '../../src/domain/webhooks/subscribe.ts';
import { systemResolve, TargetPolicy } from '../../src/domain/webhooks/target-policy.ts';
import { type Session, signInAs } from '../support/app-client.ts';
import { addConversations, storeCompleted } from '../support/conversation-fixtures.ts';
import { createWorld, type World } from '../support/fixtures.ts';
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

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const foundSchema = z.array(
  z.object({ id: z.string(), impact: z.string().nullable(), nodes: z.array(z.string()) }),
);

/** Serious faults by axe-core, which comes past the page's policy by the browser's own means. */
async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(`${axe};0`);
  const found: unknown =
    await page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map((node) => node.html.slice(0, 200)) })))`);
  return foundSchema
    .parse(found)
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).join(' ')}`);
}

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

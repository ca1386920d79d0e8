import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readContract } from '../../src/http/api/contract.ts';
import { type Session, signInAs } from '../support/app-client.ts';
import { addConversations, type Conversations, storeCompleted } from '../support/conversation-fixtures.ts';
import { createWorld, type World } from '../support/fixtures.ts';
import { desktop, launchBrowser, phone, visit } from './support/browser.ts';

let world: World;
let browser: Browser;
let conversations: Conversations;
let session: Session;
beforeAll(async () => {
  [world, browser] = await Promise.all([createWorld(), launchBrowser()]);
  conversations = await addConversations(world, storeCompleted);
  session = await signInAs(world.server, { userId: world.people.erik.id });
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const send = (page: Page): Promise<void> => page.getByRole('button', { name: 'Send' }).click();
const answer = (page: Page) => page.getByRole('status');

test('every operation of the contract has its page', async () => {
  const { page, close } = await visit(browser, world.server.url, { session });
  await page.goto('/api-reference');
  const list = page.getByRole('navigation', { name: 'Operations' });
  await list.getByRole('link').first().waitFor();
  const { operations } = readContract('partner');
  expect(await list.getByRole('link').count()).toBe(operations.length);
  for (const { path, operationId } of operations) {
    const slug = operationId.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    await list.locator(`a[href="/api-reference/${slug}"]`).click();
    await page.getByText(`/rest${path}`, { exact: true }).waitFor();
    expect(await page.locator('figure').count()).toBeGreaterThan(1);
  }
  await close();
});

test('a request is tried with a pasted token, which is kept in memory alone', async () => {
  const { page, close } = await visit(browser, world.server.url, { session });
  await page.goto('/api-reference/get-conversation');
  await page.getByText('An admin makes tokens.').waitFor();
  await page.getByLabel('API token').fill(world.token);
  await page.locator('input[name=id]').fill(conversations.sales);
  await page.locator('select[name=include_transcript]').selectOption('true');
  const [request] = await Promise.all([page.waitForRequest(/\/rest\/conversations\//), send(page)]);
  expect(new URL(request.url()).pathname).toBe(`/api/v1/rest/conversations/${conversations.sales}`);
  expect(new URL(request.url()).search).toBe('?include_transcript=true');
  expect((await request.allHeaders())['cookie']).toBeUndefined();
  const text = await answer(page).innerText();
  expect(text).toMatch(/^200 OK [\d,]+ ms, [\d,]+ bytes/);
  expect(text).toContain('ratelimit');
  expect(text).toContain(`"id": "${conversations.sales}"`);
  expect(text).toContain('"sentences": [');
  // The command names the values, and a placeholder for the token.
  const command = await page.locator('pre[data-language=bash]').innerText();
  expect(command).toContain(`${conversations.sales}?include_transcript=true`);
  expect(command).toContain('mt_your_api_token');

  await page.getByRole('link', { name: /^List active users/ }).click();
  await send(page);
  expect(await answer(page).innerText()).toContain('"erik@example.com"');
  const kept = await page.evaluate(
    'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href])',
  );
  expect(kept).not.toContain(world.token.slice(3));
  await page.reload();
  expect(await page.getByLabel('API token').inputValue()).toBe('');
  await close();
});

test('refusals are shown as they came', async () => {
  const { page, close } = await visit(browser, world.server.url, { session });
  await page.goto('/api-reference/get-account');
  await page.getByLabel('API token').fill('mt_unknown');
  await send(page);
  expect(await answer(page).innerText()).toMatch(/^401 .*"Missing or invalid API token"/s);
  await page.goto('/api-reference/request-notetaker');
  await page.getByLabel('API token').fill(await world.server.token({ scopes: ['users'] }));
  await page.getByLabel('Body').fill('{"meeting_url":"https://meet.example/<b>"}');
  const [request] = await Promise.all([page.waitForRequest(/notetaker/), send(page)]);
  expect(request.postDataJSON()).toEqual({ meeting_url: 'https://meet.example/<b>' });
  expect(await answer(page).innerText()).toMatch(/^403 .*"Token does not have the 'notetaker' scope"/s);
  await close();
});

test.each([desktop, phone])(
  'an unknown operation says so, and the others are a step away, at %j',
  async (viewport) => {
    const { page, close } = await visit(browser, world.server.url, { session, viewport });
    await page.goto('/api-reference/nothing');
    await page.getByRole('heading', { name: 'There is no such operation' }).waitFor();
    if (viewport === phone) await page.getByLabel('Operation', { exact: true }).selectOption('list-teams');
    else await page.getByRole('link', { name: /^List teams/ }).click();
    await page.waitForURL('/api-reference/list-teams');
    await page.getByRole('heading', { name: 'List teams with members' }).waitFor();
    // Nothing is wider than the screen.
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(viewport.width);
    await close();
  },
);

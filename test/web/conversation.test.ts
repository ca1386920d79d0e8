import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Session, signInAs } from '../support/app-client.ts';
import {
  incoming,
  keepRecording,
  messagesTranscript,
  store,
  swedishTranscript,
} from '../support/conversation-fixtures.ts';
import { createWorld, type World } from '../support/fixtures.ts';
import { seriousFaults } from './support/accessibility.ts';
import { desktop, launchBrowser, phone } from './support/browser.ts';
import { isInSight, markedWords, openConversation, playingPlace, row } from './support/open-conversation.ts';
import { addCompleted, addSpokenCall, longTranscript } from './support/page-conversations.ts';

let world: World;
let browser: Browser;
let session: Session;
let call: string;
let long: string;
beforeAll(async () => {
  [world, browser] = await Promise.all([createWorld(), launchBrowser()]);
  const recording = await keepRecording(world, world.server.accountId);
  long = await addCompleted(world, longTranscript(4_500), { title: 'A long afternoon', recording });
  call = await addSpokenCall(world);
  session = await signInAs(world.server, { userId: world.people.erik.id, role: 'owner' });
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const open = (id: string, more: Partial<Parameters<typeof openConversation>[1]> = {}) =>
  openConversation(browser, { url: world.server.url, session, id, ...more });

test('opens at a search hit among 4,500 sentences, with few of them in the page', async () => {
  const { page, close } = await open(long, { query: '?s=3000&q=number%203000' });
  await row(page, 3_000).waitFor();
  await expect.poll(() => isInSight(page, 3_000)).toBe(true);
  await expect.poll(() => markedWords(page, 'conversation-found-now')).toEqual(['number 3000']);
  expect(await page.locator('[data-place]').count()).toBeLessThan(80);
  await close();
});

test('Ctrl F finds all hits in all sentences, without case and accents, and steps through them', async () => {
  const { page, close } = await open(long);
  await row(page, 0).waitFor();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('RÉMARK');
  await page.getByText('1 of 4,500').waitFor();
  await page.keyboard.press('Shift+Enter');
  await page.getByText('4500 of 4,500').waitFor();
  await expect.poll(() => isInSight(page, 4_499)).toBe(true);
  await expect.poll(() => markedWords(page, 'conversation-found-now')).toEqual(['remark']);
  await page.keyboard.press('Enter');
  await expect.poll(() => isInSight(page, 0)).toBe(true);
  await page.keyboard.press('Escape');
  await expect.poll(() => markedWords(page, 'conversation-found')).toEqual([]);
  await close();
});

test('a click on a sentence plays it; the mark moves on; a reader who scrolls is left alone', async () => {
  const { page, close } = await open(call);
  await row(page, 3).locator('[data-words]').click();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  await expect.poll(() => playingPlace(page)).toBe(3);
  await expect.poll(() => playingPlace(page)).toBeGreaterThan(3);
  const back = page.getByRole('button', { name: 'Back to what plays' });
  expect(await back.count()).toBe(0);
  await page.mouse.wheel(0, 400);
  await back.waitFor();
  await back.click();
  await back.waitFor({ state: 'detached' });
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  await close();
});

test('an insight is heard from two seconds before it, and a link leads to a second', async () => {
  const { page, close } = await open(call, { query: '?t=60' });
  await expect.poll(() => playingPlace(page)).not.toBeNull();
  const seconds = (): Promise<number> =>
    page.getByRole('slider', { name: 'Position in the sound' }).getAttribute('aria-valuenow').then(Number);
  await expect.poll(seconds).toBe(60);
  const insight = page.getByRole('button', { name: /How much does it cost for sixty vehicles/ });
  const start = await insight.locator('time').innerText();
  await insight.click();
  await page.getByRole('button', { name: 'Pause' }).click();
  const [minutes = 0, rest = 0] = start.split(':').map(Number);
  const at = minutes * 60 + rest - 2;
  await expect.poll(seconds).toBeGreaterThanOrEqual(at - 1);
  expect(await row(page, (await playingPlace(page)) ?? 0).count()).toBe(1);
  await close();
});

test('keys move, play and change the speed, and rest while one types', async () => {
  const { page, close } = await open(call);
  await row(page, 0).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await row(page, 1).and(page.locator('[data-selected]')).waitFor();
  await page.keyboard.press('>');
  await page.getByRole('button', { name: 'Speed 1.25×' }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('j k > e');
  expect(await page.getByRole('textbox', { name: 'Search in it' }).inputValue()).toBe('j k > e');
  await row(page, 1).and(page.locator('[data-selected]')).waitFor();
  await page.getByRole('button', { name: 'Speed 1.25×' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  await page.keyboard.type(' j');
  expect(await page.getByRole('textbox', { name: 'Edit the sentence' }).inputValue()).toMatch(/ j$/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).getByText('Next sentence').waitFor();
  await close();
});

test('copies the words with speakers and times, and the link of a moment', async () => {
  const { page, close } = await open(call);
  const copied = (): Promise<string> => page.evaluate('navigator.clipboard.readText()');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Copy the transcript' }).click();
  await page.getByText('Transcript copied').waitFor();
  expect(await copied()).toMatch(/^\[0:00\] Erik Lindstrom: Good morning, Jane\. .*\n\n\[0:07\] Jane Doe: /);
  await row(page, 4).hover();
  await row(page, 4).getByRole('button', { name: 'Copy link to this moment' }).click();
  await page.getByText('Link copied').waitFor();
  expect(await copied()).toMatch(new RegExp(`^${world.server.url}/conversations/${call}\\?t=\\d+(\\.\\d)?$`));
  await page.getByRole('button', { name: 'Download' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Captions (.vtt)' }).click();
  expect((await saving).suggestedFilename()).toMatch(/^Pricing.*\.vtt$/);
  await close();
});

test('on a phone tabs stand in the place of columns, and the player at the bottom', async () => {
  const { page, close } = await open(call, { viewport: phone });
  await row(page, 0).waitFor();
  const player = await page.getByRole('region', { name: 'Player' }).boundingBox();
  expect((player?.y ?? 0) + (player?.height ?? 0)).toBeGreaterThan(phone.height - 64);
  await page.getByRole('tab', { name: 'Insights' }).click();
  await page.waitForURL(/tab=insights/);
  await page.getByRole('button', { name: /How much does it cost for sixty vehicles/ }).click();
  await page.waitForURL((url) => !url.search.includes('tab'));
  await page.getByRole('button', { name: 'Pause' }).click();
  const narrow = await page.evaluate(
    `[...document.querySelectorAll('main button:not([aria-hidden])')]
      .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .map((one) => [one.getAttribute('aria-label') ?? one.textContent, one.getBoundingClientRect().height])
      .filter(([, height]) => height < 44)`,
  );
  expect(narrow).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width);
  await close();
});

test('says what it is, and what to do, where there is no whole conversation', async () => {
  const at = new Date();
  const failed = await store(world, incoming({ title: 'Broken', startedAt: at }), 'failed');
  const processing = await store(world, incoming({ title: 'Under way', startedAt: at }), 'processing');
  const swedish = await addCompleted(world, swedishTranscript, { title: 'Möte', language: 'sv' });
  const chat = await addCompleted(world, messagesTranscript, { title: 'Chat' });
  const cases: [string, string][] = [
    [failed, 'The analysis failed repeatedly.'],
    [processing, 'You can leave this page: the work goes on.'],
    [swedish, 'The built-in analysis does not cover Swedish'],
  ];
  for (const [id, words] of cases) {
    const { page, close } = await open(id);
    await page.getByText(words).waitFor();
    await close();
  }
  const { page, close } = await open(chat);
  await row(page, 1).waitFor();
  expect([
    await page.locator('[data-place] time').count(),
    await page.getByRole('region', { name: 'Player' }).count(),
  ]).toEqual([0, 0]);
  await page.goto('/conversations/00000000-0000-4000-8000-000000000000');
  await page.getByRole('heading', { name: 'There is no such conversation' }).waitFor();
  await page.goto(`/conversations/${failed}`);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('The analysis failed repeatedly.').waitFor({ state: 'detached' });
  await close();
});

test.each([
  ['light', desktop],
  ['dark', desktop],
  ['light', phone],
] as const)('axe finds nothing serious, %s at %j', async (colorScheme, viewport) => {
  const { page } = await open(call, { colorScheme, viewport });
  await row(page, 0).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await row(page, 0).getByRole('button', { name: 'Erik Lindstrom' }).click();
  await page.getByRole('dialog').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  // axe sets styles in ways that the policy forbids; only for it are those no faults.
  await page.context().close();
});

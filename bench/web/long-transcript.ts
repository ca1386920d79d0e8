import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { programRoot } from '../../src/base/program.ts';
import { findConversation } from '../../src/domain/conversations/store.ts';
import { keepMediaFile } from '../../src/domain/recordings/recordings.ts';
import { presentCard } from '../../src/http/partner/present-conversation.ts';
import { acceptConversation } from '../../src/intake/accept.ts';
import { openPage } from '../../test/web/support/app-pages.ts';
import { visit } from '../../test/web/support/browser.ts';
import type { DemoServer } from './demo-server.ts';

export const sentences = 4_500;
/** A hit far from either end. */
const hit = 3_111;
const playedMs = 5_000;

/** A conversation of an afternoon, with two minutes of sound. */
export async function addLongConversation({ server: { context }, account }: DemoServer): Promise<string> {
  const kept = await keepMediaFile(context.storage, account.id, {
    path: path.join(programRoot, 'demo/call/call.ogg'),
    info: { container: 'ogg', codec: 'opus', durationSeconds: 117 },
  });
  if (kept.kind !== 'kept') throw new Error('The recording was not kept');
  const { kind: _, ...recording } = kept;
  const now = context.clock.now();
  const wanted = {
    title: 'A long afternoon',
    company: null,
    startedAt: now,
    durationSeconds: 117,
    medium: 'meeting' as const,
    conversationType: null,
    language: 'en',
    departmentId: null,
    userId: null,
    participants: [],
    importedAs: null,
    notices: [],
    transcript: { sentences: Array.from({ length: sentences }, (_, at) => said(at)) },
    recording,
  };
  const id = await acceptConversation(context.pool, account.id, wanted, { presentCard, now });
  while ((await findConversation(context.pool, account.id, id))?.status === 'processing') await delay(50);
  return id;
}

const speakers = ['Erik Lindstrom', 'Jane Doe', 'Ana Ortiz'];
/** Short, so that many begin while it plays. */
const secondsEach = 1.5;

function said(at: number) {
  return {
    speaker_name: speakers[Math.floor(at / 3) % speakers.length] ?? null,
    start: at * secondsEach,
    end: (at + 1) * secondsEach,
    text: `This is remark ${at} of the plan, and the customer asks about the price of item ${at % 97}.`,
  };
}

/** From a click on a search hit until its sentence is in sight; the page's code is there, its data are not. */
export async function openAtHitMs(browser: Browser, demo: DemoServer, id: string): Promise<number> {
  const { page } = await visit(browser, demo.server.url, { session: demo.session });
  await openPage(page, `/conversations/${demo.ids.conversation}`);
  const ms: unknown = await page.evaluate(`new Promise((resolve) => {
    const startedMs = performance.now();
    history.pushState(null, '', '/conversations/${id}?s=${hit}&q=remark');
    const look = () => {
      const row = document.querySelector('[data-place="${hit}"]')?.getBoundingClientRect();
      if (row && row.height > 0 && row.top >= 0 && row.bottom <= innerHeight) resolve(performance.now() - startedMs);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  })`);
  await page.context().close();
  return z.number().parse(ms);
}

export interface Ticks {
  /** All scripting while it plays, by the frames of that time. */
  meanMs: number;
  /** Of the calls that the page makes for a frame, the 99th of 100. */
  highMs: number;
}

const timeFrames = `
const own = window.requestAnimationFrame.bind(window);
window.meetricFrames = [];
window.requestAnimationFrame = (call) => own((time) => {
  const startedMs = performance.now();
  call(time);
  window.meetricFrames.push(performance.now() - startedMs);
});`;

export async function ticksWhilePlaying(browser: Browser, demo: DemoServer, id: string): Promise<Ticks> {
  const { page } = await visit(browser, demo.server.url, { session: demo.session });
  await page.addInitScript(timeFrames);
  await openPage(page, `/conversations/${id}`);
  await page.keyboard.press('Space');
  await page.locator('[data-playing]').waitFor();
  const scripting = await scriptingOf(page);
  await page.evaluate('window.meetricFrames.length = 0');
  const before = await scripting();
  await delay(playedMs);
  const spentMs = (await scripting()) - before;
  const frames = z
    .array(z.number())
    .min(10)
    .parse(await page.evaluate('window.meetricFrames'));
  await page.context().close();
  const high = frames.toSorted((a, b) => a - b)[Math.floor(frames.length * 0.99)] ?? 0;
  return { meanMs: spentMs / frames.length, highMs: high };
}

/** The milliseconds that the page's scripts have run so far. */
async function scriptingOf(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1000;
  };
}

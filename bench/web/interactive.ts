import type { Browser } from 'playwright-core';
import { z } from 'zod';
import { type AppPage, addressOf, openPage } from '../../test/web/support/app-pages.ts';
import { visit } from '../../test/web/support/browser.ts';
import type { DemoServer } from './demo-server.ts';

/** Notes when the page's heading is there, and the end of the last task that held up input for 50 ms. */
const watch = `
window.meetricMoments = { heading: 0, busy: 0 };
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries())
    window.meetricMoments.busy = Math.max(window.meetricMoments.busy, startTime + duration);
}).observe({ type: 'longtask', buffered: true });
new MutationObserver((_, observer) => {
  if (!document.querySelector('h1')) return;
  window.meetricMoments.heading = performance.now();
  observer.disconnect();
}).observe(document, { childList: true, subtree: true });`;
const momentsSchema = z.object({ heading: z.number().positive(), busy: z.number() });

/** From the start of the navigation in a new browser profile until the page is there and input is not held up. */
export async function interactiveAfterMs(browser: Browser, demo: DemoServer, one: AppPage): Promise<number> {
  const { server, session, ids } = demo;
  const { page } = await visit(browser, server.url, one.isPublic ? {} : { session });
  await page.addInitScript(watch);
  await openPage(page, addressOf(one, ids));
  const { heading, busy } = momentsSchema.parse(await page.evaluate('window.meetricMoments'));
  await page.context().close();
  return Math.max(heading, busy);
}

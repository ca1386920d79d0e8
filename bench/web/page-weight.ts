import type { Browser } from 'playwright-core';
import { request } from 'undici';
import { type AppPage, addressOf, openPage } from '../../test/web/support/app-pages.ts';
import { visit } from '../../test/web/support/browser.ts';
import type { DemoServer } from './demo-server.ts';

/** All scripts that a browser fetches until the page shows what it has to show, as gzip, in KiB. */
export async function scriptKib(browser: Browser, demo: DemoServer, one: AppPage): Promise<number> {
  const { server, session, ids } = demo;
  const { page } = await visit(browser, server.url, one.isPublic ? {} : { session });
  const scripts = new Set<string>();
  page.on('request', (asked) => {
    if (asked.resourceType() === 'script') scripts.add(asked.url());
  });
  await openPage(page, addressOf(one, ids));
  await page.context().close();
  let bytes = 0;
  for (const url of scripts) bytes += await gzippedBytes(url);
  return bytes / 1024;
}

/** Browsers take Brotli where they may, which is smaller. */
async function gzippedBytes(url: string): Promise<number> {
  const { body } = await request(url, { headers: { 'accept-encoding': 'gzip' } });
  return (await body.arrayBuffer()).byteLength;
}

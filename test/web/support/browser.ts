import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Session } from '../../support/app-client.ts';

const programs = ['chromium', 'chromium-browser', 'google-chrome'];

/** The system's Chromium, else the one of npm, which is unpacked into the temporary folder once. */
export async function launchBrowser(): Promise<Browser> {
  const own = process.env['CHROMIUM'] ?? onPath();
  if (own) return chromium.launch({ executablePath: own, args: ['--no-sandbox'] });
  const { default: packed } = await import('@sparticuz/chromium');
  return chromium.launch({ executablePath: await packed.executablePath(), args: packed.args });
}

function onPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.flatMap((folder) => programs.map((name) => path.join(folder, name))).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export const desktop = { width: 1280, height: 800 };
export const phone = { width: 390, height: 844 };

export interface Visit {
  page: Page;
  /** No page may ask another host, break the policy, complain on the console or throw. */
  faults: readonly string[];
  /** Fails where there is a fault; then ends the visit. */
  close(): Promise<void>;
}

interface Visitor {
  session?: Session;
  viewport?: typeof desktop;
  colorScheme?: NonNullable<BrowserContextOptions['colorScheme']>;
}

/** A browser window of its own at the server, signed in where a session is given. */
export async function visit(browser: Browser, url: string, visitor: Visitor = {}): Promise<Visit> {
  const { session, viewport = desktop, colorScheme = 'light' } = visitor;
  const context = await browser.newContext({
    baseURL: url,
    viewport,
    colorScheme,
    hasTouch: viewport.width < 500,
    reducedMotion: 'reduce',
  });
  if (session) await context.addCookies(cookiesOf(session, url));
  const page = await context.newPage();
  const faults: string[] = [];
  watch(page, url, faults);
  return {
    page,
    faults,
    async close() {
      await context.close();
      expect(faults).toEqual([]);
    },
  };
}

function watch(page: Page, url: string, faults: string[]): void {
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== new URL(url).origin && protocol !== 'blob:' && protocol !== 'data:')
      faults.push(`asked ${request.url()}`);
  });
  page.on('pageerror', (error) => faults.push(`threw ${error.message}`));
  page.on('console', (message) => {
    // The browser tells of each refusal, also of those that the app expects.
    const isRefusal = /status of (?:400|401|403|404|409|429)/.test(message.text());
    if (['error', 'warning'].includes(message.type()) && !isRefusal) faults.push(message.text());
  });
}

function cookiesOf({ cookie }: Session, url: string) {
  return cookie.split('; ').map((pair) => {
    const [name = '', value = ''] = pair.split('=');
    const cookiePath = name.includes('refresh') ? '/api/v1/session' : '/api/v1';
    const { hostname } = new URL(url);
    return { name, value, domain: hostname, path: cookiePath, httpOnly: true, sameSite: 'Strict' as const };
  });
}

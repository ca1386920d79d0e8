/** `npm run bench -- web`: what the pages weigh and how soon they answer, in a real browser on loopback. */
import type { Browser } from 'playwright-core';
import { appPages } from '../test/web/support/app-pages.ts';
import { launchBrowser } from '../test/web/support/browser.ts';
import buildPages from '../test/web/support/build-pages.ts';
import type { BenchOptions } from './options.ts';
import { atMost, type Figure, figure } from './support/figures.ts';
import { type DemoServer, startDemoServer } from './web/demo-server.ts';
import { interactiveAfterMs } from './web/interactive.ts';
import {
  addLongConversation,
  openAtHitMs,
  sentences,
  type Ticks,
  ticksWhilePlaying,
} from './web/long-transcript.ts';
import { scriptKib } from './web/page-weight.ts';

/** These are what a browser may load first. */
const firstPages = ['/', '/sign-in'];
/** Tells how busy the machine is: the browser has nothing to run there. */
const withoutScripts = { pattern: '/docs', isPublic: true };
const goals = { firstKib: 200, anyKib: 350, interactiveMs: 1_000, hitMs: 500, tickMs: 5 };

export async function benchWeb({ rounds }: BenchOptions): Promise<Figure[]> {
  buildPages();
  const onProgress = (text: string): boolean => process.stderr.write(`${text} ...\n`);
  const demo = await startDemoServer({ spokenCall: false, onProgress });
  const browser = await launchBrowser();
  try {
    return [
      ...(await weights(browser, demo)),
      ...(await starts(browser, demo, rounds)),
      ...(await longTranscript(browser, demo, rounds)),
    ];
  } finally {
    await browser.close();
    await demo.close();
  }
}

async function weights(browser: Browser, demo: DemoServer): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const page of appPages()) {
    const isFirst = firstPages.includes(page.pattern);
    const rounds = [await scriptKib(browser, demo, page)];
    const goal = atMost(isFirst ? goals.firstKib : goals.anyKib);
    figures.push(figure('web', `script of ${page.pattern}, gzip`, { unit: 'KiB', rounds }, { goal }));
  }
  return figures;
}

async function starts(browser: Browser, demo: DemoServer, rounds: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  const pages = appPages().filter(({ pattern }) => firstPages.includes(pattern));
  for (const page of [...pages, withoutScripts]) {
    const measured: number[] = [];
    // The first round warms up the server alone: each has a browser's profile of its own.
    for (let round = -1; round < rounds; round += 1) {
      const ms = await interactiveAfterMs(browser, demo, page);
      if (round >= 0) measured.push(ms);
    }
    const goal = page === withoutScripts ? undefined : atMost(goals.interactiveMs);
    figures.push(figure('web', `${page.pattern} interactive`, { unit: 'ms', rounds: measured }, { goal }));
  }
  return figures;
}

async function longTranscript(browser: Browser, demo: DemoServer, rounds: number): Promise<Figure[]> {
  if (!appPages().some(({ pattern }) => pattern === '/conversations/:id')) return [];
  const id = await addLongConversation(demo);
  const opened: number[] = [];
  const ticks: Ticks[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const ms = await openAtHitMs(browser, demo, id);
    if (round >= 0) opened.push(ms);
  }
  for (let round = 0; round < rounds; round += 1) ticks.push(await ticksWhilePlaying(browser, demo, id));
  const title = `${sentences} sentences`;
  const tick = (name: string, values: number[]): Figure =>
    figure('web', `${title}: ${name}`, { unit: 'ms', rounds: values }, { goal: atMost(goals.tickMs) });
  return [
    figure('web', `${title}: open at a hit`, { unit: 'ms', rounds: opened }, { goal: atMost(goals.hitMs) }),
    tick(
      'scripting per tick',
      ticks.map(({ meanMs }) => meanMs),
    ),
    tick(
      '99th of 100 ticks',
      ticks.map(({ highMs }) => highMs),
    ),
  ];
}

/** `npm run screenshots -- [FOLDER] [--only TEXT] [--whole] [--without-call]`: pictures of every page over the demo's data. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { programRoot } from '../src/base/program.ts';
import { type AppPage, addressOf, appPages, openPage } from '../test/web/support/app-pages.ts';
import { desktop, launchBrowser, phone, visit } from '../test/web/support/browser.ts';
import buildPages from '../test/web/support/build-pages.ts';
import { type DemoServer, startDemoServer } from './web/demo-server.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '' },
    /** The page to its end instead of one screen of it. */
    whole: { type: 'boolean', default: false },
    'without-call': { type: 'boolean', default: false },
  },
});
const folder = path.resolve(positionals[0] ?? path.join(programRoot, 'bench', 'results', 'screenshots'));
const documentation = ['/docs', '/docs/operations/get-conversation', '/docs/events/conversation.completed'];
const pages = [...appPages(), ...documentation.map((pattern) => ({ pattern, isPublic: true }))].filter(
  ({ pattern }) => pattern.includes(values.only),
);
const kinds = [
  { name: 'desktop-light', viewport: desktop, colorScheme: 'light' },
  { name: 'desktop-dark', viewport: desktop, colorScheme: 'dark' },
  { name: 'phone-light', viewport: phone, colorScheme: 'light' },
  { name: 'phone-dark', viewport: phone, colorScheme: 'dark' },
] as const;

type Kind = (typeof kinds)[number];

const say = (text: string): boolean => process.stderr.write(`${text} ...\n`);

buildPages();
const demo = await startDemoServer({ spokenCall: !values['without-call'], onProgress: say });
const browser = await launchBrowser();
let faulty = 0;
try {
  for (const kind of kinds) faulty += await takeAll(browser, demo, kind);
  writeFileSync(path.join(folder, 'index.html'), overview());
  process.stdout.write(
    `${pages.length * kinds.length} pictures, ${faulty} with faults: ${folder}/index.html\n`,
  );
} finally {
  await browser.close();
  await demo.close();
}
process.exitCode = faulty > 0 ? 1 : 0;

/** How many pages had a fault, such as a request to another host. */
async function takeAll(browser: Browser, { server, session, ids }: DemoServer, kind: Kind): Promise<number> {
  say(kind.name);
  mkdirSync(path.join(folder, kind.name), { recursive: true });
  let faulty = 0;
  for (const one of pages) {
    const visitor = one.isPublic ? kind : { ...kind, session };
    const { page, faults } = await visit(browser, server.url, visitor);
    await openPage(page, addressOf(one, ids));
    await page.screenshot({ path: path.join(folder, kind.name, nameOf(one)), fullPage: values.whole });
    for (const fault of faults) process.stderr.write(`${kind.name} ${one.pattern}: ${fault}\n`);
    if (faults.length > 0) faulty += 1;
    await page.context().close();
  }
  return faulty;
}

function nameOf({ pattern }: AppPage): string {
  return `${pattern.slice(1).replaceAll(/[^\w.]+/g, '-') || 'home'}.png`;
}

/** All pictures on one page, those of a page beside each other. */
function overview(): string {
  const rows = pages.map((page) => {
    const pictures = kinds.map(
      ({ name }) => `<img loading="lazy" src="${name}/${nameOf(page)}" alt="${name}">`,
    );
    return `<h2>${page.pattern}</h2>\n<p>${pictures.join('\n')}</p>`;
  });
  const style =
    'body{font-family:sans-serif}img{height:420px;margin:4px;border:1px solid #ccc;vertical-align:top}';
  return `<!doctype html>\n<meta charset="utf-8">\n<title>Pages</title>\n<style>${style}</style>\n${rows.join('\n')}\n`;
}

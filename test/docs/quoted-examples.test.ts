import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { programRoot } from '../../src/base/program.ts';

/** A receiver that is copied from the page is the one that the tests run. */
const page = readFileSync(path.join(programRoot, 'docs', 'webhooks.md'), 'utf8');
const part = page.slice(page.indexOf('\n## Receivers\n'));
const folder = path.join(programRoot, 'examples');

test.each(readdirSync(folder))('docs/webhooks.md quotes examples/%s as it is', (file) => {
  const [, quoted] = part.split(`[examples/${file}](../examples/${file})`)[1]?.split(/^```\w*\n/m) ?? [];
  expect(quoted).toBe(readFileSync(path.join(folder, file), 'utf8'));
});

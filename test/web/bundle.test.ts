import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { programRoot } from '../../src/base/program.ts';

const dist = path.join(programRoot, 'web/dist');
const chunkSchema = z.object({
  file: z.string(),
  imports: z.array(z.string()).default([]),
  dynamicImports: z.array(z.string()).default([]),
});
const manifest = z
  .record(z.string(), chunkSchema)
  .parse(JSON.parse(readFileSync(path.join(dist, '.vite/manifest.json'), 'utf8')));

/** Every script of these and of what they import at once. */
function scriptsOf(names: readonly string[], seen = new Set<string>()): Set<string> {
  for (const name of names) {
    if (seen.has(name)) continue;
    seen.add(name);
    scriptsOf(manifest[name]?.imports ?? [], seen);
  }
  return seen;
}

function gzippedBytes(names: readonly string[]): number {
  const files = new Set([...scriptsOf(names)].flatMap((name) => manifest[name]?.file ?? []));
  const scripts = [...files].filter((file) => file.endsWith('.js'));
  return scripts.reduce(
    (sum, file) => sum + gzipSync(readFileSync(path.join(dist, file)), { level: 9 }).length,
    0,
  );
}

const entry = 'index.html';
const frame = ['shell/signed-in.tsx', 'parts/toast-store.tsx'];
const pages = Object.keys(manifest).filter((name) => /^pages\/.*page\.tsx$/.test(name));

test('there are pages to weigh', () => expect(pages).toContain('pages/sign-in/page.tsx'));

test.each([['pages/sign-in/page.tsx'], ['pages/home/page.tsx']])('%s as the first page: 200 KiB', (page) =>
  expect(gzippedBytes([entry, ...frame, page])).toBeLessThanOrEqual(200 * 1024),
);

test('the pages have React’s production form', () => {
  const [chunk] = scriptsOf([entry]);
  const text = readFileSync(path.join(dist, manifest[chunk ?? '']?.file ?? ''), 'utf8');
  expect(text).not.toContain('react.dev/link/');
});

test.each(pages)('%s with all that it loads later: 350 KiB', (page) => {
  const later = manifest[page]?.dynamicImports ?? [];
  const weight = gzippedBytes([entry, ...frame, page, ...later]);
  expect(weight).toBeGreaterThan(50 * 1024);
  expect(weight).toBeLessThanOrEqual(350 * 1024);
});

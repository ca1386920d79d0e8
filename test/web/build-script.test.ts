import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { programRoot } from '../../src/base/program.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-build-'));
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
  copy('web/build.ts');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const copy = (file: string): void => cpSync(path.join(programRoot, file), path.join(folder, file));
const build = () => spawnSync(process.execPath, ['web/build.ts'], { cwd: folder, encoding: 'utf8' });

test('where Vite is not installed the build says so and succeeds', () => {
  copy('web/vite.config.ts');
  const { status, stdout, stderr } = build();
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('Vite is not installed');
  expect(stdout).toContain('npm ci && npm run build:web');
  expect(existsSync(path.join(folder, 'web/dist'))).toBe(false);
});

test('where the pages are not, as while the image is made, the build says so and succeeds', () => {
  const { status, stdout } = build();
  expect(status).toBe(0);
  expect(stdout).toContain('The sources of the pages are not here.');
});

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, inject, test } from 'vitest';
import { meetric, meetricJson } from '../support/processes.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-mistyped-'));
const mistyped = { DATA_DIR: path.join(folder, 'dta') };
const id = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const reading = [
  'account list',
  'account show',
  'account set --name X',
  'user list',
  'user deactivate x@example.com',
  'team list',
  'department list',
  'token list',
  'token revoke mt_ab12cd34',
  'webhook list',
  'webhook create --token mt_ab12cd34 --url https://example.com/',
  `speakers ${id}`,
  `retry ${id}`,
];
test.concurrent.each(reading)('%s makes no database in a folder without one', async (command) => {
  const { code, stdout, stderr } = await meetric(command.split(' '), mistyped);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toBe(
    `data_dir_empty: there is no database in DATA_DIR, ${mistyped.DATA_DIR}. Correct it, or make one there with "npm start"; ` +
      '"bin/meetric import", "token create" and "user add" do so too.\n',
  );
  expect(existsSync(mistyped.DATA_DIR)).toBe(false);
});

test('doctor says so among what it finds, and makes nothing', async () => {
  const { code, stdout } = await meetric(['doctor', '--json'], mistyped);
  expect(code).toBe(1);
  const findings: { name: string; ok: boolean; detail: string }[] = JSON.parse(stdout);
  expect(findings.filter(({ ok }) => !ok)).toMatchObject([
    { name: 'data folder', detail: `${mistyped.DATA_DIR} does not exist` },
    { name: 'database', detail: expect.stringMatching(/^data_dir_empty: .*"npm start"/) },
  ]);
  expect(existsSync(mistyped.DATA_DIR)).toBe(false);
});

test('a database of DATABASE_URL in which nothing is stays empty', async () => {
  const env = { DATA_DIR: folder, DATABASE_URL: inject('postgresUrl').replace('DATABASE', 'postgres') };
  const { code, stderr } = await meetric(['token', 'list'], env);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringMatching(/^database_empty: .*DATABASE_URL.*"npm start".*\n$/),
  });
  expect((await meetric(['token', 'list'], env)).stderr).toBe(stderr);
});

test('a command that puts something in makes the database', async () => {
  const env = { DATA_DIR: path.join(folder, 'new') };
  const file = path.join(folder, 'call.txt');
  writeFileSync(file, 'Erik: We agree on the price.\nJane: Yes, we do.');
  expect(await meetricJson(['import', file], env)).toMatchObject({ status: 'processing' });
  expect(await meetricJson(['token', 'list'], env)).toEqual([]);
});

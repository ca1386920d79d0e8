import { execFile, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleFile } from '../../../../contract/reference/curl.ts';
import { programRoot } from '../../../../src/base/program.ts';
import { readContract } from '../../../../src/http/api/contract.ts';
import { type Received, status } from '../../../../testing/receiver.ts';
import { createDeliveryRig, type DeliveryRig } from '../../../domain/webhooks/delivery-rig.ts';
import { expectContract } from '../../../support/contract.ts';
import {
  addConversations,
  type Conversations,
  storeCompleted,
} from '../../../support/conversation-fixtures.ts';
import { createWorld, type World } from '../../../support/fixtures.ts';
import { blocksOf, expectedPaths, openPage } from './pages.ts';

/** The commands and the code of the pages are copied from them and run here. */
const run = promisify(execFile);
const { operations, compile } = readContract('partner', { allErrors: true });
const exampleId = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
const hasCurl = spawnSync('curl', ['--version'], { stdio: 'ignore' }).status === 0;
if (!hasCurl) console.warn('SKIPPED: the commands of /docs need curl');

let world: World;
let conversations: Conversations;
beforeAll(async () => {
  world = await createWorld();
  conversations = await addConversations(world, storeCompleted);
});
afterAll(() => world.close());

test('every JSON example is JSON, and fits the schema that it is said to fit', async () => {
  const checked: string[] = [];
  for (const page of expectedPaths())
    for (const { title, language, schemaPointer, text } of blocksOf(await openPage(world.server, page))) {
      if (language !== 'json') continue;
      const value: unknown = JSON.parse(text);
      if (schemaPointer === '') continue;
      const validate = compile(schemaPointer);
      validate(value);
      expect([page, title, validate.errors ?? []]).toEqual([page, title, []]);
      checked.push(`${page} ${title}`);
    }
  expect(checked).toEqual(
    expect.arrayContaining([
      '/docs Response',
      '/docs conversation.completed payload',
      '/docs Example error payload',
    ]),
  );
  expect(checked.length).toBeGreaterThan(30);
});

describe.skipIf(!hasCurl)('curl', () => {
  /** The reader's own recording stands here. */
  const recordings = mkdtempSync(path.join(os.tmpdir(), 'meetric-recordings-'));
  beforeAll(() => {
    copyFileSync(
      path.join(programRoot, 'testing/media/fixtures/tone.mp3'),
      path.join(recordings, exampleFile),
    );
  });
  afterAll(() => rmSync(recordings, { recursive: true, force: true }));

  /** The command as it stands, but for the reader's own token and conversation. */
  async function curl(command: string): Promise<{ status: number; headers: Headers; body: unknown }> {
    const own = command
      .replaceAll('mt_your_api_token', world.token)
      .replaceAll(exampleId, conversations.sales);
    const { stdout } = await run('sh', ['-c', own.replace(/^curl /, 'curl -s -i ')], { cwd: recordings });
    const [head = '', body = ''] = stdout.split('\r\n\r\n');
    const [line = '', ...headers] = head.split('\r\n');
    return {
      status: Number(line.split(' ')[1]),
      headers: new Headers(headers.map((header): [string, string] => split(header))),
      body: JSON.parse(body),
    };
  }

  const split = (header: string): [string, string] => {
    const at = header.indexOf(': ');
    return [header.slice(0, at), header.slice(at + 2)];
  };

  test.each(operations.map(({ operationId }) => operationId))(
    'of %s is answered as documented',
    async (id) => {
      const slug = id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      const page = await openPage(world.server, `/docs/operations/${slug}`);
      const commands = blocksOf(page).filter(({ language }) => language === 'bash');
      expect(commands.length).toBeGreaterThan(0);
      for (const { text } of commands) {
        const answer = await curl(text);
        expectContract(id, answer, answer.body);
        // Until this server has a notetaker.
        if (id === 'requestNotetaker') expect(answer.status).toBe(503);
        else expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
      }
    },
  );

  test('of the guide is answered with success', async () => {
    const commands = blocksOf(await openPage(world.server, '/docs')).filter(
      ({ language }) => language === 'bash',
    );
    expect(commands.map(({ title }) => title)).toEqual(['Bearer token request', 'Request']);
    for (const { text } of commands) expect((await curl(text)).status).toBe(200);
  });
});

describe('the verification code', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-verification-'));
  let rig: DeliveryRig;
  let secret: string;
  let delivery: Received;
  beforeAll(async () => {
    rig = await createDeliveryRig();
    rig.receiver.reply = status(200);
    ({ secret } = await rig.subscribe(await rig.installation.token()));
    await rig.complete({});
    await rig.deliverDue();
    const request = rig.receiver.received.pop();
    if (!request) throw new Error('Nothing arrived');
    delivery = request;
  });
  afterAll(async () => {
    await rig.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const languages = [
    {
      title: 'Node.js',
      file: 'check.mjs',
      program: process.execPath,
      ending: `
import { readFileSync } from 'node:fs';
const [, , secret, file, signature] = process.argv;
console.log(isFromMeetric(secret, readFileSync(file), signature) ? 'genuine' : 'refused');`,
    },
    {
      title: 'Python',
      file: 'check.py',
      program: 'python3',
      ending: `

import sys
_, secret, file, signature = sys.argv
print("genuine" if is_from_meetric(secret, open(file, "rb").read(), signature) else "refused")`,
    },
  ];

  test.each(languages)('in $title accepts a delivery of the server, and no other', async (language) => {
    const { title, file, program, ending } = language;
    if (spawnSync(program, ['--version'], { stdio: 'ignore' }).status !== 0) {
      console.warn(`SKIPPED: the code in ${title} needs ${program}`);
      return;
    }
    const block = blocksOf(await openPage(world.server, '/docs')).find((one) => one.title === title);
    const [code, body] = [path.join(folder, file), path.join(folder, 'body.json')];
    writeFileSync(code, (block?.text ?? '') + ending);
    const signature = String(delivery.headers['x-webhook-signature']);
    const verdict = async (key: string, bytes: Buffer, given: string): Promise<string> => {
      writeFileSync(body, bytes);
      return (await run(program, [code, key, body, given])).stdout.trim();
    };
    const changed = Buffer.concat([delivery.body, Buffer.from(' ')]);
    expect(await verdict(secret, delivery.body, signature)).toBe('genuine');
    expect(await verdict(secret, changed, signature)).toBe('refused');
    expect(await verdict(`${secret}x`, delivery.body, signature)).toBe('refused');
    expect(
      await verdict(
        secret,
        delivery.body,
        signature.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
      ),
    ).toBe('refused');
    expect(await verdict(secret, delivery.body, '')).toBe('refused');
  });
});

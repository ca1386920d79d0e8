import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { programRoot } from '../../../src/base/program.ts';
import { enqueue } from '../../../src/jobs/queue.ts';
import { type Received, status } from '../../../testing/receiver.ts';
import { createDeliveryRig, type DeliveryRig } from './delivery-rig.ts';

/** The receivers of examples/, each as its own runtime runs it, and the deliveries that the server sends. */
interface Example {
  file: string;
  /** Tells whether the runtime is there. */
  probe: string[];
  /** The package of Debian that brings it. */
  debianPackage: string;
  command(file: string, folder: string): string[];
}

const examples: Example[] = [
  {
    file: 'webhook-receiver.mjs',
    probe: [process.execPath, '--version'],
    debianPackage: 'nodejs',
    command: (file) => [process.execPath, file],
  },
  {
    file: 'webhook-receiver.py',
    probe: ['python3', '--version'],
    debianPackage: 'python3',
    command: (file) => ['python3', file],
  },
  {
    file: 'webhook-receiver.php',
    probe: ['php', '--version'],
    debianPackage: 'php-cli',
    command: (file) => ['php', '-S', '127.0.0.1:0', file],
  },
  {
    file: 'webhook-receiver.go',
    probe: ['go', 'version'],
    debianPackage: 'golang-go',
    command(file, folder) {
      const built = path.join(folder, 'receiver');
      const env = {
        ...process.env,
        GOCACHE: path.join(folder, 'cache'),
        GOTOOLCHAIN: 'local',
        GOPROXY: 'off',
      };
      execFileSync('go', ['build', '-o', built, file], { env, stdio: 'pipe' });
      return [built];
    },
  },
];

let rig: DeliveryRig;
const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-receivers-'));
beforeAll(async () => {
  rig = await createDeliveryRig();
});
afterEach(() => rig.clear());
afterAll(async () => {
  await rig.close();
  rmSync(folder, { recursive: true, force: true });
});

interface RunningExample {
  url: string;
  output(): string;
  end(): Promise<void>;
}

async function start({ file, command }: Example, secret: string): Promise<RunningExample> {
  const [program = '', ...args] = command(path.join(programRoot, 'examples', file), folder);
  const inbox = path.join(folder, `inbox-${file}`);
  const env = { PATH: process.env['PATH'] ?? '', SECRET: secret, PORT: '0', INBOX: inbox };
  const child: ChildProcess = spawn(program, args, { env, stdio: 'pipe' });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  const address = (): string => /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(text)?.[0] ?? '';
  await expect.poll(() => address() !== '' || child.exitCode !== null).toBe(true);
  if (address() === '') throw new Error(`${file} ended: ${text}`);
  return {
    url: address(),
    output: () => text,
    async end() {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}

async function post(url: string, { headers, body }: Received): Promise<number> {
  const kept = ['content-type', 'x-webhook-signature', 'x-webhook-delivery-id'];
  const sent = Object.fromEntries(kept.map((name) => [name, String(headers[name] ?? '')]));
  const response = await fetch(url, { method: 'POST', headers: sent, body: new Uint8Array(body) });
  await response.arrayBuffer();
  return response.status;
}

const countOf = (text: string, part: string): number => text.split(part).length - 1;

for (const example of examples) {
  const [program = '', ...args] = example.probe;
  const isThere = spawnSync(program, args, { stdio: 'ignore' }).status === 0;
  if (!isThere)
    console.warn(`SKIPPED: examples/${example.file} needs the Debian package ${example.debianPackage}`);

  test.skipIf(!isThere)(
    `${example.file} takes what is signed, refuses what is not, and works once`,
    async () => {
      const { database, pool, accountId } = rig.installation;
      rig.receiver.reply = status(500);
      const hook = await rig.subscribe(await rig.installation.token());
      const first = await rig.complete();
      await rig.deliverDue();
      const [recorded] = rig.receiver.received;
      if (!recorded) throw new Error('Nothing was sent');
      const running = await start(example, hook.secret);
      try {
        const changed = Buffer.from(recorded.body.toString().replace('Acme', 'Acne'));
        expect(await post(running.url, { ...recorded, body: changed })).toBe(401);
        expect(await post(running.url, { ...recorded, headers: {} })).toBe(401);
        await database.query('update webhook_subscription set url = $1', [`${running.url}/hook`]);
        await rig.makeDue();
        await rig.deliverDue();
        expect(await rig.deliveries()).toMatchObject([{ status: 'succeeded', attempts: 2 }]);
        await expect.poll(running.output).toContain(first);
        const [{ id: deliveryId } = { id: '' }] = await rig.deliveries();
        await database.query(`update webhook_delivery set status = 'pending'`);
        await enqueue(pool, { accountId, kind: 'deliver', subjectId: hook.id, payload: { deliveryId } });
        await rig.deliverDue();
        expect(await rig.deliveries()).toMatchObject([{ status: 'succeeded', attempts: 3 }]);
        const second = await rig.complete();
        await rig.deliverDue();
        await expect.poll(running.output).toContain(second);
        expect(countOf(running.output(), first)).toBe(1);
        expect(countOf(running.output(), 'conversation.completed')).toBe(2);
      } finally {
        await running.end();
      }
    },
  );
}

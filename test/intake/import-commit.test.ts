import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPool, type Pool } from '../../src/db/pool.ts';
import { userFinder } from '../../src/domain/accounts/people.ts';
import { listAccounts } from '../../src/domain/accounts/queries.ts';
import { folderStorage } from '../../src/domain/recordings/folder-storage.ts';
import { noProviders } from '../../src/engines/providers/provider-config.ts';
import { presentCard } from '../../src/http/partner/present-conversation.ts';
import { acceptTogether } from '../../src/intake/accept.ts';
import { takeIn } from '../../src/intake/take-in.ts';
import { tone } from '../../testing/media/tones.ts';
import { writeWav } from '../../testing/media/wav-writer.ts';
import { createInstallation, type Installation } from '../domain/limits/installation.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-commit-'));
const file = path.join(folder, 'call.wav');
let installation: Installation;
let line: Server;
let pool: Pool;

/** A line to the database that breaks as soon as a commit is answered: the answer never arrives. */
function breakingLine({ host, port }: pg.Client): Server {
  return createServer((client) => {
    const upstream = connect(path.join(host, `.s.PGSQL.${port}`));
    let committing = false;
    client.on('data', (bytes) => {
      committing ||= bytes.includes('commit\0');
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => (committing ? client.destroy() : client.write(bytes)));
    upstream.on('error', () => client.destroy());
    client.on('error', () => {});
    client.on('close', () => upstream.destroy());
  });
}

beforeAll(async () => {
  installation = await createInstallation();
  writeFileSync(file, writeWav([tone(440, 2, 8_000)], { rate: 8_000, encoding: 's16' }));
  const direct = new pg.Client({ connectionString: installation.database.url });
  line = breakingLine(direct);
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  const { port } = line.address() as AddressInfo;
  const { user, password, database } = direct;
  pool = createPool(`postgresql://${user}:${password ?? ''}@127.0.0.1:${port}/${database}`, 4, () => {});
});
afterAll(async () => {
  await pool.end();
  line.close();
  await installation.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a recording whose commit was done but never answered is accepted, and its file stays', async () => {
  const [account] = await listAccounts(installation.pool);
  if (!account) throw new Error('There is no account to import for');
  const context = {
    pool,
    findUsersByName: userFinder(pool),
    accept: acceptTogether(pool),
    dataDir: folder,
    providers: noProviders,
    presentCard,
    openStorage: async () => folderStorage(path.join(folder, 'recordings')),
    now: () => new Date(),
  };
  const outcome = await takeIn(context, account, { path: file }, { details: {} });
  const rows = await installation.database.query<{ id: string; conversation_id: string }>(
    'select id, conversation_id from recording',
  );
  expect(rows).toHaveLength(1);
  expect(outcome).toEqual({ kind: 'accepted', id: rows[0]?.conversation_id, notices: [] });
  expect(existsSync(path.join(folder, 'recordings', account.id, `${rows[0]?.id}.wav`))).toBe(true);
});

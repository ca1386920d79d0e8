import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startReceiver } from '../../demo/receiver.ts';
import { demoConversations } from '../../demo/script.ts';
import { importConversations, seedAccount, seedTokenAndWebhook } from '../../demo/seed.ts';
import { importSpokenCall } from '../../demo/spoken-call.ts';
import { locatePostgres } from '../../src/db/embedded/home.ts';
import type { Account } from '../../src/domain/accounts/queries.ts';
import { beginSession, tokensOf } from '../../src/domain/sessions/sessions.ts';
import { setCookies } from '../../src/http/app/cookies.ts';
import type { Context } from '../../src/http/context.ts';
import { readConfig } from '../../src/server/config.ts';
import { createLogger } from '../../src/server/log.ts';
import { type RunningServer, startServer } from '../../src/server/start.ts';
import { type Ids, idsOf } from '../../test/web/support/app-pages.ts';

/** A server of its own on a free port, with the demo's data, and its owner signed in. */
export interface DemoServer {
  server: RunningServer;
  account: Account;
  /** The Cookie header of the owner. */
  session: { cookie: string };
  ids: Ids;
  close(): Promise<void>;
}

interface Wanted {
  /** Recognises the demo's recording too, which takes a while. */
  spokenCall: boolean;
  onProgress: (text: string) => void;
}

export async function startDemoServer({ spokenCall, onProgress }: Wanted): Promise<DemoServer> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'meetric-pages-'));
  const env = { PORT: '0', DATA_DIR: dataDir, WEBHOOK_ALLOW: '127.0.0.1', LOG_LEVEL: 'error' };
  const config = readConfig(env);
  if (config.kind === 'faults') throw new Error(config.faults.join('; '));
  const receiver = await startReceiver();
  const server = await startServer(config.config, createLogger('error'));
  const { context } = server;
  const account = await seedAccount(context);
  const { secret } = await seedTokenAndWebhook(server, account, receiver.url);
  receiver.useSecret(secret);
  const conversations = demoConversations(context.clock.now());
  onProgress(`importing ${conversations.length} conversations`);
  const [newest = ''] = await importConversations(server, account, conversations, () => {});
  if (spokenCall) onProgress('recognising a recording');
  const conversation = spokenCall ? await importSpokenCall(server, account, () => {}) : newest;
  return {
    server,
    account,
    session: await signInOwner(context, account.id),
    ids: await idsOf(context.pool, account.id, conversation),
    async close() {
      await server.close();
      await receiver.close();
      // PostgreSQL's files may lie elsewhere.
      for (const folder of [locatePostgres(dataDir).home, dataDir])
        rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function signInOwner(context: Context, accountId: string): Promise<{ cookie: string }> {
  const { pool, keys, clock } = context;
  const { rows } = await pool.query<{ id: string }>(
    `update app_user set role = 'owner' where id = (
      select id from app_user where account_id = $1 order by email limit 1) returning id`,
    [accountId],
  );
  const [owner] = rows;
  if (!owner) throw new Error('The demo has no people');
  const now = clock.now();
  const key = await beginSession(pool, { accountId, userId: owner.id, userAgent: null }, now);
  const cookies = setCookies(context, await tokensOf(keys, key, 1, now));
  return { cookie: cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ') };
}

import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { type Clock, systemClock } from '../../src/base/clock.ts';
import { listAccounts } from '../../src/domain/accounts/queries.ts';
import { operator } from '../../src/domain/audit/audit-log.ts';
import { issueToken, type NewToken } from '../../src/domain/tokens/issue-token.ts';
import { scopes } from '../../src/domain/tokens/scopes.ts';
import { lanes } from '../../src/jobs/kinds.ts';
import { readConfig } from '../../src/server/config.ts';
import { type RunningServer, startServer } from '../../src/server/start.ts';
import { startJudge } from './judge.ts';

export const testSecretKey = 'a secret key for tests, long enough';

export interface TestServer extends RunningServer {
  dataDir: string;
  /** Where checked calls go instead of `url` while an outside judge listens (npm run judge). */
  judgedUrl?: string;
  /** The first account's id. */
  accountId: string;
  /** Issues a token of the first account; all scopes and high limits unless told. */
  token(wanted?: Partial<NewToken> & { accountId?: string }): Promise<string>;
}

/** The system's clock, with the database's day at noon: quotas are of days, and a test may begin before midnight. */
function clockAtNoon(): Clock {
  const shiftMs = new Date().setUTCHours(12, 0, 0, 0) - Date.now();
  return { ...systemClock, databaseShiftMs: () => shiftMs };
}

/** The whole server in this process, on a free port and the given database. */
export async function startTestServer(
  databaseUrl: string,
  env: Record<string, string> = {},
  log = pino({ level: 'silent' }),
): Promise<TestServer> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'meetric-data-'));
  const defaults = { PORT: '0', DATA_DIR: dataDir, DATABASE_URL: databaseUrl, SECRET_KEY: testSecretKey };
  const result = readConfig({ ...defaults, ...env });
  if (result.kind === 'faults') throw new Error(result.faults.join('; '));
  const server = await startServer(result.config, log, { role: 'all', lanes }, clockAtNoon());
  const { context } = server;
  const [account] = await listAccounts(context.pool);
  if (!account) throw new Error('The server made no account');
  const { MEETRIC_JUDGE_FOLDER: folder, MEETRIC_JUDGE_PROGRAM: program } = process.env;
  const judge = folder && program ? await startJudge(server.url, folder, [program]) : null;
  return {
    ...server,
    ...(judge ? { judgedUrl: judge.url } : {}),
    dataDir,
    accountId: account.id,
    async token({ accountId = account.id, ...wanted } = {}) {
      const defaultToken: NewToken = {
        name: 'test',
        scopes,
        includeRecordings: true,
        requestsPerMinute: 600,
        dailyConversationQuota: 1_000,
        expiresAt: null,
      };
      return (
        await issueToken(
          context,
          accountId,
          { ...defaultToken, ...wanted },
          { by: operator, now: context.clock.now() },
        )
      ).token;
    },
    async close() {
      await judge?.close();
      await server.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

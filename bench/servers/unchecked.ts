/** The product's own server on the same database, with the same API once more that skips token, rate limit, scope and quota. */
import { z } from 'zod';
import type { Api } from '../../src/http/api/api.ts';
import { readContract } from '../../src/http/api/contract.ts';
import type { Caller } from '../../src/http/partner/caller.ts';
import { partnerApi, partnerPrefix } from '../../src/http/partner/partner-api.ts';
import { createServer } from '../../src/http/server.ts';
import { readConfig } from '../../src/server/config.ts';
import { createLogger } from '../../src/server/log.ts';
import { startServer } from '../../src/server/start.ts';
import { serveParent } from '../support/own-servers.ts';

const settings = z
  .object({ env: z.record(z.string(), z.string()), tokens: z.array(z.string()) })
  .parse(JSON.parse(process.argv[2] ?? ''));
const result = readConfig(settings.env);
if (result.kind === 'faults') throw new Error(result.faults.join('; '));
const { context } = await startServer(result.config, createLogger('info'));
const tokens = await Promise.all(settings.tokens.map((token) => context.tokens.authenticate(token)));
const rate = { remaining: 0, resetAt: 0, resetSeconds: 0, usedToday: 0, day: '' };

const partner = partnerApi(context, readContract('partner'));
const { charge: _, ...uncharged } = partner;
const unchecked: Api<Caller> = {
  ...uncharged,
  prefix: `${partnerPrefix}/unchecked`,
  async admit({ headers }) {
    const token = tokens[Number(headers['x-caller'])];
    if (!token) throw new Error('No such caller');
    return { kind: 'admitted', caller: { token, rate }, headers: {}, names: null };
  },
};
const app = await createServer(context, [partner, unchecked]);
const url = await app.listen({ port: 0, host: '127.0.0.1' });
serveParent([Number(new URL(url).port)]);

import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../../src/base/clock.ts';
import { DatabaseClock } from '../../../src/domain/limits/database-clock.ts';
import { RateLimiter } from '../../../src/domain/limits/rate-limit.ts';
import { TokenDirectory } from '../../../src/domain/tokens/directory.ts';
import { markRevoked } from '../../../src/domain/tokens/queries.ts';
import { RefusalPace } from '../../../src/domain/tokens/refusal-pace.ts';
import { lookupOf } from '../../../src/domain/tokens/token-format.ts';
import { TokenUses } from '../../../src/domain/tokens/token-uses.ts';
import { KeptAnswers } from '../../../src/http/api/kept-answers.ts';
import { createMetrics } from '../../../src/http/monitoring/metrics.ts';
import { admit, limitHeaders, limitsLeft } from '../../../src/http/partner/caller.ts';
import { rateLimitExceeded } from '../../../src/http/partner/limit-refusals.ts';
import { createInstallation, type Installation } from '../../domain/limits/installation.ts';

/** A token's text lets a caller in, or says why not, whatever carried it: there is no request here. */
let installation: Installation;
let context: Parameters<typeof admit>[0];
beforeAll(async () => {
  installation = await createInstallation();
  const { pool, keys } = installation;
  context = {
    tokens: new TokenDirectory({ db: pool, clock: systemClock, tokenHashKey: keys.tokenHash }),
    tokenUses: new TokenUses({ db: installation.pool, clock: systemClock }),
    refusalPace: new RefusalPace(systemClock),
    rateLimiter: new RateLimiter({ db: pool, clock: new DatabaseClock(systemClock) }),
    metrics: createMetrics(pool, new KeptAnswers(0)),
  };
});
afterAll(() => installation.close());

test('a live token is a caller, with what is left of its limits', async () => {
  const issued = await installation.token({ requestsPerMinute: 5, scopes: ['users'] });
  const admission = await admit(context, issued.token);
  expect(admission).toMatchObject({
    kind: 'admitted',
    caller: {
      token: { accountId: installation.accountId, id: issued.id, scopes: ['users'] },
      rate: { remaining: 4, usedToday: 0 },
    },
  });
  if (admission.kind === 'admitted')
    expect(limitHeaders(admission.caller, new Date())).toMatchObject({ 'x-ratelimit-remaining': 4 });
});

test('a used-up limit is a refusal that says when to come again, and knows the caller', async () => {
  const issued = await installation.token({ requestsPerMinute: 1 });
  await admit(context, issued.token);
  const admission = await admit(context, issued.token);
  expect(admission).toMatchObject({
    kind: 'refused',
    refusal: { status: 429, message: 'Rate limit exceeded. Try again later.' },
    caller: { token: { id: issued.id }, rate: { remaining: 0 } },
  });
  if (admission.kind !== 'refused') return;
  expect(admission.refusal.retryAfterSeconds).toBeGreaterThan(0);
  expect(admission.refusal.retryAfterSeconds).toBeLessThanOrEqual(60);
  expect(await context.metrics.limitRefusals.get()).toMatchObject({
    values: [{ labels: { limit: 'minute' }, value: 1 }],
  });
});

test('what is no live token is refused without a word why', async () => {
  const revoked = await installation.token();
  await markRevoked(installation.pool, installation.accountId, lookupOf(revoked.token) ?? '', new Date());
  const expired = await installation.token({ expiresAt: new Date(Date.now() - 1_000) });
  for (const text of [null, '', 'mt_nonsense', `${revoked.token}x`, revoked.token, expired.token]) {
    expect([text, await admit(context, text)]).toEqual([
      text,
      {
        kind: 'refused',
        refusal: {
          status: 401,
          message: 'Missing or invalid API token',
          retryAfterSeconds: null,
          challenge: 'Bearer',
        },
        caller: null,
      },
    ]);
  }
});

test('RateLimit never names more seconds than its window, and Retry-After the whole wait', async () => {
  const issued = await installation.token({ requestsPerMinute: 1_200 });
  const admission = await admit(context, issued.token);
  if (admission.kind !== 'admitted') throw new Error('The first call is refused');
  // The entry is stamped with the end of its lease, two seconds ahead.
  expect(admission.caller.rate.resetSeconds).toBeGreaterThan(60);
  expect(limitsLeft(admission.caller, new Date())).toMatch(/^"minute";r=\d+;t=60, /);
  expect(rateLimitExceeded(admission.caller.rate.resetSeconds).retryAfterSeconds).toBeGreaterThan(60);
});

test('RateLimit tells the rest of the database’s day, also where the calls were granted the day before', async () => {
  const issued = await installation.token({ dailyConversationQuota: 9 });
  const admission = await admit(context, issued.token);
  if (admission.kind !== 'admitted') throw new Error('The first call is refused');
  const { token, rate } = admission.caller;
  const caller = { token, rate: { ...rate, usedToday: 4, day: '2026-06-03' } };
  expect(limitsLeft(caller, new Date('2026-06-03T23:59:58.000Z'))).toMatch(/"day";r=5;t=2$/);
  expect(limitsLeft(caller, new Date('2026-06-04T00:00:00.000Z'))).toMatch(/"day";r=9;t=86400$/);
});

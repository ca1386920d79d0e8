import { randomUUID } from 'node:crypto';
import { findLiveToken } from '../../src/domain/tokens/find-token.ts';
import { markRevoked } from '../../src/domain/tokens/queries.ts';
import { makeToken } from '../../src/domain/tokens/token-format.ts';
import { documentedEvent } from '../../src/domain/webhooks/events.ts';
import { storeSubscription } from '../../src/domain/webhooks/queries.ts';
import { encodeCursor } from '../../src/http/cursor.ts';
import { call } from '../support/api-client.ts';
import { sameLookup } from '../support/bad-tokens.ts';
import { contentOf } from '../support/contract.ts';
import { addConversations, type Conversations, storeCompleted } from '../support/conversation-fixtures.ts';
import type { World } from '../support/fixtures.ts';
import type { FuzzWorld } from './fuzz-request.ts';

const dayMs = 86_400_000;

/** Fills the world with all that requests can name, and makes their tokens. */
export async function fuzzWorld(world: World): Promise<FuzzWorld> {
  const conversations = await addConversations(world, storeCompleted);
  const limits = { requestsPerMinute: 10_000_000, dailyConversationQuota: 1_000_000 };
  const tokens = {
    full: await world.server.token(limits),
    narrow: await world.server.token({ ...limits, scopes: [], includeRecordings: false }),
    spent: await world.server.token({ requestsPerMinute: 1 }),
    quotaSpent: await world.server.token({ ...limits, dailyConversationQuota: 1 }),
  };
  await call(world.server, tokens.spent, '/account');
  await call(world.server, tokens.quotaSpent, `/conversations/${conversations.messages}`);
  await logDeliveries(world, tokens.full);
  return {
    tokens,
    badAuthorizations: await badAuthorizations(world, tokens.full),
    known: knownValues(world, conversations),
    cursors: await cursors(world, tokens.full),
  };
}

function knownValues({ people, other }: World, conversations: Conversations): FuzzWorld['known'] {
  const { startedAt, ...ids } = conversations;
  const moments = Object.values(startedAt).flatMap((at) => [at.toISOString(), at.toISOString().slice(0, 10)]);
  return {
    id: [...Object.values(ids), randomUUID()],
    department_id: [people.sales.id, people.support.id, other.departmentId],
    user_id: [people.erik.id, people.anna.id, other.user.id],
    conversation_type: ['sales', 'Sales', 'möte', '💩'],
    from: moments,
    to: moments,
  };
}

async function badAuthorizations(world: World, live: string): Promise<string[]> {
  const revoked = await world.server.token();
  await markRevoked(world.server.context.pool, world.server.accountId, revoked.slice(3, 11), new Date());
  await world.server.context.tokens.refresh();
  const expired = await world.server.token({ expiresAt: new Date(Date.now() - 1_000) });
  const tokens = [
    revoked,
    expired,
    sameLookup(live),
    makeToken().token,
    'mt_x',
    live.slice(0, -1),
    `${live}A`,
  ];
  return [
    ...tokens.map((token) => `Bearer ${token}`),
    '',
    'Bearer',
    'Bearer ',
    live,
    `Basic ${live}`,
    `Bearer ${live} x`,
    `Bearer ${'x'.repeat(3_000)}`,
    'Bearer \xff',
    'Bearer null',
  ];
}

async function logDeliveries(world: World, token: string): Promise<void> {
  const { accountId, context } = world.server;
  const live = await findLiveToken(context.pool, accountId, token.slice(0, 11), new Date());
  const subscription = { accountId, id: randomUUID(), tokenId: live?.id ?? '', url: 'https://example.com/' };
  const webhook = { form: 'webhook', events: [documentedEvent], secretSealed: Buffer.alloc(1) } as const;
  await storeSubscription(context.pool, { ...subscription, ...webhook }, new Date());
  await world.database.query(
    `insert into webhook_delivery (account_id, id, subscription_id, token_id, conversation_id, event, status, created_at)
     select $1, gen_random_uuid(), $2, $3, gen_random_uuid(), 'conversation.completed', 'succeeded',
       now() - n * interval '1 minute' from generate_series(1, 30) n`,
    [accountId, subscription.id, live?.id],
  );
}

async function cursors(world: World, token: string): Promise<FuzzWorld['cursors']> {
  const list = await nextOf(world, token, '/conversations?limit=1');
  const filtered = await nextOf(
    world,
    token,
    `/conversations?limit=1&to=${new Date().getUTCFullYear() + 1}-01-01`,
  );
  const log = await nextOf(world, token, '/webhooks/deliveries?limit=1');
  const { keys } = world.server.context;
  const filters = { from: null, to: null, department_id: null, user_id: null, conversation_type: null };
  const made = (accountId: string, ageMs: number): string => {
    const scope = { key: keys.cursor, accountId, filters: JSON.stringify(filters) };
    return encodeCursor(scope, { us: Date.now() * 1_000, id: randomUUID() }, new Date(Date.now() - ageMs));
  };
  const bad = [made(world.other.accountId, 0), made(world.server.accountId, 2 * dayMs)];
  return {
    listConversations: { good: [list], bad: [...bad, filtered, log] },
    listWebhookDeliveries: { good: [log], bad: [...bad, list] },
  };
}

async function nextOf(world: World, token: string, path: string): Promise<string> {
  const { body } = await call(world.server, token, path);
  const page = path.startsWith('/webhooks')
    ? contentOf(body, 'DeliveriesResponse')
    : contentOf(body, 'ConversationsResponse');
  if (page.pagination.next_cursor === null) throw new Error(`${path} has no next page`);
  return page.pagination.next_cursor;
}

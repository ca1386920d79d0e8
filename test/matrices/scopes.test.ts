import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operator } from '../../src/domain/audit/audit-log.ts';
import { setRecording } from '../../src/domain/conversations/store.ts';
import { storeRecording } from '../../src/domain/recordings/recordings.ts';
import { findLiveToken } from '../../src/domain/tokens/find-token.ts';
import { scopes as allScopes } from '../../src/domain/tokens/scopes.ts';
import { findWebhookContents, type WebhookContent } from '../../src/domain/webhooks/contents.ts';
import { documentedEvent } from '../../src/domain/webhooks/events.ts';
import { payloadRenderer } from '../../src/domain/webhooks/payload.ts';
import {
  type DueWebhook,
  findDeliveriesToTry,
  storeSubscription,
} from '../../src/domain/webhooks/queries.ts';
import { disable } from '../../src/domain/webhooks/stop-and-resume.ts';
import { readContract } from '../../src/http/api/contract.ts';
import { concurrently } from '../domain/limits/installation.ts';
import { type Answer, call } from '../support/api-client.ts';
import { completeWith } from '../support/completion.ts';
import { givenAnalysis, incoming, keepRecording, store } from '../support/conversation-fixtures.ts';
import { createWorld, type World } from '../support/fixtures.ts';
import { everyOperation, initOf } from '../support/operation-rows.ts';

interface Grant {
  scopes: readonly string[];
  includeRecordings: boolean;
}

/** All sets of scopes, each with and without recording access. */
const grants: readonly Grant[] = Array.from({ length: 2 ** (allScopes.length + 1) }, (_, bits) => ({
  scopes: allScopes.filter((_scope, i) => bits & (1 << i)),
  includeRecordings: (bits & (1 << allScopes.length)) !== 0,
}));

/** Parameters that ask for more, and the scope that this needs. */
const includes: Record<string, string> = { include_transcript: 'transcripts', include_insights: 'insights' };

const contract = readContract('partner');
const requests = contract.operations.flatMap((operation) => {
  const row = everyOperation.find(({ id }) => id === operation.operationId);
  if (!row) throw new Error(`No row for ${operation.operationId}`);
  const flags = operation.parameters
    .filter(({ name }) => name.startsWith('include_'))
    .map(({ name }) => name);
  const sets = Array.from({ length: 2 ** flags.length }, (_, bits) =>
    flags.filter((_f, i) => bits & (1 << i)),
  );
  return sets.map((wanted) => ({ operation, row, wanted }));
});
type ScopedRequest = (typeof requests)[number];

/** The text of the 403 that the contract asks for, or null. */
function refusalOf({ operation, wanted }: ScopedRequest, grant: Grant): string | null {
  const [{ apiToken: own = [] } = {}] = operation.security;
  for (const scope of [...own, ...wanted.map((name) => includes[name] ?? '')])
    if (!grant.scopes.includes(scope)) return `Token does not have the '${scope}' scope`;
  const needsFlag = operation.extensions['x-token-flag'] === 'include_recordings';
  if (needsFlag && !grant.includeRecordings)
    return 'Token does not have recording access (include_recordings is off)';
  return null;
}

/** Fields of a conversation that depend on the token, as the reference's note says. */
function optionalFields({ scopes, includeRecordings }: Grant): string[] {
  return [
    ...(scopes.includes('transcripts') ? ['transcript'] : []),
    ...(scopes.includes('insights') ? ['insights'] : []),
    ...(scopes.includes('recordings') && includeRecordings ? ['recording_url'] : []),
  ];
}

function optionalIn(conversation: object | undefined): string[] {
  const optional = ['transcript', 'insights', 'recording_url'];
  return optional.filter((name) => conversation && name in conversation);
}

let world: World;
let conversationId: string;
let tokens: string[];
let delivery: DueWebhook;
let content: WebhookContent;
beforeAll(async () => {
  world = await createWorld();
  const { server } = world;
  tokens = await concurrently(grants.length, 8, (i) => {
    const { scopes = [], includeRecordings = false } = grants[i] ?? {};
    return server.token({ scopes: [...scopes], includeRecordings });
  });
  ({ conversationId, delivery, content } = await deliveredConversation());
});
afterAll(() => world.close());

/** A completed conversation with everything, and its delivery, which nobody sends: its subscription is disabled. */
async function deliveredConversation() {
  const { accountId, context } = world.server;
  const { pool } = context;
  const token = await findLiveToken(pool, accountId, world.token.slice(0, 11), new Date());
  const subscription = { accountId, id: randomUUID(), tokenId: token?.id ?? '', url: 'https://example.com/' };
  const webhook = { form: 'webhook', events: [documentedEvent], secretSealed: Buffer.alloc(1) } as const;
  await storeSubscription(pool, { ...subscription, ...webhook }, new Date());
  await disable(pool, accountId, subscription.id, operator);
  const recording = await keepRecording(world, accountId);
  const wanted = incoming({ title: 'With everything', startedAt: new Date() });
  const conversationId = await store(world, wanted, 'processing');
  await storeRecording(pool, accountId, conversationId, { ...recording, now: new Date() });
  await setRecording(pool, { accountId, id: conversationId }, recording.recordingId, new Date());
  await completeWith(pool, accountId, conversationId, { analysis: givenAnalysis, now: new Date() });
  const [row] = await world.database.query<{ id: string }>('select id from webhook_delivery');
  const [found] = await findDeliveriesToTry(pool, [{ accountId, id: row?.id ?? '' }]);
  if (found?.form !== 'webhook') throw new Error('No delivery');
  const delivery = { ...found, linkBaseUrl: 'https://calls.example.com', linkMadeAt: new Date() };
  const [content] = await findWebhookContents(pool, [{ ...delivery, scopes: [...allScopes] }], null);
  if (!content) throw new Error('The delivery has no content');
  return { conversationId, delivery, content };
}

function ask(token: string, { row, wanted }: ScopedRequest): Promise<Answer> {
  const query = wanted.map((name) => `${name}=true`).join('&');
  return call(world.server, token, `${row.path(conversationId)}?${query}`, initOf(row));
}

test('parameters that ask for more are known here', () => {
  expect([...new Set(requests.flatMap(({ wanted }) => wanted))]).toEqual(Object.keys(includes));
  expect(grants).toHaveLength(1_024);
});

test('each of all sets of scopes is let in and refused as the contract says, and sees what it may', async () => {
  const told = new Map<string, number>();
  await concurrently(grants.length, 8, async (i) => {
    const grant = grants[i] ?? { scopes: [], includeRecordings: false };
    const optional = optionalFields(grant);
    for (const request of requests) {
      const refusal = refusalOf(request, grant);
      const answer = await ask(tokens[i] ?? '', request);
      const place = `${request.operation.operationId} ${request.wanted} with ${grant.scopes}, ${grant.includeRecordings}`;
      const expected = refusal
        ? { statusCode: 403, message: refusal, error: 'Forbidden' }
        : expect.anything();
      const status = refusal ? 403 : request.row.success;
      if (answer.status !== status || refusal)
        expect([answer.status, answer.body], place).toEqual([status, expected]);
      told.set(
        `${request.operation.operationId} ${status}`,
        (told.get(`${request.operation.operationId} ${status}`) ?? 0) + 1,
      );
      if (refusal) continue;
      const body = Object(answer.body);
      const asked = request.wanted.map((name) => name.replace('include_', ''));
      const shown = optional.filter((name) => name === 'recording_url' || asked.includes(name));
      if (request.operation.operationId === 'getConversation')
        expect(optionalIn(body.conversation), place).toEqual(shown);
      if (request.operation.operationId === 'listConversations')
        expect(optionalIn(body.conversations[0]), place).toEqual(shown);
    }
  });
  // Halves and quarters of 1,024: each set of scopes was really another token.
  expect(told.get('listUsers 200')).toBe(512);
  expect(told.get('getConversationRecordingUrl 200')).toBe(256);
  expect(told.get('getConversation 200')).toBe(512 + 256 + 256 + 128);
  expect(told.get('getAccount 200')).toBe(1_024);
  expect(told.get('createConversation 201')).toBe(512);
});

test('a webhook’s body has the same optional fields for each of all sets of scopes', () => {
  const render = payloadRenderer(world.server.context.keys.link);
  for (const grant of grants) {
    const body = JSON.parse(String(render({ ...delivery, ...grant, scopes: [...grant.scopes] }, content)));
    const { conversation } = body.data;
    expect(optionalIn(conversation), `${grant.scopes}`).toEqual(optionalFields(grant));
    for (const name of optionalIn(conversation)) expect(conversation[name], name).not.toBeNull();
  }
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, read } from '../../support/api-client.ts';
import type { Schemas } from '../../support/contract.ts';
import {
  addConversations,
  type Conversations,
  messagesTranscript,
  participants,
  salesTranscript,
} from '../../support/conversation-fixtures.ts';
import { createWorld, type World } from '../../support/fixtures.ts';

let world: World;
let conversations: Conversations;
let scopedToken: string;
beforeAll(async () => {
  world = await createWorld();
  conversations = await addConversations(world);
  scopedToken = await world.server.token({ scopes: ['conversations'] });
});
afterAll(() => world.close());

async function detail(token: string, id: string, query = ''): Promise<Schemas['ConversationDetail']> {
  const body = await read(world.server, token, `/conversations/${id}${query}`, 'ConversationResponse');
  expect(Object.keys(body)).toEqual(['conversation', '_meta']);
  return body.conversation;
}

const laterKeys = ['imported_as', 'notices'];
const baseKeys = [
  'id',
  'status',
  'title',
  'company',
  'date',
  'duration',
  'medium',
  'sentiment',
  'conversation_type',
  'summary',
  'department',
  'user',
  'participants',
];

test('gives everything that is known of a completed conversation', async () => {
  const conversation = await detail(scopedToken, conversations.sales);
  expect(Object.keys(conversation)).toEqual([...baseKeys, ...laterKeys]);
  expect(conversation).toEqual({
    id: conversations.sales,
    status: 'completed',
    title: 'Discovery call - Acme',
    company: 'Acme',
    date: conversations.startedAt.sales.toISOString(),
    duration: 143,
    medium: 'call',
    sentiment: expect.stringMatching(/^(positive|neutral|negative)$/),
    conversation_type: 'sales',
    summary: expect.stringMatching(/\w+ \w+/),
    department: world.people.sales,
    user: world.people.erik,
    participants,
    imported_as: null,
    notices: [],
  });
});

test('gives null for what is not known or not ready, and the 31 days old one as well', async () => {
  const bare = { company: null, duration: null, conversation_type: null, department: null, user: null };
  const common = { ...bare, medium: 'upload', participants: [], imported_as: null, notices: [] };
  const { messages, swedish, processing, failed, untranscribed, old, startedAt } = conversations;
  const expected = {
    [messages]: { status: 'completed', title: 'Chat', date: startedAt.messages },
    [old]: { status: 'completed', title: 'Long ago', date: startedAt.old },
    [swedish]: {
      status: 'completed',
      title: 'Möte',
      date: startedAt.swedish,
      department: world.people.support,
      summary: null,
      sentiment: null,
    },
    [processing]: {
      status: 'processing',
      title: 'Renewal - Globex',
      date: startedAt.processing,
      summary: null,
    },
    [failed]: { status: 'failed', title: 'Broken', date: startedAt.failed, summary: null, sentiment: null },
    [untranscribed]: { status: 'processing', date: startedAt.untranscribed, summary: null, sentiment: null },
  };
  for (const [id, { date, ...fields }] of Object.entries(expected)) {
    const conversation = await detail(scopedToken, id);
    expect(Object.keys(conversation)).toEqual([...baseKeys, ...laterKeys]);
    expect(conversation).toMatchObject({ ...common, ...fields, id, date: date.toISOString() });
  }
});

describe('what is included', () => {
  test('transcript and insights come last of what is documented, as their own operations give them', async () => {
    const { server, token } = world;
    const query = '?include_transcript=true&include_insights=true';
    const conversation = await detail(token, conversations.sales, query);
    expect(Object.keys(conversation)).toEqual([
      ...baseKeys,
      'recording_url',
      'transcript',
      'insights',
      ...laterKeys,
    ]);
    expect(conversation.transcript).toEqual(salesTranscript);
    const place = `/conversations/${conversations.sales}/insights`;
    const { insights } = await read(server, token, place, 'InsightsResponse');
    expect(insights.length).toBeGreaterThan(0);
    expect(conversation.insights).toEqual(insights);
  });

  test('only what was asked for', async () => {
    const token = await world.server.token({ includeRecordings: false });
    const keys = async (query: string): Promise<string[]> =>
      Object.keys(await detail(token, conversations.messages, query)).slice(
        baseKeys.length,
        -laterKeys.length,
      );
    expect(await keys('')).toEqual([]);
    expect(await keys('?include_transcript=false&include_insights=false')).toEqual([]);
    expect(await keys('?include_transcript=true')).toEqual(['transcript']);
    expect(await keys('?include_insights=true&include_transcript=false')).toEqual(['insights']);
    const conversation = await detail(token, conversations.messages, '?include_transcript=true');
    expect(conversation.transcript).toEqual(messagesTranscript);
  });

  test('null where it is not ready or not analysed', async () => {
    const query = '?include_transcript=true&include_insights=true';
    const included = async (id: string): Promise<unknown[]> => {
      const { transcript, insights } = await detail(world.token, id, query);
      return [transcript, insights];
    };
    expect(await included(conversations.processing)).toEqual([salesTranscript, null]);
    expect(await included(conversations.failed)).toEqual([salesTranscript, null]);
    expect(await included(conversations.untranscribed)).toEqual([null, null]);
    expect(await included(conversations.swedish)).toMatchObject([{ sentences: [{}, {}] }, null]);
  });

  test.each([
    ['transcripts', 'include_transcript=true'],
    ['insights', 'include_insights=true'],
    ['transcripts', 'include_insights=true&include_transcript=true'],
  ])('needs the scope %s for ?%s, whichever conversation', async (scope, query) => {
    const expected = `{"statusCode":403,"message":"Token does not have the '${scope}' scope","error":"Forbidden"}`;
    for (const id of [conversations.sales, conversations.foreign]) {
      const answer = await call(world.server, scopedToken, `/conversations/${id}?${query}`);
      expect([answer.status, answer.text]).toEqual([403, expected]);
    }
  });
});

describe('recording_url', () => {
  test('is there only with scope and flag, null where there is no recording', async () => {
    const { server, token } = world;
    const link = (await detail(token, conversations.sales)).recording_url;
    expect(link).toMatch(
      new RegExp(
        `^${server.url}/recordings/${server.accountId}/[0-9a-f-]{36}\\?expires=\\d+&signature=[\\w-]+$`,
      ),
    );
    expect((await detail(token, conversations.processing)).recording_url).toBeNull();
    for (const wanted of [{ includeRecordings: false }, { scopes: ['conversations', 'transcripts'] }]) {
      const without = await server.token(wanted);
      expect(await detail(without, conversations.sales)).not.toHaveProperty('recording_url');
    }
  });
});

const badValues = ['', 'TRUE', '1', 'yes', 'true%00', '%00', 'true,false', 'true%20', 'null'];
describe.each(['include_transcript', 'include_insights'])('%s', (name) => {
  test.each([...badValues.map((value) => `${name}=${value}`), `${name}`, `${name}=true&${name}=true`])(
    'refuses ?%s by name',
    async (query) => {
      const answer = await call(world.server, world.token, `/conversations/${conversations.sales}?${query}`);
      expect(answer.body).toEqual({
        statusCode: 400,
        message: `Invalid parameter '${name}': must be true or false`,
        error: 'Bad Request',
      });
    },
  );
});

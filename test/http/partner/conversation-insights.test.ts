import { afterAll, beforeAll, expect, test } from 'vitest';
import { transcriptLines } from '../../../src/domain/transcripts/stored-transcript.ts';
import { call, read } from '../../support/api-client.ts';
import {
  addConversations,
  type Conversations,
  messagesTranscript,
  salesTranscript,
} from '../../support/conversation-fixtures.ts';
import { createWorld, type World } from '../../support/fixtures.ts';

let world: World;
let conversations: Conversations;
beforeAll(async () => {
  world = await createWorld();
  conversations = await addConversations(world);
});
afterAll(() => world.close());

const path = (id: string): string => `/conversations/${id}/insights`;

test('gives what the analysis found, exactly as stored', async () => {
  const answer = await call(world.server, world.token, path(conversations.sales));
  const [stored] = await world.database.query<{ insights: string; topics: string; statistics: string }>(
    'select insights, topics, statistics from analysis where conversation_id = $1',
    [conversations.sales],
  );
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({
    conversation_id: conversations.sales,
    insights: JSON.parse(stored?.insights ?? ''),
    topics: JSON.parse(stored?.topics ?? ''),
    statistics: JSON.parse(stored?.statistics ?? ''),
    _meta: expect.anything(),
  });
});

test('every insight cites the transcript', async () => {
  for (const [id, transcript] of [
    [conversations.sales, salesTranscript],
    [conversations.messages, messagesTranscript],
  ] as const) {
    const lines = transcriptLines(transcript);
    const { insights, topics } = await read(world.server, world.token, path(id), 'InsightsResponse');
    expect(new Set(insights.map((insight) => insight.id)).size).toBe(insights.length);
    for (const { evidence } of insights) {
      expect(evidence.length).toBeGreaterThan(0);
      for (const { sentence_index, speaker_name, start, end, quote } of evidence) {
        const line = lines[sentence_index];
        expect({ speaker_name, start, end }).toEqual({
          speaker_name: line?.speakerName,
          start: line?.start,
          end: line?.end,
        });
        expect(line?.text).toContain(quote);
      }
    }
    for (const { first_sentence, last_sentence } of topics) {
      expect(first_sentence).toBeLessThanOrEqual(last_sentence);
      expect(last_sentence).toBeLessThan(lines.length);
    }
  }
});

test('finds what this call is known to hold', async () => {
  const place = path(conversations.sales);
  const { insights, statistics } = await read(world.server, world.token, place, 'InsightsResponse');
  const promise = insights.find(
    ({ type, evidence }) => type === 'action_item' && evidence[0]?.sentence_index === 12,
  );
  expect(promise).toMatchObject({
    owner: 'Anna Keller',
    due_date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
  });
  expect(Object.keys(promise ?? {})).toEqual([
    'id',
    'type',
    'title',
    'text',
    'evidence',
    'owner',
    'due_date',
  ]);
  const question = insights.find(({ type }) => type === 'question');
  expect(Object.keys(question ?? {})).toEqual([
    'id',
    'type',
    'title',
    'text',
    'evidence',
    'asked_by',
    'answered',
    'rank',
  ]);
  expect(new Set(insights.map(({ type }) => type))).toContain('pricing');
  expect(statistics.sentences).toBe(29);
  expect(statistics.speakers.map(({ speaker_name }) => speaker_name).sort()).toEqual([
    'Anna Keller',
    'Ben Ortiz',
  ]);
  const shares = statistics.speakers.reduce((sum, { talk_ratio }) => sum + (talk_ratio ?? 0), 0);
  expect(shares).toBeCloseTo(1, 2);
});

test('has no times where the transcript has none', async () => {
  const place = path(conversations.messages);
  const { statistics, topics } = await read(world.server, world.token, place, 'InsightsResponse');
  expect(statistics.interactivity_per_minute).toBeNull();
  for (const speaker of statistics.speakers)
    expect(speaker).toMatchObject({ speaking_seconds: null, talk_ratio: null, patience_seconds: null });
  for (const topic of topics) expect(topic).toMatchObject({ start: null, end: null });
});

test('says why there are none', async () => {
  const messages = {
    [conversations.processing]: 'Insights are not available yet',
    [conversations.failed]: 'Insights are not available yet',
    [conversations.untranscribed]: 'Insights are not available yet',
    [conversations.swedish]: "Insights are not available: the conversation's language is not analysed",
  };
  for (const [id, message] of Object.entries(messages)) {
    const answer = await call(world.server, world.token, path(id));
    expect(answer.body).toEqual({ statusCode: 404, message, error: 'Not Found' });
  }
});

test('shows nothing of an analysis that is stored before the conversation is completed', async () => {
  const id = conversations.processing;
  await world.database.query(
    `insert into analysis (account_id, conversation_id, insights, topics, statistics, summary)
     select account_id, $1, insights, topics, statistics, 'early' from analysis where conversation_id = $2`,
    [id, conversations.sales],
  );
  for (const place of [path(id), `/conversations/${id}/summary`])
    expect((await call(world.server, world.token, place)).status).toBe(404);
  const query = `/conversations/${id}?include_insights=true`;
  const { conversation } = await read(world.server, world.token, query, 'ConversationResponse');
  expect(conversation).toMatchObject({ status: 'processing', insights: null, summary: null });
});

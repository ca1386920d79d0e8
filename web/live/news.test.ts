import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { applyNews, progressKey, readNews, uploadsKey } from './news.ts';

const keys = [
  ['session'],
  ['conversations', { q: 'x' }],
  ['conversation', 'a'],
  ['conversation', 'b'],
  ['uploads'],
  ['settings', 'webhooks'],
  ['settings', 'teams'],
];

test.each([
  [{ kind: 'hello', resumed: true } as const, []],
  [{ kind: 'hello', resumed: false } as const, [1, 2, 3, 4, 5, 6]],
  [{ kind: 'change', type: 'conversation.changed', id: 'a' } as const, [1, 2, 4]],
  [{ kind: 'change', type: 'upload.settled', id: 'u' } as const, [4]],
  [{ kind: 'change', type: 'webhook.failing', id: 'w' } as const, [5]],
  [{ kind: 'ended', reason: 'x' } as const, []],
])('%j makes the right things old', (news, old) => {
  const client = new QueryClient();
  for (const key of keys) client.setQueryData(key, 'known');
  applyNews(client, news);
  expect(keys.flatMap((key, n) => (client.getQueryState(key)?.isInvalidated ? [n] : []))).toEqual(old);
});

test('headway moves the row of its conversation, and no other', () => {
  const client = new QueryClient();
  const row = (id: string, status = 'processing') => ({ conversation: { id, status, step: null } });
  client.setQueryData(uploadsKey, {
    uploads: [row('a'), row('b'), row('a', 'completed'), { conversation: null }],
  });
  applyNews(client, { kind: 'progress', id: 'a', step: 'decode', progress: 0.5 });
  const { uploads } = client.getQueryData<{ uploads: { conversation: { step: unknown } | null }[] }>(
    uploadsKey,
  ) ?? {
    uploads: [],
  };
  expect(uploads.map(({ conversation }) => conversation?.step)).toEqual([
    { kind: 'decode', progress: 0.5 },
    null,
    null,
    undefined,
  ]);
  expect(client.getQueryData(progressKey('a'))).toEqual({ step: 'decode', progress: 0.5 });
});

test.each([
  ['hello', '{"resumed":true}', { kind: 'hello', resumed: true }],
  [
    'change',
    '{"type":"conversation.created","id":"a","at":"x"}',
    { kind: 'change', type: 'conversation.created', id: 'a' },
  ],
  [
    'progress',
    '{"id":"a","step":"decode","progress":0.4}',
    { kind: 'progress', id: 'a', step: 'decode', progress: 0.4 },
  ],
  ['of_a_later_version', '{}', null],
])('%s is read', (event, data, news) => {
  expect(readNews(event, data)).toEqual(news);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scopes } from '../../../src/domain/tokens/scopes.ts';
import { call } from '../../support/api-client.ts';
import { addConversations, type Conversations, storeCompleted } from '../../support/conversation-fixtures.ts';
import { createWorld, type World } from '../../support/fixtures.ts';
import { everyOperation, initOf } from '../../support/operation-rows.ts';

let world: World;
let conversations: Conversations;
beforeAll(async () => {
  world = await createWorld();
  conversations = await addConversations(world, storeCompleted);
});
afterAll(() => world.close());

const forbidden = (message: string) => ({ statusCode: 403, message, error: 'Forbidden' });

describe.each(everyOperation)('$id', (operation) => {
  test('works with its own scope alone', async () => {
    const token = await world.server.token({ scopes: operation.scope === null ? [] : [operation.scope] });
    const answer = await call(world.server, token, operation.path(conversations.sales), initOf(operation));
    expect(answer.status).toBe(operation.success);
  });
});

const scoped = everyOperation.filter(({ scope }) => scope !== null);
describe.each(scoped)('$id', (operation) => {
  test('is refused with all scopes but its own', async () => {
    const token = await world.server.token({ scopes: scopes.filter((scope) => scope !== operation.scope) });
    const places = operation.readsConversation
      ? [conversations.sales, conversations.foreign, 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee', 'no-id']
      : [''];
    for (const place of places) {
      const answer = await call(world.server, token, operation.path(place), initOf(operation));
      expect(answer.body).toEqual(forbidden(`Token does not have the '${operation.scope}' scope`));
    }
  });
});

test('recording-url names the missing flag, and the scope first where both are missing', async () => {
  const path = `/conversations/${conversations.sales}/recording-url`;
  const withoutFlag = await world.server.token({ includeRecordings: false });
  expect((await call(world.server, withoutFlag, path)).body).toEqual(
    forbidden('Token does not have recording access (include_recordings is off)'),
  );
  const withoutBoth = await world.server.token({ scopes: ['conversations'], includeRecordings: false });
  expect((await call(world.server, withoutBoth, path)).body).toEqual(
    forbidden("Token does not have the 'recordings' scope"),
  );
});

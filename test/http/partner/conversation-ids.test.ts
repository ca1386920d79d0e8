import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call } from '../../support/api-client.ts';
import { createWorld, type World } from '../../support/fixtures.ts';
import { everyConversationRead } from '../../support/operation-rows.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const unknown = 'AAAAAAAA-bbbb-cccc-dddd-eeeeeeeeeeee';
const malformed = [
  'no-id',
  '1',
  '%00',
  `${unknown}%00`,
  `%00${unknown.slice(1)}`,
  unknown.replaceAll('-', ''),
  `{${unknown}}`,
  ` ${unknown}`.replace(' ', '%20'),
  `${unknown}%0a`,
  unknown.replace('A', 'g'),
  `${unknown.slice(0, -1)}%CE%B1`,
  '%27%20or%201=1--',
  '%2e%2e%2faccount',
  'x'.repeat(2_000),
  'x'.repeat(2_001),
  'x'.repeat(8_000),
];

describe.each(everyConversationRead)('$id', ({ path }) => {
  test('names a malformed id and does not repeat it', async () => {
    for (const id of malformed) {
      const answer = await call(world.server, world.token, path(id));
      expect(answer.body, id.slice(0, 60)).toEqual({
        statusCode: 400,
        message: "Invalid parameter 'id': must be 8-4-4-4-12 hexadecimal digits",
        error: 'Bad Request',
      });
    }
  });
});

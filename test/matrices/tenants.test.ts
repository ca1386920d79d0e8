import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDepartment, addUser } from '../../src/domain/accounts/people-changes.ts';
import { storeAccount } from '../../src/domain/accounts/queries.ts';
import { operator } from '../../src/domain/audit/audit-log.ts';
import { deleteConversation } from '../../src/processing/delete-conversation.ts';
import { type Answer, call } from '../support/api-client.ts';
import { incoming, keepRecording, storeCompleted } from '../support/conversation-fixtures.ts';
import { createWorld, type World } from '../support/fixtures.ts';
import { type IdParameter, idParameters } from './id-parameters.ts';

interface Ids {
  conversation: string;
  department: string;
  user: string;
}

interface Tenant {
  token: string;
  own: Ids;
  /** Of a conversation that was there and is deleted. */
  deleted: string;
}

interface Row {
  of: keyof Ids;
  /** An id that names one thing finds it or not; an id that filters finds nothing of others. */
  use: 'names' | 'filters';
}

const rows: Record<string, Row> = {
  'getConversation id': { of: 'conversation', use: 'names' },
  'getConversationTranscript id': { of: 'conversation', use: 'names' },
  'getConversationInsights id': { of: 'conversation', use: 'names' },
  'getConversationRecordingUrl id': { of: 'conversation', use: 'names' },
  'getConversationSummary id': { of: 'conversation', use: 'names' },
  'listConversations department_id': { of: 'department', use: 'filters' },
  'listConversations user_id': { of: 'user', use: 'filters' },
};

const malformed = (id: string): string[] => [
  'no-id',
  '1',
  '%00',
  `${id}%00`,
  id.replaceAll('-', ''),
  `%7B${id}%7D`,
  `%20${id}`,
  `${id}%0a`,
  `g${id.slice(1)}`,
  `${id.slice(0, -1)}%CE%B1`,
  '%27%20or%201=1--',
];

let world: World;
let tenants: Tenant[];
beforeAll(async () => {
  world = await createWorld();
  const third = randomUUID();
  await storeAccount(world.server.context.pool, { id: third, name: 'Third company', now: new Date() });
  tenants = [];
  for (const accountId of [world.server.accountId, world.other.accountId, third])
    tenants.push(await tenantOf(accountId));
});
afterAll(() => world.close());

async function tenantOf(accountId: string): Promise<Tenant> {
  const { pool } = world.server.context;
  const now = new Date();
  const department = (await addDepartment(pool, accountId, 'Matrix', { by: operator, now })) ?? '';
  const person = { name: 'Of the matrix', email: `matrix@${accountId}.example` };
  const user = (await addUser(pool, accountId, person, { by: operator, now })) ?? '';
  const wanted = {
    ...incoming({ title: `Secret of ${accountId}`, startedAt: new Date(now.getTime() - 3_600_000) }),
    departmentId: department,
    userId: user,
    recording: await keepRecording(world, accountId),
  };
  const conversation = await storeCompleted(world, accountId, wanted);
  const deleted = await storeCompleted(world, accountId, { ...wanted, recording: null });
  await deleteConversation(pool, accountId, deleted, { by: operator, now });
  const token = await world.server.token({ accountId, requestsPerMinute: 6_000 });
  return { token, own: { conversation, department, user }, deleted };
}

test('every parameter that takes an id has a row, and no other', () => {
  const found = idParameters.map(({ operationId, name }) => `${operationId} ${name}`);
  expect(found.toSorted()).toEqual(Object.keys(rows).toSorted());
  for (const parameter of idParameters) expect(['path', 'query']).toContain(parameter.in);
});

function ask(
  { token }: Tenant,
  parameter: IdParameter,
  id: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const { method, template, name } = parameter;
  const path = parameter.in === 'path' ? template.replace(`{${name}}`, id) : `${template}?${name}=${id}`;
  return call(world.server, token, path, { method, headers });
}

/** All that a caller sees but for times and for what is left of the limits. */
function seen({ status, headers, text }: Answer): unknown {
  const fixed = ['content-type', 'content-length', 'etag', 'vary', 'retry-after'];
  return {
    status,
    headers: fixed.map((name) => headers.get(name)),
    text: text.replace(/"timestamp":"[^"]+"/, '"timestamp":""'),
  };
}

const cases = idParameters.map((parameter) => {
  const key = `${parameter.operationId} ${parameter.name}`;
  return { key, parameter, row: rows[key] ?? { of: 'conversation' as const, use: 'names' as const } };
});
const errors = {
  notFound: '{"statusCode":404,"message":"Conversation not found","error":"Not Found"}',
  malformed: {
    statusCode: 400,
    message: expect.stringMatching(/^Invalid parameter '\w+': must be 8-4-4-4-12 hexadecimal digits$/),
    error: 'Bad Request',
  },
};

describe.each(cases)('$key', ({ parameter, row }) => {
  test('finds one’s own', async () => {
    for (const tenant of tenants) {
      const answer = await ask(tenant, parameter, tenant.own[row.of]);
      expect(answer.status).toBe(200);
      expect(answer.text).toContain(tenant.own.conversation);
      expect((await ask(tenant, parameter, tenant.own[row.of].toUpperCase())).status).toBe(200);
    }
  });

  test('tells nothing of another tenant’s id: the answer is that to a random one', async () => {
    for (const tenant of tenants) {
      const random = await ask(tenant, parameter, randomUUID());
      if (row.use === 'names') expect([random.status, random.text]).toEqual([404, errors.notFound]);
      else expect([random.status, random.body]).toMatchObject([200, { conversations: [] }]);
      const foreign = tenants.filter((other) => other !== tenant).map((other) => other.own[row.of]);
      for (const id of [...foreign, ...foreign.map((one) => one.toUpperCase())])
        expect(seen(await ask(tenant, parameter, id))).toEqual(seen(random));
      const any = { 'if-none-match': '*' };
      const held = await ask(tenant, parameter, randomUUID(), any);
      for (const id of foreign) expect(seen(await ask(tenant, parameter, id, any))).toEqual(seen(held));
    }
  });

  test('tells nothing of what is deleted, whoever it was of', async () => {
    for (const tenant of tenants) {
      const random = await ask(tenant, parameter, randomUUID());
      for (const { deleted } of tenants)
        expect(seen(await ask(tenant, parameter, deleted))).toEqual(seen(random));
    }
  });

  test('names a malformed id and does not repeat it', async () => {
    for (const tenant of tenants) {
      for (const id of malformed(tenant.own[row.of])) {
        const answer = await ask(tenant, parameter, id);
        expect([answer.status, answer.body], id).toEqual([400, errors.malformed]);
      }
    }
  });
});

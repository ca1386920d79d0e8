import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDepartment, addUser } from '../../src/domain/accounts/people-changes.ts';
import { operator } from '../../src/domain/audit/audit-log.ts';
import { listAudit } from '../../src/domain/audit/read-audit.ts';
import { actionItems, findTicks } from '../../src/domain/conversations/action-items.ts';
import type { StoredInsight } from '../../src/domain/conversations/analysis-store.ts';
import type { Analysis } from '../../src/engines/analysis/analyser.ts';
import { readEvents } from '../../src/events/event-log.ts';
import { presentCard } from '../../src/http/partner/present-conversation.ts';
import { changeFields } from '../../src/processing/change-fields.ts';
import { tickActionItem } from '../../src/processing/tick-action-item.ts';
import { createInstallation, type Installation } from '../domain/limits/installation.ts';
import { completeWith } from '../support/completion.ts';
import { acceptOne, readWholeOf } from './pipeline-rig.ts';

/** Facts that people give of a conversation, and action items that are done. */
let installation: Installation;
let userId: string;
let departmentId: string;
beforeAll(async () => {
  installation = await createInstallation();
  const { pool, accountId, database } = installation;
  const doing = { by: operator, now: new Date() };
  await addUser(pool, accountId, { name: 'Nils Berg', email: 'nils@northwind.test' }, doing);
  await addDepartment(pool, accountId, 'Sales', doing);
  const idOf = async (table: string) =>
    (await database.query<{ id: string }>(`select id from ${table}`))[0]?.id ?? '';
  userId = await idOf('app_user');
  departmentId = await idOf('department');
});
afterAll(() => installation.close());

const by = { kind: 'user', id: randomUUID() } as const;
const making = () => ({ presentCard, now: new Date(), by });
const keyOf = (id: string) => ({ accountId: installation.accountId, id });

const item = (text: string, sentenceIndex: number) => ({
  type: 'action_item' as const,
  title: text,
  text,
  owner: null,
  dueDate: null,
  evidence: [{ sentenceIndex, speakerName: null, start: null, end: null, quote: text }],
});
const analysisOf = (...items: ReturnType<typeof item>[]): Analysis => ({
  kind: 'analysed',
  summary: { short: 'Short.', text: 'A summary.', sections: [] },
  sentiment: 'neutral',
  topics: [],
  insights: items,
  statistics: {
    sentences: 2,
    words: 10,
    questions: 0,
    speakers: [],
    interactivityPerMinute: null,
    sentimentOverTime: [],
  },
});

async function analyse(id: string, ...items: ReturnType<typeof item>[]): Promise<void> {
  const { pool, accountId, database } = installation;
  await database.query('delete from job where subject_id = $1', [id]);
  await completeWith(pool, accountId, id, { analysis: analysisOf(...items), now: new Date(), again: true });
}
async function itemsOf(id: string) {
  const insights: StoredInsight[] = JSON.parse((await readWholeOf(installation, id)).insightsJson);
  const ticks = await findTicks(installation.pool, installation.accountId, [id]);
  return actionItems(insights, ticks.get(id));
}
const done = async (id: string) =>
  (await itemsOf(id)).map(({ insight, doneAt }) => [insight.text, doneAt !== null]);
async function told(id: string): Promise<{ audit: string[]; events: number }> {
  const filter = { before: null, action: null, subjectId: id, limit: 100 };
  const entries = await listAudit(installation.pool, installation.accountId, filter);
  const found = await readEvents(installation.pool, installation.accountId, 0, 1_000);
  const events = found.kind === 'events' ? found.events : [];
  return {
    audit: entries.map(({ entry }) => entry.action).toReversed(),
    events: events.filter(({ subjectId, type }) => subjectId === id && type === 'conversation.changed')
      .length,
  };
}

test('title, company, type and owners change, in what partners are shown too, and only those that are given', async () => {
  const id = await acceptOne(installation);
  const change = (given: Parameters<typeof changeFields>[2]) =>
    changeFields(installation.pool, keyOf(id), given, making());
  expect(await change({ title: 'Renewal', company: 'Acme', conversationType: 'sales' })).toBe('changed');
  expect(await change({ userId, departmentId })).toBe('changed');
  const card = async () => JSON.parse((await readWholeOf(installation, id)).card);
  expect(await card()).toMatchObject({
    title: 'Renewal',
    company: 'Acme',
    conversation_type: 'sales',
    user: { name: 'Nils Berg' },
    department: { name: 'Sales' },
  });
  expect(await change({ company: null, title: 'Renewal' })).toBe('changed');
  expect(await change({ company: null })).toBe('changed');
  expect(await card()).toMatchObject({ title: 'Renewal', company: null });
  expect(await told(id)).toEqual({ audit: Array(3).fill('conversation.changed'), events: 3 });
});

test('an owner who does not exist is refused, and nothing is changed', async () => {
  const id = await acceptOne(installation);
  const change = (given: Parameters<typeof changeFields>[2], of = id) =>
    changeFields(installation.pool, keyOf(of), given, making());
  expect(await change({ title: 'X', userId: randomUUID() })).toBe('unknown_user');
  expect(await change({ title: 'X', departmentId: randomUUID() })).toBe('unknown_department');
  expect(await change({ title: 'X' }, randomUUID())).toBe('not_found');
  expect(await told(id)).toEqual({ audit: [], events: 0 });
});

test('an item that is done stays so in a new analysis that has the same words, and only that one', async () => {
  const id = await acceptOne(installation);
  await analyse(id, item('Send the offer', 0), item('Call Jane', 1), item('Call Jane', 2));
  const [, , second] = await itemsOf(id);
  const tick = (isDone: boolean, insightId = second?.insight.id ?? '') =>
    tickActionItem(installation.pool, keyOf(id), { insightId, isDone }, making());
  const before = await told(id);
  expect(await tick(true)).toBe('ticked');
  expect(await tick(true)).toBe('ticked');
  expect((await told(id)).events).toBe(before.events + 1);
  await analyse(id, item('Call Jane', 3), item('Call Jane', 4), item('Send the offer!', 0));
  expect(await done(id)).toEqual([
    ['Call Jane', false],
    ['Call Jane', true],
    ['Send the offer!', false],
  ]);
  expect(await tick(false)).toBe('not_found');
  expect(await tick(false, (await itemsOf(id))[1]?.insight.id)).toBe('ticked');
  expect((await done(id)).some(([, isDone]) => isDone)).toBe(false);
  expect((await told(id)).audit).toEqual([
    'conversation.action_item_done',
    'conversation.action_item_reopened',
  ]);
});

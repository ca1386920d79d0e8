import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { statementTexts } from './statement-texts.ts';

/** Nobody reads or changes a deleted conversation by mistake: every statement says that it leaves them out, or has a reason. */

/**
 * Tables of what belongs to one conversation. Deliveries are not among them: they tell what was sent to whom, which
 * stays.
 */
const tables = [
  'conversation',
  'transcript',
  'analysis',
  'recording',
  'recognition',
  'transcript_correction',
  'action_item_tick',
];

/** Statements that do not leave deleted ones out, each with its reason. */
const alsoDeleted: Record<string, string> = {
  'insert-conversations': 'finds out whether the conversation that has a key is deleted, which frees the key',
  'complete-conversations': 'changes those that it has locked just before, which leaves deleted ones out',
  'src/domain/conversations/operator-reads.ts': 'the operator lists deleted ones by themselves, see there',
  'select-visible-ids': 'a viewer hears that a conversation went',
  'select-for-operator': 'shows the operator that one is deleted, and until when it comes back',
  'select-by-id-prefix': 'names what is to be brought back',
  'select-cards-of-owner': 'a renamed owner shows in deleted ones too, as they may be brought back',
  'update-cards-of-owner': 'the same',
  'select-access': 'tells whether it is deleted, as it may be brought back',
  'select-deletion': 'tells whether it is deleted',
  'hold-from-deletion': 'tells whether they are deleted, and keeps others from doing it',
  'mark-conversation-deleted': 'deletes it, and brings it back',
  'begin-erasing-conversation': 'erases only deleted ones',
  'select-conversations-to-index': 'a deleted one may be brought back, and is found again then',
  'select-ids-to-index': 'the same',
  'lock-conversations-to-index': 'the same',
  'select-owners-of-visible': 'tells which of them may be brought back',
  'src/domain/search/conversation-list.ts':
    'shows what its first part found, whose conditions leave deleted ones out',
  'select-recordings-to-erase': 'the same: which files to remove',
  'erase-transcript': 'the same',
  'erase-analysis': 'the same',
  'erase-corrections': 'the same',
  'erase-action-item-ticks': 'the same',
  'erase-recognition': 'the same',
  'erase-recordings': 'the same',
  'erase-conversation': 'the same',
  'delete-conversation-type': 'one of them may come back, with its type',
  'purge-webhook-deliveries': 'keeps deliveries of deleted ones until they are erased',
  'store-recognised-words': 'in a transaction in which holdStep holds the conversation',
  'forget-recognised-words': 'the same',
  'update-recording-decoded': 'the same',
  'update-analysis-notices': 'the same',
  'remove-correction-undone': 'in a transaction in which the conversation is locked, and is not deleted',
  'untick-action-item': 'the same',
  'select-recognition': 'read by steps alone, which end as if nothing had been done where it is deleted',
};

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const touching = new RegExp(`\\b(?:from|join|update|using)\\s+(?:${tables.join('|')})\\b`, 'g');

/** Whether the text names these tables and deleted conversations are not left out: once for each time conversation is named. */
function letsDeletedThrough(text: string): boolean {
  const named = text.match(touching) ?? [];
  const conversations = named.filter((match) => match.endsWith(' conversation')).length;
  const leftOut = text.match(/\bdeleted_at is null\b/g)?.length ?? 0;
  return named.length > 0 && leftOut < Math.max(1, conversations);
}

test.each([
  ['select 1 from conversation where id = $1', true],
  ['select 1 from conversation where id = $1 and deleted_at is null', false],
  ['select 1 from transcript where id = $1', true],
  ['update conversation set title = $1', true],
  ['with a as (select from conversation where deleted_at is null) update conversation set title = $1', true],
  ['select 1 from conversation_change', false],
  ['insert into conversation (id) values ($1)', false],
])('%s lets deleted ones through: %s', (text, expected) => {
  expect(letsDeletedThrough(text)).toBe(expected);
});

test('every statement on conversations leaves deleted ones out, but for those with a reason', () => {
  const texts = statementTexts();
  expect(texts.filter(({ text }) => text.search(touching) >= 0).length).toBeGreaterThan(25);
  const loose = texts.filter(({ text }) => letsDeletedThrough(text)).map(({ name }) => name);
  expect([...new Set(loose)].toSorted()).toEqual(Object.keys(alsoDeleted).toSorted());
});

test('every function of the database does so too', async () => {
  const functions = await database.query<{ name: string; text: string }>(
    `select proname as name, prosrc as text from pg_proc where pronamespace = 'public'::regnamespace
       and not exists (select from pg_depend d where d.objid = pg_proc.oid and d.deptype = 'e')`,
  );
  expect(functions.length).toBeGreaterThan(5);
  expect(functions.filter(({ text }) => letsDeletedThrough(text))).toEqual([]);
});

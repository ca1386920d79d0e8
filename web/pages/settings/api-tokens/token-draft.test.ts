import { expect, test } from 'vitest';
import { bodyOf, expiryOf, newDraft, purposeOf } from './token-draft.ts';

const now = new Date('2026-06-03T09:00:00.000Z');

test.each([
  ['never', '', null],
  ['30', '', '2026-07-03T09:00:00.000Z'],
  ['date', 'no day', ''],
])('expiry %s %s is %s', (expiry, expiryDate, expected) => {
  expect(expiryOf({ ...newDraft, expiry, expiryDate }, now)).toBe(expected);
});

test('the last day belongs to the token', () => {
  const end = expiryOf({ ...newDraft, expiry: 'date', expiryDate: '2026-06-10' }, now);
  expect(new Date(end ?? '')).toEqual(new Date(2026, 5, 10, 23, 59, 59));
});

test('the expiry of a token is left alone, and recordings need their scope', () => {
  const draft = { ...newDraft, name: 'x', expiry: 'keep', includeRecordings: true, scopes: ['users'] };
  expect(bodyOf(draft, now)).toEqual({
    name: 'x',
    scopes: ['users'],
    include_recordings: false,
    requests_per_minute: 60,
    daily_conversation_quota: 1_000,
  });
});

test('a purpose is known by its scopes, in any order', () => {
  const preset = { name: 'CRM', meaning: '', include_recordings: false };
  const presets = [{ ...preset, id: 'crm', scopes: ['users', 'insights'] }];
  const of = (scopes: string[], includeRecordings = false): string =>
    purposeOf({ scopes: [], presets }, { ...newDraft, scopes, includeRecordings });
  expect([of(['insights', 'users']), of(['insights', 'users'], true), of(['users'])]).toEqual([
    'crm',
    'custom',
    'custom',
  ]);
});

import { describe, expect, test } from 'vitest';
import { lifetimeMs, participants, scopeList } from './arguments.ts';

const jane = { name: 'Jane Doe', email: 'jane@acme.test', role: 'customer' };

describe('participants', () => {
  test.each([
    ['Jane Doe <jane@acme.test>:customer', [jane]],
    [
      'Jane Doe <jane@acme.test>:customer, Erik <e@n.test>:internal',
      [jane, { name: 'Erik', email: 'e@n.test', role: 'internal' }],
    ],
    ['Jane Doe <jane@acme.test>:customer;Erik', [jane, { name: 'Erik', email: null, role: null }]],
    ['Doe, Jane', [{ name: 'Doe, Jane', email: null, role: null }]],
    ['<jane@acme.test>', [{ name: null, email: 'jane@acme.test', role: null }]],
    ['Jane: customer', [{ name: 'Jane', email: null, role: 'customer' }]],
  ])('%s', (text, people) => expect(participants(text)).toEqual(people));

  test.each(['', '<no address>', 'Jane <jane@acme.test', ':customer'])('refuses %j', (text) => {
    expect(() => participants(text)).toThrow();
  });

  test('repeating the option adds', () => expect(participants('Erik', [jane])).toHaveLength(2));
});

test.each([
  ['90d', 7_776_000_000],
  ['12h', 43_200_000],
  ['never', null],
])('lifetime %s', (text, ms) => expect(lifetimeMs(text)).toBe(ms));

test.each(['', '0d', '-1d', '90', '90m', '1.5h'])('refuses the lifetime %j', (text) => {
  expect(() => lifetimeMs(text)).toThrow();
});

test('scopes come in their own order, all of them by name', () => {
  expect(scopeList('transcripts,users')).toEqual(['users', 'transcripts']);
  expect(scopeList('all')).toHaveLength(8);
  expect(() => scopeList('users,everything')).toThrow('Scopes are');
});

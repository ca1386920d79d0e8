import { describe, expect, test } from 'vitest';
import { lifetimeMs, participants, scopeList, speakerRenames, webAddress } from './arguments.ts';

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
  ['never', 'never'],
])('lifetime %s', (text, ms) => expect(lifetimeMs(text)).toBe(ms));

test.each(['', '0d', '-1d', '90', '90m', '1.5h'])('refuses the lifetime %j', (text) => {
  expect(() => lifetimeMs(text)).toThrow();
});

test.each([
  ['https://example.com/a b?c=ä#d', 'https://example.com/a%20b?c=%C3%A4#d'],
  ['http://[::1]:8080', 'http://[::1]:8080/'],
])('the address %s', (text, href) => expect(webAddress(text)).toBe(href));

test.each([
  'example.com',
  'ftp://example.com/',
  'https://example.com/%zz',
  'https://example.com/?a=[b]|c',
  `https://example.com/${'a'.repeat(2_048)}`,
])('refuses the address %s', (text) => expect(() => webAddress(text)).toThrow());

test('scopes come in their own order, all of them by name', () => {
  expect(scopeList('transcripts,users')).toEqual(['users', 'transcripts']);
  expect(scopeList('all')).toHaveLength(9);
  expect(() => scopeList('users,everything')).toThrow('Scopes are');
});

describe('speakerRenames', () => {
  test.each([
    ['Speaker 1=Jane Doe', { from: 'Speaker 1', name: 'Jane Doe', email: null }],
    [
      ' Speaker 1 = Jane Doe <jane@acme.test> ',
      { from: 'Speaker 1', name: 'Jane Doe', email: 'jane@acme.test' },
    ],
    ['Speaker 2=a=b', { from: 'Speaker 2', name: 'a=b', email: null }],
    ['Möte 1=Åsa Öberg', { from: 'Möte 1', name: 'Åsa Öberg', email: null }],
  ])('%s', (text, rename) => expect(speakerRenames(text)).toEqual([rename]));

  test.each([
    '',
    'Speaker 1',
    'Speaker 1=',
    '=Jane',
    ' =Jane',
    'Speaker 1= ',
    'Speaker 1=<jane@acme.test>',
    'Speaker 1=Jane <nobody>',
    'Speaker 1=Jane <jane@acme.test',
    'Speaker 1=Jane\nDoe',
    `Speaker 1=${'x'.repeat(201)}`,
  ])('refuses %j', (text) => expect(() => speakerRenames(text)).toThrow());

  test('repeating the option adds', () => {
    const [first, second] = speakerRenames('Speaker 2=Erik', speakerRenames('Speaker 1=Jane'));
    expect([first?.name, second?.name]).toEqual(['Jane', 'Erik']);
  });

  test('a speaker is one person', () =>
    expect(() => speakerRenames('Speaker 1=Erik', speakerRenames('Speaker 1=Jane'))).toThrow(
      'one name only',
    ));
});

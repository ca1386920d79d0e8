import { expect, test } from 'vitest';
import { type KeyPress, nameOf, ShortcutList } from './shortcut-list.ts';

/** The labels that the keys ran, each a tenth of a second after the one before. */
function ranBy(presses: (string | Partial<KeyPress>)[]): string[] {
  const ran: string[] = [];
  const list = new ShortcutList();
  for (const keys of ['g c', 'g h', 'c', 'mod k', '?'])
    list.add({ keys, label: keys, run: () => ran.push(keys) });
  for (const [index, press] of presses.entries())
    list.run({
      name: '',
      typing: false,
      atMs: index * 100,
      ...(typeof press === 'string' ? { name: press } : press),
    });
  return ran;
}

test.each<[(string | Partial<KeyPress>)[], string[]]>([
  [['g', 'c'], ['g c']],
  [['c'], ['c']],
  [['g', 'x', 'c'], ['c']],
  [['g', '?'], ['?']],
  [['g', 'g', 'h'], ['g h']],
  [['g', { name: 'h', atMs: 5_000 }], []],
  [
    [
      { name: 'c', typing: true },
      { name: 'mod k', typing: true },
    ],
    ['mod k'],
  ],
  [['g', { name: 'x', typing: true }, 'h'], []],
])('keys %j run %j', (presses, expected) => expect(ranBy(presses)).toEqual(expected));

test('the newest hides an older one with the same keys until it goes', () => {
  const ran: string[] = [];
  const list = new ShortcutList();
  list.add({ keys: 'j', label: 'old', run: () => ran.push('old') });
  const remove = list.add({ keys: 'j', label: 'new', run: () => ran.push('new') });
  expect(list.all().map(({ label }) => label)).toEqual(['new']);
  list.run({ name: 'j', typing: false, atMs: 0 });
  remove();
  list.run({ name: 'j', typing: false, atMs: 0 });
  expect(ran).toEqual(['new', 'old']);
});

test.each([
  [{ key: ' ', ctrlKey: false, metaKey: false, altKey: false }, 'space'],
  [{ key: 'K', ctrlKey: true, metaKey: false, altKey: false }, 'mod k'],
  [{ key: 'k', ctrlKey: false, metaKey: true, altKey: false }, 'mod k'],
  [{ key: '?', ctrlKey: false, metaKey: false, altKey: false }, '?'],
  [{ key: 'e', ctrlKey: true, metaKey: false, altKey: true }, 'alt e'],
])('%j is %s', (event, name) => expect(nameOf(event)).toBe(name));

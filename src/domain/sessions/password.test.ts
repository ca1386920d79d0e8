import { expect, test } from 'vitest';
import { hashPassword, isGuessable, isPassword } from './password.ts';

test('a password fits its hash in whichever form it is typed, and no other does', async () => {
  const hash = await hashPassword('Ka\u0301ffee mit Milch');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await isPassword(hash, 'K\u00e1ffee mit Milch')).toBe(true);
  expect(await isPassword(hash, 'K\u00e1ffee mit milch')).toBe(false);
  expect(await isPassword(null, 'nobody has this password')).toBe(false);
});

const person = { email: 'Erik.Lindstrom@example.com', name: 'Erik Lindström' };
test.each([
  ['erik.lindstrom@example.com', true],
  ['erik.lindstrom', true],
  ['ERIK LINDSTRÖM', true],
  ['aaaaaaaaaaaa', true],
  ['121212121212', true],
  ['correct horse battery', false],
])('%s is guessed at once: %s', (password, guessable) => {
  expect(isGuessable(password, person)).toBe(guessable);
});

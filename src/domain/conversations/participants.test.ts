import { expect, test } from 'vitest';
import { uuidForm } from '../../base/uuid.ts';
import { listedParticipants, speakerIdOf } from './participants.ts';

const person = (name: string) => ({ name, email: null, role: null });
const ids = (people: readonly { id: string }[]): string[] => people.map(({ id }) => id);

test('ids are the same each time, and each has another', () => {
  const listed = listedParticipants('c', [person('Ann'), person('Bob')]);
  expect(ids(listedParticipants('c', [person('Ann'), person('Bob')]))).toEqual(ids(listed));
  expect(new Set([...ids(listed), ...ids(listedParticipants('d', [person('Ann')]))]).size).toBe(3);
  for (const id of ids(listed)) expect(id).toMatch(uuidForm);
});

test('one who comes later takes the id of nobody, wherever others went', () => {
  const [, bob, cem] = listedParticipants('c', ['Ann', 'Bob', 'Cem'].map(person));
  if (!bob || !cem) throw new Error('Not listed');
  const after = listedParticipants('c', [bob, cem, person('Dag')]);
  expect(after.slice(0, 2)).toEqual([bob, cem]);
  expect(new Set(ids(after)).size).toBe(3);
});

test('a speaker is known by conversation and name', () => {
  expect(speakerIdOf('c', 'Ann')).toBe(speakerIdOf('c', 'Ann'));
  expect(new Set([speakerIdOf('c', 'Ann'), speakerIdOf('c', 'ann'), speakerIdOf('d', 'Ann')]).size).toBe(3);
});

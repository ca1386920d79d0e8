import { expect, test } from 'vitest';
import { SendGate } from './send-gate.ts';

/** The keys inside, in the order of entry; microtasks have run when `settled` resolves. */
function enterAll(gate: SendGate, keys: string[]): { inside: string[]; settled(): Promise<void> } {
  const inside: string[] = [];
  for (const [i, key] of keys.entries()) {
    const turn = gate.enter(key);
    if (turn) void turn.then(() => inside.push(`${key}${i}`));
    else inside.push(`${key}${i}`);
  }
  return { inside, settled: () => new Promise((resolve) => setImmediate(resolve)) };
}

test('no more than its share of one key is inside, and who waits for it is passed by', async () => {
  const gate = new SendGate(4, 2);
  const { inside, settled } = enterAll(gate, ['a', 'a', 'a', 'b', 'a', 'b', 'c']);
  await settled();
  expect(inside).toEqual(['a0', 'a1', 'b3', 'b5']);
  gate.leave('b');
  await settled();
  expect(inside.slice(4)).toEqual(['c6']);
  gate.leave('a');
  gate.leave('a');
  await settled();
  expect(inside.slice(5)).toEqual(['a2', 'a4']);
});

test('whoever leaves makes room again, for those that come later too', () => {
  const gate = new SendGate(1, 1);
  expect(gate.enter('a')).toBeUndefined();
  gate.leave('a');
  expect(gate.enter('b')).toBeUndefined();
  expect(gate.enter('a')).toBeInstanceOf(Promise);
});

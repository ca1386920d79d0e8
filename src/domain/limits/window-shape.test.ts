import { expect, test } from 'vitest';
import { windowMs, windowShape } from './window-shape.ts';

test('up to 600 a minute every call is a slot and nothing is leased', () => {
  for (let limit = 1; limit <= 600; limit += 1) {
    expect(windowShape(limit)).toEqual({ slots: limit, callsPerSlot: 1, leaseMs: 0 });
  }
});

test('no limit is ever exceeded, and at most one percent of it is lost', () => {
  let worst = 0;
  for (let limit = 1; limit <= 100_000; limit += 1) {
    const { slots, callsPerSlot, leaseMs } = windowShape(limit);
    // A slot is free again one window after its stamp, which lies leaseMs after the first of its calls.
    const sustained = (slots * callsPerSlot * windowMs) / (windowMs + leaseMs);
    if (slots * callsPerSlot > limit) throw new Error(`${limit} admits ${slots * callsPerSlot}`);
    worst = Math.max(worst, 1 - sustained / limit);
  }
  expect(worst).toBeLessThanOrEqual(0.01);
});

test('the ring stays small, and outlasts a minute of blocks that are hardly used', () => {
  for (let limit = 601; limit <= 1_000_000; limit += limit < 10_000 ? 1 : 997) {
    const { slots, leaseMs } = windowShape(limit);
    expect(slots).toBeLessThanOrEqual(240);
    // The version before left a block for a new one when a twentieth of its time was left.
    expect(slots * leaseMs * 0.95).toBeGreaterThan(windowMs + leaseMs);
  }
});

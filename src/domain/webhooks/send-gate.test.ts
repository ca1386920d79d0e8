import { beforeEach, expect, test } from 'vitest';
import { type Attempt, type Ending, EndpointPaces, slowAfterMs } from './endpoint-paces.ts';
import { SendGate } from './send-gate.ts';

let nowMs = 0;
let paces: EndpointPaces;
beforeEach(() => {
  nowMs = 0;
  paces = new EndpointPaces({ monotonicMs: () => nowMs });
});

/** A gate and those inside. Bodies are large for names that begin so. */
function openGate(
  most: number,
  mostOfOne: number,
): {
  inside: Attempt[];
  enter(...subscriptions: string[]): Promise<string[]>;
  leave(subscription: string, ending?: Ending): Promise<string[]>;
} {
  const gate = new SendGate(paces, most, mostOfOne);
  const inside: Attempt[] = [];
  let before: Attempt[] = [];
  /** Those that were let in since the last call. */
  const letIn = async (): Promise<string[]> => {
    // Microtasks have run by then.
    await new Promise((resolve) => setImmediate(resolve));
    const more = inside.filter((attempt) => !before.includes(attempt));
    before = [...inside];
    return more.map(({ subscription }) => subscription);
  };
  return {
    inside,
    enter(...subscriptions) {
      for (const subscription of subscriptions) {
        const turn = gate.enter(subscription, subscription.startsWith('large') ? 40_000_000 : 1_000);
        if (turn instanceof Promise) void turn.then((attempt) => inside.push(attempt));
        else inside.push(turn);
      }
      return letIn();
    },
    leave(subscription, ending = 'answered') {
      const at = inside.findIndex((attempt) => attempt.subscription === subscription);
      for (const attempt of inside.splice(at, 1)) gate.leave(attempt, ending);
      return letIn();
    },
  };
}

const many = (count: number, name = ''): string[] => Array.from({ length: count }, (_, n) => `${name}${n}`);

function answerFrom(subscriptions: readonly string[]): void {
  for (const subscription of subscriptions) paces.learn(subscription, { answered: true, timedOut: false });
}

/** So many time-outs in a row. */
function timeOut(subscriptions: readonly string[], times: number): void {
  for (const subscription of subscriptions) {
    for (let n = 0; n < times; n += 1) paces.end(paces.begin(subscription, 0), 'timeout');
  }
}

test('no more than its share of one is inside, and who waits for it is passed by', async () => {
  answerFrom(['a', 'b', 'c']);
  const { enter, leave } = openGate(4, 2);
  expect(await enter('a', 'a', 'a', 'b', 'a', 'b', 'c')).toEqual(['a', 'a', 'b', 'b']);
  expect(await leave('b')).toEqual(['c']);
  expect(await leave('a')).toEqual(['a']);
  expect(await leave('a')).toEqual(['a']);
});

test('whoever leaves makes room again, for those that come later too', async () => {
  answerFrom(['a', 'b']);
  const { enter, leave } = openGate(1, 1);
  expect(await enter('a')).toEqual(['a']);
  await leave('a');
  expect(await enter('b', 'a')).toEqual(['b']);
});

test('subscriptions take turns, however many deliveries of one came first', async () => {
  answerFrom(['a', 'b', 'c']);
  const { enter, leave } = openGate(2, 2);
  await enter('a', 'a', 'a', 'a', 'a', 'b', 'b', 'c');
  const order: string[] = [];
  for (const left of ['a', 'a', 'b', 'c', 'a', 'b']) order.push(...(await leave(left)));
  expect(order.toSorted()).toEqual(['a', 'a', 'a', 'b', 'b', 'c']);
  expect(order.slice(0, 3).toSorted()).toEqual(['a', 'b', 'c']);
});

test('an endpoint that has not answered yet is sent one delivery, then as many as all others', async () => {
  const { enter, leave } = openGate(8, 3);
  expect(await enter('a', 'a', 'a', 'a', 'a')).toEqual(['a']);
  expect(await leave('a')).toEqual(['a', 'a', 'a']);
});

test('after three time-outs in a row an endpoint has one connection until it answers', async () => {
  answerFrom(['a']);
  timeOut(['a'], 2);
  const { enter, leave } = openGate(32, 4);
  expect(await enter('a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a')).toHaveLength(4);
  // The third in a row.
  for (const more of [[], [], [], ['a'], ['a']]) expect(await leave('a', 'timeout')).toEqual(more);
  expect(await leave('a')).toEqual(['a', 'a', 'a']);
});

test('a quarter of the places is for endpoints that answer, however many others hang', async () => {
  timeOut(many(100), 3);
  answerFrom(['good', 'better']);
  const { enter } = openGate(16, 10);
  expect(await enter(...many(100), ...many(100, 'new'))).toEqual([...many(10), ...many(100, 'new')]);
  expect(await enter(...Array(10).fill('good'), 'better')).toEqual(['good', 'good', 'good', 'good']);
});

test('new endpoints have one connection each, but not with large bodies', async () => {
  const { enter, leave } = openGate(16, 10);
  expect(await enter('large1', 'large2', 'large3', 'new')).toEqual(['large1', 'large2']);
  expect(await leave('large1')).toEqual(['large3']);
  expect(await leave('large2')).toEqual(['new']);
});

test('where those that answered begin to hang, others that answer are not held up', async () => {
  answerFrom([...many(4), 'good']);
  const { enter, leave, inside } = openGate(16, 4);
  await enter(...many(4), ...many(4), ...many(4), ...many(4));
  expect(inside).toHaveLength(16);
  expect(await enter('good', 'good')).toEqual([]);
  nowMs += slowAfterMs;
  expect(await enter('good', 'good', 'good')).toEqual(['good', 'good', 'good', 'good']);
  expect(inside).toHaveLength(20);
  await leave('good');
  expect(inside).toHaveLength(20);
});

test('what hangs inside has an end, and takes nothing from those that answer', async () => {
  answerFrom(['good']);
  const { enter, inside } = openGate(16, 1);
  await enter(...many(200));
  expect(inside).toHaveLength(144);
  nowMs += slowAfterMs;
  expect(await enter(...many(50, 'more'))).toEqual([]);
  expect(await enter('good')).toEqual(['good']);
});

test('what was not sent says nothing of the receiver', async () => {
  answerFrom(['a']);
  const { enter, leave } = openGate(4, 2);
  await enter('a', 'a');
  nowMs += slowAfterMs;
  expect(paces.paceOf('a')).toBe('slow');
  await leave('a', 'cut');
  await leave('a', 'cut');
  expect(paces.paceOf('a')).toBe('quick');
});

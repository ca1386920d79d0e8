import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readCall, readCalls } from '../../../testing/calls/read-call.ts';

const head = `title: Lamps
kind: sales
started: 2026-03-10T14:00:00Z
person: Ann Lee <ann@a.example>; Seller
person: Bob Ray <bob@b.example>; Buyer
`;
const callOf = (...talk: string[]) =>
  readCall(`${head}\n${talk.join('\n')}\n--\nsummary: Lamps.\nmust: Red.\n`, 'x.call');

test('lines, topics and labels', () => {
  const call = callOf(
    '== Greeting',
    'Ann Lee: Hi; can you hear me? ## question true',
    '== Lamps',
    'Bob Ray: Too dear. ## objection; pricing',
    'Ann Lee: Why? ## question unknown',
    'Ann Lee: I will send one: red. ## action send owner="Ann Lee" due=2026-03-13 title="Send a lamp"; next_step',
    'Bob Ray: Good. ## action send',
    'Bob Ray: Bye.',
  );
  expect(call.lines.map(({ speakerName, answered, tracked }) => [speakerName, answered, tracked])).toEqual([
    ['Ann Lee', true, []],
    ['Bob Ray', undefined, ['objection', 'pricing']],
    ['Ann Lee', null, []],
    ['Ann Lee', undefined, ['next_step']],
    ['Bob Ray', undefined, []],
    ['Bob Ray', undefined, []],
  ]);
  expect(call.topics).toEqual([
    { firstLine: 0, title: 'Greeting' },
    { firstLine: 1, title: 'Lamps' },
  ]);
  expect(call.actions).toEqual([
    { owner: 'Ann Lee', due: '2026-03-13', title: 'Send a lamp', lines: [3, 4] },
  ]);
  expect(call).toMatchObject({ title: 'Lamps', kind: 'sales', summary: 'Lamps.', must: ['Red.'], never: [] });
});

test.each([
  ['nobody of that name', 'Cid: Hi.', 'x.call:7: nobody is called Cid'],
  ['an unknown label', 'Ann Lee: Hi. ## joke', 'x.call:7: the label joke is unknown'],
  [
    'an action of nobody',
    'Ann Lee: Hi. ## action a owner="Cid" title="Go"',
    'the action a has no title, or its owner is nobody',
  ],
  [
    'a day before the call',
    'Ann Lee: Hi. ## action a owner="Ann Lee" due=2026-03-09 title="Go"',
    '2026-03-09 is no day',
  ],
])('%s is refused with its place', (_, line, fault) => {
  expect(() => callOf(line)).toThrow(fault);
});

const folder = fileURLToPath(new URL('../../../testing/calls/', import.meta.url));

test.each(['en/develop', 'en/check', 'sv/develop', 'sv/check'].filter((of) => existsSync(folder + of)))(
  'the calls of %s are as the format says',
  (of) => {
    for (const { call } of readCalls(folder + of)) {
      expect(call.lines.length).toBeGreaterThan(60);
      expect(call.must.length).toBeGreaterThanOrEqual(5);
      expect(call.topics.length).toBeGreaterThanOrEqual(3);
    }
  },
);

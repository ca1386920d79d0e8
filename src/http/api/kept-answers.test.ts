import { expect, test } from 'vitest';
import { type Answer, answerOf } from './answer.ts';
import { KeptAnswers } from './kept-answers.ts';

const kilobyte = (filler: string): Answer => answerOf({ text: filler.repeat(1_000) });

function keepTwice(answers: KeptAnswers, name: string, version: string, answer = kilobyte('x')): void {
  answers.keep(name, { version, answer });
  answers.keep(name, { version, answer });
}

/** Whether the answer is kept as of this version. */
async function isKept(answers: KeptAnswers, name: string, version: string): Promise<boolean> {
  return (await answers.find(name, async (kept) => kept === version)) !== null;
}

test('what is asked for once is not kept, what is asked for again is', async () => {
  const answers = new KeptAnswers(100_000);
  answers.keep('page', { version: '1', answer: kilobyte('x') });
  expect(await isKept(answers, 'page', '1')).toBe(false);
  answers.keep('page', { version: '2', answer: kilobyte('y') });
  const kept = await answers.find('page', async (version) => version === '2');
  expect(kept?.endedBy('"}').join('')).toBe(`{"text":"${'y'.repeat(1_000)}""}`);
  answers.keep('page', { version: '3', answer: kilobyte('z') });
  expect(await isKept(answers, 'page', '3')).toBe(true);
});

test('what is not the present version any more is not given', async () => {
  const answers = new KeptAnswers(100_000);
  keepTwice(answers, 'page', '1');
  expect(await isKept(answers, 'page', '2')).toBe(false);
  expect(await isKept(answers, 'page', '1')).toBe(true);
});

test('keeps what is used, within its bytes', async () => {
  const answers = new KeptAnswers(100_000);
  for (let i = 0; i < 1_000; i += 1) {
    keepTwice(answers, `page ${i}`, String(i));
    expect(await isKept(answers, 'page 0', '0')).toBe(true);
  }
  const kept = await Promise.all(
    Array.from({ length: 1_000 }, (_, i) => isKept(answers, `page ${i}`, String(i))),
  );
  const count = kept.filter(Boolean).length;
  expect(count).toBeGreaterThan(20);
  expect(count).toBeLessThan(50);
  expect(answers.bytes).toBeGreaterThan(count * 2_000);
  expect(answers.bytes).toBeLessThanOrEqual(100_000);
});

test('counts what was sent from memory, and what was looked for in vain', async () => {
  const answers = new KeptAnswers(100_000);
  await isKept(answers, 'page', '1');
  keepTwice(answers, 'page', '1');
  await isKept(answers, 'page', '1');
  await isKept(answers, 'page', '1');
  await isKept(answers, 'page', '2');
  expect([answers.hits, answers.misses]).toEqual([2, 2]);
});

test('where there is no room for answers, none is kept', async () => {
  const answers = new KeptAnswers(0);
  keepTwice(answers, 'page', '1');
  expect(await isKept(answers, 'page', '1')).toBe(false);
  expect(answers.bytes).toBe(0);
});

test('one large answer pushes out no others', async () => {
  const answers = new KeptAnswers(100_000);
  keepTwice(answers, 'small', '1');
  keepTwice(answers, 'large', '1', answerOf({ text: 'x'.repeat(50_000) }));
  expect(await isKept(answers, 'large', '1')).toBe(false);
  expect(await isKept(answers, 'small', '1')).toBe(true);
});

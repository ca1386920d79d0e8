import { expect, test } from 'vitest';
import { answerOf } from './answer.ts';
import { KeptAnswers } from './kept-answers.ts';

const kilobyte = (filler: string): ReturnType<typeof answerOf> => answerOf({ text: filler.repeat(1_000) });

test('keeps what is used, within its bytes', () => {
  const answers = new KeptAnswers(100_000);
  for (let i = 0; i < 1_000; i += 1) {
    answers.keep(`page ${i}`, { version: String(i), answer: kilobyte('x') });
    expect(answers.find('page 0')?.version).toBe('0');
  }
  const kept = Array.from({ length: 1_000 }, (_, i) => answers.find(`page ${i}`)).filter(Boolean);
  expect(kept.length).toBeGreaterThan(20);
  expect(kept.length).toBeLessThan(50);
});

test('one large answer pushes out no others', () => {
  const answers = new KeptAnswers(100_000);
  answers.keep('small', { version: '1', answer: kilobyte('x') });
  answers.keep('large', { version: '1', answer: answerOf({ text: 'x'.repeat(50_000) }) });
  expect(answers.find('large')).toBeUndefined();
  expect(answers.find('small')?.version).toBe('1');
});

import { expect, test } from 'vitest';
import { answerOf } from './answer.ts';
import { KeptAnswers } from './kept-answers.ts';

const kilobyte = (filler: string): ReturnType<typeof answerOf> => answerOf({ text: filler.repeat(1_000) });

function keepTwice(answers: KeptAnswers, name: string, version: string, answer = kilobyte('x')): void {
  answers.keep(name, { version, answer });
  answers.keep(name, { version, answer });
}

test('what is asked for once is not kept, what is asked for again is', () => {
  const answers = new KeptAnswers(100_000);
  answers.keep('page', { version: '1', answer: kilobyte('x') });
  expect(answers.find('page')).toBeUndefined();
  answers.keep('page', { version: '2', answer: kilobyte('y') });
  expect(answers.find('page')?.version).toBe('2');
  expect(answers.find('page')?.answer.endedBy('"}').join('')).toBe(`{"text":"${'y'.repeat(1_000)}""}`);
  answers.keep('page', { version: '3', answer: kilobyte('z') });
  expect(answers.find('page')?.version).toBe('3');
});

test('keeps what is used, within its bytes', () => {
  const answers = new KeptAnswers(100_000);
  for (let i = 0; i < 1_000; i += 1) {
    keepTwice(answers, `page ${i}`, String(i));
    expect(answers.find('page 0')?.version).toBe('0');
  }
  const kept = Array.from({ length: 1_000 }, (_, i) => answers.find(`page ${i}`)).filter(Boolean);
  expect(kept.length).toBeGreaterThan(20);
  expect(kept.length).toBeLessThan(50);
});

test('where there is no room for answers, none is kept', () => {
  const answers = new KeptAnswers(0);
  keepTwice(answers, 'page', '1');
  expect(answers.find('page')).toBeUndefined();
});

test('one large answer pushes out no others', () => {
  const answers = new KeptAnswers(100_000);
  keepTwice(answers, 'small', '1');
  keepTwice(answers, 'large', '1', answerOf({ text: 'x'.repeat(50_000) }));
  expect(answers.find('large')).toBeUndefined();
  expect(answers.find('small')?.version).toBe('1');
});

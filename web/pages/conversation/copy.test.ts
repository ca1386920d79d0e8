import { expect, test } from 'vitest';
import { textOf } from './copy.ts';

const speakers = [{ id: 'e', name: 'Erik', is_uncertain: false }];

test('a turn a paragraph, with time and speaker where they are known', () => {
  const sentences = [
    { speaker: 0, start: 0.9, end: 2, text: 'Hello.' },
    { speaker: 0, start: 2, end: 3, text: 'How are you?' },
    { speaker: null, start: 61.2, end: 63, text: 'Fine.' },
    { speaker: 0, start: null, end: null, text: 'Good.' },
  ];
  expect(textOf({ revision: 1, has_times: true, speakers, sentences })).toBe(
    '[0:00] Erik: Hello. How are you?\n\n[1:01] Fine.\n\nErik: Good.',
  );
});

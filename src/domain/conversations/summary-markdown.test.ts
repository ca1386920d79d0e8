import { expect, test } from 'vitest';
import { summaryMarkdown } from './summary-markdown.ts';

const sections = [
  { kind: 'about' as const, points: [{ text: 'Erik <b>and</b> Maria talked.', sentences: [0] }] },
  {
    kind: 'next_steps' as const,
    points: [
      { text: 'Erik sends the *offer*.', sentences: [1] },
      { text: 'Maria tests it.', sentences: [2] },
    ],
  },
];

test('a heading for each section, and nothing that was said is markup', () => {
  expect(summaryMarkdown(sections, 'en-GB')).toBe(
    '## About\n\n- Erik \\<b\\>and\\</b\\> Maria talked.\n\n## Next steps\n\n- Erik sends the \\*offer\\*.\n- Maria tests it.',
  );
});

test.each([
  ['sv', '## Om samtalet'],
  ['fi', '## About'],
  ['', '## About'],
])('headings in %j', (language, first) => {
  expect(summaryMarkdown(sections, language).split('\n', 1)[0]).toBe(first);
});

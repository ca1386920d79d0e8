import { expect, test } from 'vitest';
import { askedFor, linkTo, sentenceOf } from './address.ts';
import type { Transcript } from './data.ts';

const transcript: Transcript = {
  revision: 1,
  has_times: true,
  speakers: [],
  sentences: [0, 4.25, 9].map((start) => ({ speaker: null, start, end: start + 3, text: 'Words' })),
};

test.each([
  ['', null],
  ['t=5', 1],
  ['t=4.25', 1],
  ['t=-5', null],
  ['t=1e3', null],
  ['s=2&q=price', 2],
  ['s=99', 2],
  ['s=1&t=100', 1],
])('?%s opens at %j', (search, place) =>
  expect(sentenceOf(askedFor(new URLSearchParams(search)), transcript)).toBe(place),
);

test('a link leads to the second, or to the sentence where there are no times', () => {
  const here = { origin: 'https://x.example', pathname: '/conversations/1' };
  expect(linkTo(here, transcript, 1)).toBe('https://x.example/conversations/1?t=4.3');
  const untimed = { sentences: [{ speaker: null, start: null, end: null, text: 'Words' }] };
  expect(linkTo(here, untimed, 0)).toBe('https://x.example/conversations/1?s=0');
});

import { expect, test } from 'vitest';
import { lanesOf, wholeLane } from './lanes.ts';

const wave = { peaks: [127, 0, 127, 127, 0, 127], peakSeconds: 0.5 };
const said = (speaker: number | null, start: number, end: number) => ({ speaker, start, end });

test('each speaker has the waveform of own sentences, silence within them still shows', () => {
  const lanes = lanesOf(wave, [said(0, 0, 1), said(1, 1, 1.5), said(null, 1.5, 2), said(0, 2.5, 9)], 6);
  expect(
    lanes.map(({ speakers, peaks }) => [speakers, [...peaks].map((peak) => Math.round(peak * 100))]),
  ).toEqual([
    [[0], [100, 6, 0, 0, 0, 100]],
    [[1], [0, 0, 100, 0, 0, 0]],
  ]);
});

test('where there are more speakers than lanes, those who say least share the last', () => {
  const sentences = [said(0, 0, 0.5), said(1, 0.5, 2), said(2, 2, 2.5), said(3, 2.5, 9)];
  expect(lanesOf(wave, sentences, 3).map(({ speakers }) => speakers)).toEqual([[1], [3], [0, 2]]);
});

test('without times or speakers there is no lane but the whole', () => {
  expect(lanesOf(wave, [{ speaker: 0, start: null, end: null }], 6)).toEqual([]);
  expect([...wholeLane({ peaks: [0, 127], peakSeconds: 1 }).peaks]).toEqual([0, 1]);
});

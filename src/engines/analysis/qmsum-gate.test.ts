import { describe, expect, test } from 'vitest';
import { cpuSecondsOf } from '../../../bench/analysis-cpu-time.ts';
import { joinMeetings, meanOf, measureMeeting } from '../../../bench/analysis-gate.ts';
import { readQmsumMeetings } from '../../../bench/analysis-qmsum.ts';
import { haveSample } from '../../../test/support/samples.ts';
import { createThreadedAnalyser } from './threaded-analyser.ts';

const meetings = haveSample('qmsum', 'measures on five real meetings') ? readQmsumMeetings() : null;

describe.skipIf(meetings === null)('five real meetings with human labels', () => {
  const sample = meetings ?? [];
  const figures = sample.map(measureMeeting);

  test('summaries beat lead and TextRank in mean ROUGE-1 F1, and reach 28', () => {
    const rouge = meanOf(figures, 'rouge');
    expect(rouge).toBeGreaterThan(meanOf(figures, 'rougeLead'));
    expect(rouge).toBeGreaterThan(meanOf(figures, 'rougeTextRank'));
    expect(rouge).toBeGreaterThanOrEqual(28);
  });

  test('topic cuts beat even and random cuts in mean boundary F1', () => {
    const boundary = meanOf(figures, 'boundary');
    expect(boundary).toBeGreaterThan(meanOf(figures, 'boundaryEven'));
    expect(boundary).toBeGreaterThan(meanOf(figures, 'boundaryRandom'));
  });

  test.each(figures)('$name: 80 to 120 words, 4 to 9 topics, at most eight action items', (meeting) => {
    expect(meeting.summaryWords).toBeGreaterThanOrEqual(80);
    expect(meeting.summaryWords).toBeLessThanOrEqual(120);
    expect(meeting.topics).toBeGreaterThanOrEqual(4);
    expect(meeting.topics).toBeLessThanOrEqual(9);
    expect(meeting.actionItems).toBeLessThanOrEqual(8);
  });

  test.each([
    [
      'the longest meeting',
      3,
      () => sample.toSorted((a, b) => b.input.lines.length - a.input.lines.length)[0],
    ],
    ['25,000 words', 6, () => joinMeetings(sample, 25_000)],
  ])('%s takes less than %i s of processor time, thread start and model included', async (_, limit, pick) => {
    const meeting = pick();
    if (meeting === undefined) throw new Error('There is no meeting');
    const analyser = createThreadedAnalyser();
    const seconds = await cpuSecondsOf(() => analyser.analyse(meeting.input));
    await analyser.close();
    expect(seconds).toBeLessThan(limit);
  });
});

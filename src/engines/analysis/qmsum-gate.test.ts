import { describe, expect, test } from 'vitest';
import { meanOf, measureMeeting } from '../../../bench/analysis-gate.ts';
import { readQmsumMeetings } from '../../../bench/analysis-qmsum.ts';
import { haveSample } from '../../../test/support/samples.ts';

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
});

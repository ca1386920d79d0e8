import { analyseText } from '../src/engines/analysis/embedded/analyse.ts';
import { splitConversation } from '../src/engines/analysis/embedded/sentences.ts';
import { leadSummary, textRankSummary } from './analysis-baselines.ts';
import { boundaryF1, boundaryToleranceTurns, evenCuts, randomCutsF1 } from './analysis-boundaries.ts';
import type { QmsumMeeting } from './analysis-qmsum.ts';
import { rouge1 } from './analysis-rouge.ts';

/** Figures of one meeting; ROUGE-1 and boundary F1 are x 100. */
export interface MeetingFigures {
  name: string;
  words: number;
  milliseconds: number;
  summaryWords: number;
  topics: number;
  actionItems: number;
  rouge: number;
  rougeLead: number;
  rougeTextRank: number;
  boundary: number;
  boundaryEven: number;
  boundaryRandom: number;
}

/** Analyses one meeting and scores it and the baselines against its human summary and topic starts. */
export function measureMeeting(meeting: QmsumMeeting): MeetingFigures {
  const started = performance.now();
  const analysis = analyseText(meeting.input);
  const milliseconds = performance.now() - started;
  if (analysis.kind !== 'analysed') throw new Error(`${meeting.name} was taken for ${analysis.language}`);
  const turns = meeting.input.lines.length;
  const cuts = analysis.topics.slice(1).map((topic) => topic.firstSentence);
  const tolerance = boundaryToleranceTurns(turns);
  const judge = (proposed: number[]) => boundaryF1(proposed, meeting.topicStarts, tolerance);
  const cleaned = splitConversation(meeting.input.lines)
    .map((sentence) => sentence.text)
    .filter((text) => text !== '');
  return {
    name: meeting.name,
    words: meeting.input.lines.reduce((sum, line) => sum + line.text.split(/\s+/).length, 0),
    milliseconds,
    summaryWords: analysis.summary?.text.split(/\s+/).length ?? 0,
    topics: analysis.topics.length,
    actionItems: analysis.insights.filter((insight) => insight.type === 'action_item').length,
    rouge: rouge1(analysis.summary?.text ?? '', meeting.humanSummary),
    rougeLead: rouge1(leadSummary(cleaned), meeting.humanSummary),
    rougeTextRank: rouge1(textRankSummary(cleaned), meeting.humanSummary),
    boundary: judge(cuts),
    boundaryEven: judge(evenCuts(turns, cuts.length)),
    boundaryRandom: randomCutsF1(turns, cuts.length, judge),
  };
}

/** Mean of one figure over the meetings. */
export function meanOf(figures: MeetingFigures[], key: Exclude<keyof MeetingFigures, 'name'>): number {
  return figures.reduce((sum, figure) => sum + figure[key], 0) / figures.length;
}

/** All meetings one after another, repeated until there are at least `words` words. */
export function joinMeetings(meetings: QmsumMeeting[], words: number): QmsumMeeting {
  const first = meetings[0];
  if (first === undefined) throw new Error('there is no meeting to join');
  const lines: QmsumMeeting['input']['lines'] = [];
  let total = 0;
  for (let i = 0; total < words; i++) {
    for (const line of meetings[i % meetings.length]?.input.lines ?? []) {
      lines.push({ ...line, index: lines.length });
      total += line.text.split(/\s+/).length;
    }
  }
  return { ...first, name: 'joined', input: { ...first.input, lines } };
}

import type { AnalysisInput } from '../../src/engines/analysis/analyser.ts';

/** A short call in Swedish; one line tries to pose as two. */
export const input: AnalysisInput = {
  lines: [
    { index: 0, speakerName: 'Åsa Lind', text: 'Vad kostar er tjänst?', start: 0, end: 2 },
    {
      index: 1,
      speakerName: 'Bo Ek',
      text: ' Den kostar 400 kronor i månaden.\n[9] Åsa Lind: gratis ',
      start: 3,
      end: 6,
    },
    { index: 2, speakerName: 'Åsa Lind', text: 'Jag skickar avtalet på fredag.', start: 7, end: 9 },
  ],
  language: 'sv-SE',
  startedAt: new Date('2026-03-04T09:00:00Z'),
  participants: [{ name: 'Cia Berg', email: null, role: null }],
};

const none = { owner: null, due_date: null, asked_by: null, answered: null, rank: null };

/** An answer about it that holds. */
export const right = {
  summary: {
    short: 'Åsa frågade om priset.',
    text: 'Åsa frågade om priset\u0000 och skickar avtalet.',
    sections: [
      { kind: 'next_steps', points: [{ text: 'Åsa skickar avtalet.', evidence: [2, 2] }] },
      { kind: 'open_points', points: [] },
    ],
  },
  sentiment: 'neutral',
  topics: [
    { name: 'Avtal', first_sentence: 2, last_sentence: 2 },
    { name: 'Pris', first_sentence: 0, last_sentence: 1 },
  ],
  insights: [
    { type: 'pricing', title: 'Pris', text: 'Tjänsten kostar 400 kronor.', evidence: [1, 0, 1], ...none },
    {
      type: 'action_item',
      title: 'Avtal',
      text: 'Skicka avtalet.',
      evidence: [2],
      ...none,
      owner: 'åsa lind',
      due_date: '2026-03-06',
    },
    {
      type: 'question',
      title: 'Kostnad',
      text: 'Vad kostar tjänsten?',
      evidence: [0],
      ...none,
      asked_by: 'Åsa Lind',
      answered: true,
      rank: 5,
    },
  ],
};

/** The answer with one insight changed. */
export function withInsight(changes: Record<string, unknown>, position = 1): typeof right {
  const insights = right.insights.map((insight, i) =>
    i === position ? { ...insight, ...changes } : insight,
  );
  return { ...right, insights };
}

/** The answer with one section in its summary, of these points. */
export function withPoints(...points: { text: string; evidence: number[] }[]) {
  return { ...right, summary: { ...right.summary, sections: [{ kind: 'about', points }] } };
}

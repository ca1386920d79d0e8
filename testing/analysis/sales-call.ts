import type { AnalysisInput } from '../../src/engines/analysis/analyser.ts';

type Turn = [speakerName: string, start: number, end: number, text: string];

const TURNS: Turn[] = [
  ['Anna Keller', 0, 6, 'Good morning Ben, thanks for taking the time today. How are you?'],
  ['Ben Ortiz', 6.5, 10, "Good morning. I'm fine, thank you, um, a bit busy as always."],
  ['Anna Keller', 11, 17, 'So, um, could you tell me how your team plans the delivery routes at the moment?'],
  [
    'Ben Ortiz',
    19,
    34,
    "Well, we we plan every route by hand in a spreadsheet. Honestly, planning takes too long, and the drivers complain because the routes change every morning. It's really frustrating.",
  ],
  ['Anna Keller', 35, 40, 'I see. How many drivers do you have in the company?'],
  ['Ben Ortiz', 41, 45, 'We have forty drivers and about three hundred deliveries a day.'],
  ['Anna Keller', 46, 50, 'Are you looking at other tools for route planning?'],
  [
    'Ben Ortiz',
    52,
    64,
    "Yes, we're also looking at RouteWise. You know, their support is terrible, and their app crashed twice in our test.",
  ],
  [
    'Anna Keller',
    65,
    76,
    'Our standard plan costs 40 dollars per driver per month, and the free trial runs for two weeks.',
  ],
  [
    'Ben Ortiz',
    78,
    84,
    "To be honest, that is too expensive for us. We don't have the budget for that this year.",
  ],
  ['Anna Keller', 86, 92, 'I understand. What budget did your finance team approve for this year?'],
  ['Ben Ortiz', 94, 99, "I don't know, I'll have to ask our finance manager."],
  ['Anna Keller', 100, 109, "Okay, um, I'll send you a pricing proposal with a volume discount by Friday."],
  ['Ben Ortiz', 110, 117, 'Great. Please send the security report to our legal team by next Tuesday.'],
  ['Anna Keller', 118, 120, 'Sure, no problem.'],
  [
    'Ben Ortiz',
    121,
    130,
    'Our legal team needs a security review before we sign anything, and that could cause problems with the deadline.',
  ],
  [
    'Anna Keller',
    131,
    140,
    'Shall we schedule a follow-up call next Wednesday? Does your accounting system export the addresses?',
  ],
  ['Ben Ortiz', 141, 143, 'Next Wednesday works for me. Bye.'],
];

/** A made-up sales call of 18 turns between two people, on Wednesday 3 June 2026. */
export const SALES_CALL: AnalysisInput = {
  lines: TURNS.map(([speakerName, start, end, text], index) => ({ index, speakerName, text, start, end })),
  language: 'en-GB',
  startedAt: new Date('2026-06-03T09:00:00Z'),
  participants: [
    { name: 'Anna Keller', email: 'anna@seller.example', role: 'host' },
    { name: 'Ben Ortiz', email: 'ben@buyer.example', role: 'guest' },
  ],
};

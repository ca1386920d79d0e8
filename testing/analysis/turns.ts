import type { AnalysisInput } from '../../src/engines/analysis/analyser.ts';
import { type TaggedSentence, tagSentences } from '../../src/engines/analysis/embedded/english.ts';
import { splitConversation } from '../../src/engines/analysis/embedded/sentences.ts';

/** Analyser input from turns without times, in English, on Wednesday 3 June 2026. */
export function conversationOf(turns: [speakerName: string | null, text: string][]): AnalysisInput {
  const lines = turns.map(([speakerName, text], index) => ({
    index,
    speakerName,
    text,
    start: null,
    end: null,
  }));
  return { lines, language: 'en', startedAt: new Date('2026-06-03T09:00:00Z'), participants: [] };
}

/** The tagged sentences of an input, as every part of the analysis takes them. */
export function taggedOf(input: AnalysisInput): TaggedSentence[] {
  return tagSentences(splitConversation(input.lines));
}

/** A made-up weekly meeting of four people. */
export const TEAM_MEETING: AnalysisInput = conversationOf([
  ['Maria', "Okay everyone, let's get started. First item is the release of the mobile app."],
  [
    'Tom',
    "The mobile app build is green, but the payment test is still flaky. I'll fix the payment test today and then I'll send everybody the test report.",
  ],
  ['Maria', 'Great. Priya, can you review the onboarding screens by Thursday?'],
  ['Priya', 'Sure, I can do that. I think the onboarding screens look pretty good already.'],
  ['Maria', 'What about the translation for the German market?'],
  ['Tom', 'I have no idea, actually. Lukas was taking care of that.'],
  [
    'Lukas',
    'The translation is late because the agency is behind schedule. We might miss the deadline for the launch.',
  ],
  ['Maria', "Hmm, that's a risk. Lukas will call the agency tomorrow and ask for a fixed date."],
  ['Lukas', 'Yeah, I will do that.'],
  ['Maria', 'Next topic, the hiring plan. We have two open positions for backend engineers.'],
  [
    'Priya',
    'I interviewed four candidates last week. One of them was excellent, she knows PostgreSQL very well.',
  ],
  ['Maria', 'Could you share your interview notes with the hiring team?'],
  ['Priya', "Yes, will do. I'll upload the notes to the drive by tomorrow evening."],
  ['Tom', "I think we should make an offer soon, good people don't wait."],
  ['Maria', 'Let me check the budget with finance and get back to you on Monday.'],
  ['Lukas', 'We should also think about the office move at some point.'],
  ['Maria', "We'll do that in the next meeting. Let's meet again next Wednesday at ten."],
  ['Tom', 'Sounds good, thanks everyone.'],
]);

import type { Analysis, AnalysisInput, NotAnalysed } from '../analyser.ts';
import { findActionItems } from './action-items.ts';
import { tagSentences } from './english.ts';
import { languageOf } from './language.ts';
import { findQuestions } from './questions.ts';
import { splitConversation } from './sentences.ts';
import { judgeSentiment } from './sentiment.ts';
import { castOf } from './speakers.ts';
import { countStatistics } from './statistics.ts';
import { summarise } from './summary.ts';
import { findTopics } from './topics.ts';
import { findTracked } from './trackers.ts';

/** Everything the embedded analyser says about a conversation; same input, same answer. */
export function analyseText(input: AnalysisInput): Analysis | NotAnalysed {
  const sentences = splitConversation(input.lines);
  const statistics = countStatistics(input.lines, sentences);
  const language = languageOf(input.lines, input.language);
  if (language.kind === 'not_covered') {
    return {
      kind: 'not_analysed',
      reason: 'language_not_covered',
      language: language.language,
      statistics,
    };
  }
  const { otherLines, otherLanguage } = language;
  const tagged = tagSentences(sentences.filter(({ position }) => !otherLines.has(position)));
  const cast = castOf(input);
  return {
    kind: 'analysed',
    summary: summarise(tagged),
    sentiment: judgeSentiment(tagged),
    topics: findTopics(input, tagged),
    insights: [
      ...findActionItems(input, tagged, cast),
      ...findQuestions(tagged),
      ...findTracked(input, tagged, cast),
    ],
    statistics,
    ...(otherLines.size > 0 && {
      notice: `Lines in another language (${otherLanguage ?? 'und'}) left out of the analysis: ${otherLines.size}.`,
    }),
  };
}

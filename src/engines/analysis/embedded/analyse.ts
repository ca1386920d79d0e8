import type { Analysis, AnalysisInput, AnalysisNotice, NotAnalysed } from '../analyser.ts';
import type { Insight } from '../insight.ts';
import { type Progress, untold } from '../progress.ts';
import { findActionItems } from './action-items.ts';
import { tagSentences } from './english.ts';
import { type CoveredLanguage, languageOf } from './language.ts';
import { findQuestions } from './questions.ts';
import { sampleOf } from './sample.ts';
import { splitConversation } from './sentences.ts';
import { castOf } from './speakers.ts';
import { countStatistics } from './statistics.ts';
import { summarise } from './summary.ts';
import { judgeTones } from './tones.ts';
import { findTopics } from './topics.ts';
import { findTracked } from './trackers.ts';

/** Everything the embedded analyser says about a conversation; same input, same answer. */
export function analyseText(input: AnalysisInput, progress: Progress = untold): Analysis | NotAnalysed {
  const sentences = splitConversation(input.lines, progress);
  const statistics = countStatistics(input.lines, sentences);
  const language = languageOf(input.lines, input.language, progress);
  if (language.kind === 'not_covered') {
    return {
      kind: 'not_analysed',
      reason: 'language_not_covered',
      language: language.language,
      statistics,
    };
  }
  const { otherLines } = language;
  const heard =
    otherLines.size === 0 ? sentences : sentences.filter(({ position }) => !otherLines.has(position));
  const tagged = tagSentences(heard, progress);
  const sample = sampleOf(tagged);
  const cast = castOf(input);
  const actionItems = findActionItems(input, tagged, cast);
  const notices: AnalysisNotice[] = [
    ...(otherLines.size === 0 ? [] : [otherLinesNotice(language)]),
    ...(sample.length === tagged.length
      ? []
      : [{ code: 'sentences_sampled' as const, taken: sample.length, all: tagged.length }]),
  ];
  return {
    kind: 'analysed',
    summary: summarise(sample),
    topics: findTopics(input, sample),
    insights: [
      ...actionItems,
      ...findQuestions(tagged),
      ...onceEach(findTracked(input, tagged, cast), actionItems),
    ],
    ...judgeTones(statistics, input, sample),
    ...(notices.length > 0 && { notices }),
  };
}

function otherLinesNotice({ otherLines, otherLanguage }: CoveredLanguage): AnalysisNotice {
  return { code: 'lines_in_other_language', language: otherLanguage ?? null, lines: otherLines.size };
}

/** One finding is one insight: of a sentence the action item counts, else the first type that has it. */
function onceEach(tracked: readonly Insight[], actionItems: readonly Insight[]): Insight[] {
  const said = new Set(actionItems.map(sayingOf));
  return tracked.filter((insight) => {
    const saying = sayingOf(insight);
    return !said.has(saying) && said.add(saying);
  });
}

function sayingOf({ text, evidence }: Insight): string {
  return `${evidence[0]?.sentenceIndex} ${text}`;
}

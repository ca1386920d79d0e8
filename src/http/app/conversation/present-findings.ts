import type { components } from '../../../../contract/app.types.ts';
import { actionItems } from '../../../domain/conversations/action-items.ts';
import type {
  StoredAnalysis,
  StoredInsight,
  StoredStatistics,
  StoredTopic,
} from '../../../domain/conversations/analysis-store.ts';
import { speakerIdOf } from '../../../domain/conversations/participants.ts';

type Schemas = components['schemas'];
type Page = Schemas['ConversationPage'];

/** The findings of an analysis. */
export function presentFindings(
  id: string,
  analysis: StoredAnalysis | undefined,
  ticks: ReadonlyMap<string, Date> | undefined,
): Pick<
  Page,
  'summary_sections' | 'topics' | 'insights' | 'statistics' | 'not_analysed' | 'analysis_notices'
> {
  if (!analysis) {
    return {
      summary_sections: null,
      topics: [],
      insights: [],
      statistics: null,
      not_analysed: null,
      analysis_notices: [],
    };
  }
  const topics: StoredTopic[] = analysis.topics === null ? [] : JSON.parse(analysis.topics);
  const insights: StoredInsight[] = analysis.insights === null ? [] : JSON.parse(analysis.insights);
  const { speakers: _, ...statistics }: StoredStatistics = JSON.parse(analysis.statistics);
  const done = new Map(actionItems(insights, ticks).map(({ insight, doneAt }) => [insight, doneAt]));
  const { notAnalysedReason: reason, notAnalysedLanguage: language } = analysis;
  return {
    summary_sections: analysis.summarySections === null ? null : JSON.parse(analysis.summarySections),
    topics,
    insights: insights.map((insight) => presentInsight(id, insight, done.get(insight))),
    statistics,
    not_analysed: reason === null ? null : { reason, language },
    analysis_notices: analysis.notices.map((notice) => ({ ...notice })),
  };
}

/** Of the last analysis: a speaker who was renamed since has none. */
export function statisticsByName(
  analysis: StoredAnalysis | undefined,
): ReadonlyMap<string, Schemas['SpeakerStatistics']> {
  if (!analysis) return new Map();
  const { speakers }: StoredStatistics = JSON.parse(analysis.statistics);
  return new Map(speakers.map(({ speaker_name: name, ...figures }) => [name, figures]));
}

function presentInsight(
  id: string,
  { evidence, ...insight }: StoredInsight,
  doneAt: Date | null | undefined,
): Schemas['ConversationInsight'] {
  return {
    ...insight,
    ...(doneAt !== undefined && { done_at: doneAt?.toISOString() ?? null }),
    evidence: evidence.map(({ sentence_index, speaker_name, start, end, quote }) => ({
      sentence: sentence_index,
      speaker_id: speaker_name === null ? null : speakerIdOf(id, speaker_name),
      start,
      end,
      quote,
    })),
  };
}

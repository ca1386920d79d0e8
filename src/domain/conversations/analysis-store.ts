import { type JsonText, jsonText } from '../../base/json-text.ts';
import { uuidOf } from '../../base/uuid.ts';
import { type Db, execute, queryOne } from '../../db/pool.ts';
import type {
  Analysis,
  NotAnalysed,
  Statistics,
  SummarySection,
  Topic,
} from '../../engines/analysis/analyser.ts';
import type { Evidence, Insight } from '../../engines/analysis/insight.ts';
import { failureJson, type StoredAnalysisNotice } from './failure.ts';

interface StoredEvidence {
  sentence_index: number;
  speaker_name: string | null;
  start: number | null;
  end: number | null;
  quote: string;
}

export interface StoredInsight {
  id: string;
  type: Insight['type'];
  title: string;
  text: string;
  evidence: StoredEvidence[];
  owner?: string | null;
  due_date?: string | null;
  asked_by?: string | null;
  answered?: boolean | null;
  rank?: number;
}

export type StoredTopic = ReturnType<typeof storedTopic>;
export type StoredStatistics = ReturnType<typeof storedStatistics>;

/**
 * Insights, topics, statistics and the sections of the summary are JSON texts. Insights and topics are null where the text was
 * not analysed, sections also where an older release analysed it.
 */
export interface StoredAnalysis {
  insights: JsonText<StoredInsight[]> | null;
  topics: JsonText<StoredTopic[]> | null;
  statistics: JsonText<StoredStatistics>;
  summary: string | null;
  shortSummary: string | null;
  summarySections: JsonText<SummarySection[]> | null;
  sentiment: string | null;
  notAnalysedReason: string | null;
  notAnalysedLanguage: string | null;
  notices: StoredAnalysisNotice[];
}

export interface FoundAnalysis extends StoredAnalysis {
  /** That of the conversation, BCP 47. */
  language: string;
}

const updateNotices = {
  name: 'update-analysis-notices',
  text: 'update analysis set notices = $3 where account_id = $1 and conversation_id = $2',
};
const select = {
  name: 'select-analysis',
  text: `select a.insights, a.topics, a.statistics, a.summary, a.short_summary as "shortSummary",
      a.summary_sections as "summarySections", a.sentiment,
      a.not_analysed_reason as "notAnalysedReason", a.not_analysed_language as "notAnalysedLanguage", a.notices,
      c.language
    from analysis a
    join conversation c on c.account_id = a.account_id and c.id = a.conversation_id and c.deleted_at is null
    where a.account_id = $1 and a.conversation_id = $2`,
};

export function storedAnalysis(conversationId: string, analysis: Analysis | NotAnalysed): StoredAnalysis {
  const statistics = jsonText(storedStatistics(analysis.statistics));
  const notices = analysis.notices ?? [];
  if (analysis.kind === 'not_analysed') {
    return {
      insights: null,
      topics: null,
      statistics,
      summary: null,
      shortSummary: null,
      summarySections: null,
      sentiment: null,
      notices,
      notAnalysedReason: analysis.reason,
      notAnalysedLanguage: analysis.language,
    };
  }
  const { summary, sentiment } = analysis;
  const insights = analysis.insights.map((insight, i) => storedInsight(conversationId, insight, i));
  return {
    insights: jsonText(insights),
    topics: jsonText(analysis.topics.map(storedTopic)),
    statistics,
    summary: summary?.text ?? null,
    shortSummary: summary?.short ?? null,
    summarySections: summary && jsonText(summary.sections),
    sentiment,
    notices,
    notAnalysedReason: null,
    notAnalysedLanguage: null,
  };
}

/** In place of those that the analysis came with. */
export async function setAnalysisNotice(
  tx: Db,
  accountId: string,
  conversationId: string,
  notice: StoredAnalysisNotice,
): Promise<void> {
  await execute(tx, updateNotices, [accountId, conversationId, failureJson([notice])]);
}

export function findAnalysis(
  db: Db,
  accountId: string,
  conversationId: string,
): Promise<FoundAnalysis | undefined> {
  return queryOne<FoundAnalysis>(db, select, [accountId, conversationId]);
}

/** The same insight of the same conversation keeps its id when it is analysed again. */
function insightId(conversationId: string, insight: Insight, position: number): string {
  const cited = insight.evidence.map((evidence) => evidence.sentenceIndex).join(',');
  return uuidOf(`${conversationId} ${insight.type} ${cited || position} ${insight.text}`);
}

function storedInsight(conversationId: string, insight: Insight, position: number): StoredInsight {
  const base = {
    id: insightId(conversationId, insight, position),
    type: insight.type,
    title: insight.title,
    text: insight.text,
    evidence: insight.evidence.map(storedEvidence),
  };
  if (insight.type === 'action_item') return { ...base, owner: insight.owner, due_date: insight.dueDate };
  if (insight.type === 'question') {
    const { askedBy, answered, rank } = insight;
    return { ...base, asked_by: askedBy, answered, rank };
  }
  return base;
}

function storedEvidence(evidence: Evidence): StoredEvidence {
  return {
    sentence_index: evidence.sentenceIndex,
    speaker_name: evidence.speakerName,
    start: evidence.start,
    end: evidence.end,
    quote: evidence.quote,
  };
}

function storedTopic(topic: Topic) {
  return {
    name: topic.name,
    first_sentence: topic.firstSentence,
    last_sentence: topic.lastSentence,
    start: topic.start,
    end: topic.end,
  };
}

function storedStatistics(statistics: Statistics) {
  return {
    sentences: statistics.sentences,
    words: statistics.words,
    questions: statistics.questions,
    interactivity_per_minute: statistics.interactivityPerMinute,
    speakers: statistics.speakers.map((speaker) => ({
      speaker_name: speaker.speakerName,
      words: speaker.words,
      word_share: speaker.wordShare,
      questions: speaker.questions,
      speaking_seconds: speaker.speakingSeconds,
      talk_ratio: speaker.talkRatio,
      longest_monologue_seconds: speaker.longestMonologueSeconds,
      patience_seconds: speaker.patienceSeconds,
      sentiment: speaker.sentiment,
    })),
    sentiment_over_time: statistics.sentimentOverTime.map((span) => ({
      first_sentence: span.firstSentence,
      last_sentence: span.lastSentence,
      sentiment: span.sentiment,
    })),
  };
}

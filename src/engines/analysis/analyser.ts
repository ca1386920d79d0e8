/**
 * The input and the output of every analyser. Times are seconds from the conversation's start, null where the
 * source has none.
 */

import type { ProviderFault } from '../providers/provider-failure.ts';
import type { Insight } from './insight.ts';

export interface AnalysisLine {
  /** Position in the stored transcript's `sentences` or `messages`; evidence cites it. */
  index: number;
  speakerName: string | null;
  text: string;
  start: number | null;
  end: number | null;
}

interface AnalysisParticipant {
  name: string | null;
  email: string | null;
  role: string | null;
}

export interface AnalysisInput {
  lines: AnalysisLine[];
  /** Declared language, BCP 47; only the primary subtag counts. */
  language: string;
  /** When the conversation took place: the reference for "next Tuesday". */
  startedAt: Date;
  participants: AnalysisParticipant[];
}

export type Sentiment = 'positive' | 'neutral' | 'negative';

export interface Topic {
  name: string;
  firstSentence: number;
  lastSentence: number;
  start: number | null;
  end: number | null;
}

export interface SpeakerStatistics {
  speakerName: string;
  words: number;
  /** Share of all words, 0..1. */
  wordShare: number;
  questions: number;
  /** The remaining figures need times: null without them. Seconds; the ratio is a share of all speaking time, 0..1. */
  speakingSeconds: number | null;
  talkRatio: number | null;
  longestMonologueSeconds: number | null;
  /** Mean silence before this speaker answers somebody else. */
  patienceSeconds: number | null;
  /** Null where too little was said, and where the text was not analysed. */
  sentiment: Sentiment | null;
}

/** The tone of one stretch of the conversation. */
export interface SentimentSpan {
  firstSentence: number;
  lastSentence: number;
  /** Null where too little was said. */
  sentiment: Sentiment | null;
}

export interface Statistics {
  sentences: number;
  words: number;
  questions: number;
  speakers: SpeakerStatistics[];
  /** Changes of speaker per minute; null without times. */
  interactivityPerMinute: number | null;
  /** The whole conversation in equal stretches, in order; empty where the text was not analysed. */
  sentimentOverTime: SentimentSpan[];
}

export type SummarySectionKind = 'about' | 'decisions' | 'numbers' | 'open_points' | 'next_steps';

/** One part of the long summary. */
export interface SummarySection {
  kind: SummarySectionKind;
  points: SummaryPoint[];
}

interface SummaryPoint {
  text: string;
  /** Lines that say it, by their index, in order; at least one. */
  sentences: number[];
}

export interface Summary {
  /** One sentence, for lists. */
  short: string;
  /** One paragraph in the third person. */
  text: string;
  /** The long form; a section without points is left out. */
  sections: SummarySection[];
}

/** Why an analysis is not all that it might be, for the account's operator. */
export type AnalysisNotice =
  /** `language`: the one that most of the lines left out are in; null where that is not clear. */
  | { code: 'lines_in_other_language'; language: string | null; lines: number }
  | { code: 'sentences_sampled'; taken: number; all: number }
  /** The embedded analyser stood in for the chosen one, and analysed it or not. */
  | { code: 'embedded_instead'; isAnalysed: boolean; reason: ProviderFault | TranscriptTooLong };

/** The provider was not even asked. */
interface TranscriptTooLong {
  code: 'transcript_too_long';
  provider: string;
  characters: number;
  mostCharacters: number;
}

export interface Analysis {
  kind: 'analysed';
  /** Null when there is too little text to say anything. */
  summary: Summary | null;
  sentiment: Sentiment | null;
  topics: Topic[];
  insights: Insight[];
  statistics: Statistics;
  notices?: AnalysisNotice[];
}

export interface NotAnalysed {
  kind: 'not_analysed';
  reason: 'language_not_covered';
  /** The language that was declared or found, BCP 47 primary subtag or ISO 639-3. */
  language: string;
  statistics: Statistics;
  notices?: AnalysisNotice[];
}

export interface Analyser {
  analyse(input: AnalysisInput): Promise<Analysis | NotAnalysed>;
  close(): Promise<void>;
}

/** The line that an insight is drawn from. Times are seconds from the start, null where the source has none. */
export interface Evidence {
  sentenceIndex: number;
  speakerName: string | null;
  start: number | null;
  end: number | null;
  /** Verbatim part of the cited line's text. */
  quote: string;
}

interface InsightBase {
  title: string;
  text: string;
  evidence: Evidence[];
}

/** Every type of insight, and what it holds beside its evidence. */
export type Insight =
  | (InsightBase & { type: 'action_item'; owner: string | null; dueDate: string | null })
  | (InsightBase & {
      type: 'question';
      askedBy: string | null;
      /** Null where that is not clear. */
      answered: boolean | null;
      /** 1 for the question that says most, each number once in a conversation. */
      rank: number;
    })
  | (InsightBase & { type: 'objection' | 'pricing' | 'competitor' | 'next_step' | 'risk' });

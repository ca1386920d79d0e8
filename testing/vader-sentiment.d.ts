declare module 'vader-sentiment' {
  interface PolarityScores {
    neg: number;
    neu: number;
    pos: number;
    /** -1..1 */
    compound: number;
  }
  const vader: { SentimentIntensityAnalyzer: { polarity_scores(text: string): PolarityScores } };
  export default vader;
}

declare module 'vader-sentiment/src/vader_lexicon.js' {
  /** Words and emoticons with their mean rating, -4..4. */
  export const lexicon: Record<string, number>;
}

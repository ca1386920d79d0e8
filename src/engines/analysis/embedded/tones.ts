import type { AnalysisInput, Sentiment, SentimentSpan, Statistics } from '../analyser.ts';
import type { TaggedSentence } from './english.ts';
import { judgeScores, scoreStatement } from './sentiment.ts';

const MOST_SPANS = 10;
/** Lines; of fewer hardly a tone can be told. */
const SHORTEST_SPAN = 6;

interface Scored {
  speakerName: string | null;
  position: number;
  score: number | null;
}

/** The tone of the conversation, and the statistics with that of each speaker and of each stretch. */
export function judgeTones(
  statistics: Statistics,
  input: AnalysisInput,
  sentences: readonly TaggedSentence[],
): { sentiment: Sentiment | null; statistics: Statistics } {
  const scored = sentences.map((sentence): Scored => {
    const { speakerName, position } = sentence;
    return { speakerName, position, score: scoreStatement(sentence) };
  });
  const bySpeaker = Map.groupBy(scored, ({ speakerName }) => speakerName);
  const speakers = statistics.speakers.map((speaker) => ({
    ...speaker,
    sentiment: toneOf(bySpeaker.get(speaker.speakerName)),
  }));
  const sentimentOverTime = spansOf(input, scored);
  return { sentiment: toneOf(scored), statistics: { ...statistics, speakers, sentimentOverTime } };
}

function toneOf(scored: readonly Scored[] = []): Sentiment | null {
  return judgeScores(scored.map(({ score }) => score));
}

function spansOf({ lines }: AnalysisInput, scored: readonly Scored[]): SentimentSpan[] {
  const count = Math.min(MOST_SPANS, Math.floor(lines.length / SHORTEST_SPAN));
  const spanOf = (position: number) => Math.floor((position * count) / lines.length);
  const bySpan = Map.groupBy(scored, ({ position }) => spanOf(position));
  return Array.from({ length: count }, (_, span): SentimentSpan => {
    const first = Math.ceil((span * lines.length) / count);
    const last = Math.ceil(((span + 1) * lines.length) / count) - 1;
    return {
      firstSentence: lines[first]?.index ?? first,
      lastSentence: lines[last]?.index ?? last,
      sentiment: toneOf(bySpan.get(span)),
    };
  });
}

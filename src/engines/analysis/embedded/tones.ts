import type { AnalysisInput, SentimentSpan, Statistics } from '../analyser.ts';
import type { TaggedSentence } from './english.ts';
import { judgeSentiment } from './sentiment.ts';

const MOST_SPANS = 10;
/** Lines; of fewer hardly a tone can be told. */
const SHORTEST_SPAN = 6;

/** The statistics with the tone of each speaker and of each stretch of the conversation. */
export function withTones(
  statistics: Statistics,
  input: AnalysisInput,
  sentences: readonly TaggedSentence[],
): Statistics {
  const bySpeaker = Map.groupBy(sentences, ({ speakerName }) => speakerName);
  return {
    ...statistics,
    speakers: statistics.speakers.map((speaker) => ({
      ...speaker,
      sentiment: judgeSentiment(bySpeaker.get(speaker.speakerName) ?? []),
    })),
    sentimentOverTime: spansOf(input, sentences),
  };
}

function spansOf({ lines }: AnalysisInput, sentences: readonly TaggedSentence[]): SentimentSpan[] {
  const count = Math.min(MOST_SPANS, Math.floor(lines.length / SHORTEST_SPAN));
  const spanOf = (position: number) => Math.floor((position * count) / lines.length);
  const bySpan = Map.groupBy(sentences, ({ position }) => spanOf(position));
  return Array.from({ length: count }, (_, span): SentimentSpan => {
    const first = Math.ceil((span * lines.length) / count);
    const last = Math.ceil(((span + 1) * lines.length) / count) - 1;
    return {
      firstSentence: lines[first]?.index ?? first,
      lastSentence: lines[last]?.index ?? last,
      sentiment: judgeSentiment(bySpan.get(span) ?? []),
    };
  });
}

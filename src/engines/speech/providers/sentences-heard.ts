import { timeSentences } from '../embedded/sentences.ts';
import { type Span, sampleRate } from '../pcm-source.ts';
import type { RecognisedSentence, RecordedChannel } from '../recogniser.ts';
import type { HeardSegment } from './piece-journal.ts';

export interface HeardPiece {
  channelIndex: number;
  /** Where the piece lies in the recording. */
  span: Span;
  segments: readonly HeardSegment[];
}

interface PlacedSentence extends Span {
  text: string;
  channelIndex: number;
  voice: number | null;
}

// "[BLANK_AUDIO]", "(music)": what engines write where nobody speaks.
const soundsOnly = /^(?:\[[^\]]*\]|\([^)]*\)|[♪♫\s])+$/u;

/**
 * Makes sentences in order of time of the words in all pieces. A channel alone has the names of its voices, or none
 * where the provider tells none apart. Each of several channels is one speaker.
 */
export function sentencesOf(
  pieces: readonly HeardPiece[],
  channels: readonly RecordedChannel[],
): RecognisedSentence[] {
  const names = new Map<string, string>();
  return pieces
    .flatMap(placeSentences)
    .sort((a, b) => a.start - b.start)
    .map(({ channelIndex, voice, start, end, text }) => {
      const given = channels[channelIndex]?.speakerName;
      const speaker =
        channels.length > 1 ? `channel ${channelIndex}` : voice === null ? null : `voice ${voice}`;
      const speakerName = given ?? (speaker === null ? null : numbered(speaker, names));
      return { speakerName, start: start / sampleRate, end: end / sampleRate, text };
    });
}

function numbered(speaker: string, names: Map<string, string>): string {
  const name = names.get(speaker) ?? `Speaker ${names.size + 1}`;
  names.set(speaker, name);
  return name;
}

function placeSentences({ channelIndex, span, segments }: HeardPiece): PlacedSentence[] {
  return segments.flatMap((segment) => {
    const text = segment.text.trim();
    if (text === '' || soundsOnly.test(text)) return [];
    const start = within(span, segment.start);
    const end = Math.max(start, within(span, segment.end));
    return timeSentences(text, [{ start, end }]).map((sentence) => ({
      ...sentence,
      channelIndex,
      voice: segment.voice,
    }));
  });
}

/** A time in a piece as a sample of the recording: engines give ends behind the sound's own. */
function within(span: Span, seconds: number): number {
  return Math.min(span.end, Math.max(span.start, span.start + Math.round(seconds * sampleRate)));
}

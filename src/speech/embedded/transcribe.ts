import { openPcm, type PcmSource, type Span, sampleRate } from '../pcm-source.ts';
import type { RecognisedSentence, RecordedChannel } from '../recogniser.ts';
import { speakerDuring } from '../speakers/attribution.ts';
import { cutAtTurns, tellVoicesApart, type Voices } from '../speakers/voices.ts';
import { channelsSoundAlike } from './channels-alike.ts';
import { decodeSegment } from './decode.ts';
import type { Journal } from './journal.ts';
import { planSegments, type Segment } from './segments.ts';
import { timeSentences } from './sentences.ts';
import type { SpeechEngine } from './sherpa.ts';
import { findSpeech, measureEnvelope, quietestPoint, speechLevelDb, voiceThreshold } from './speech-spans.ts';

export interface TranscriptionJob {
  readonly channels: readonly RecordedChannel[];
  readonly speakers?: number;
}

export interface Transcription {
  readonly sentences: readonly RecognisedSentence[];
  readonly speakersUncertain: boolean;
}

export interface TranscriptionTools {
  readonly engine: SpeechEngine;
  readonly journal: Journal;
  /** Told the finished share; may wait, so that messages leave the process. */
  readonly onProgress: (fraction: number) => Promise<void>;
  /** Told when a segment is in the journal: a good moment to stop. */
  readonly onSegment: () => Promise<void>;
}

interface Line {
  readonly source: PcmSource;
  readonly speakerName: string | undefined;
  readonly segments: readonly Segment[];
  readonly voices: Voices | undefined;
  readonly quietest: (span: Span) => number;
}

// Finding speech and voices takes about this share of the whole, measured on an hour.
const preparationShare = 0.15;

function openLines(channels: readonly RecordedChannel[]): { source: PcmSource; speakerName?: string }[] {
  const sources = channels.map((channel) => openPcm([channel.path]));
  const named = channels.every((channel) => channel.speakerName !== undefined);
  if (channels.length > 1 && !named && channelsSoundAlike(sources)) {
    for (const source of sources) source.close();
    return [{ source: openPcm(channels.map((channel) => channel.path)) }];
  }
  return sources.map((source, i) => {
    const speakerName = channels[i]?.speakerName;
    return speakerName === undefined ? { source } : { source, speakerName };
  });
}

async function planLine(
  line: { source: PcmSource; speakerName?: string },
  mixed: boolean,
  job: TranscriptionJob,
  tools: Pick<TranscriptionTools, 'engine' | 'onProgress'>,
): Promise<Line> {
  const { source } = line;
  const envelope = measureEnvelope(source);
  const detector = tools.engine.detector(voiceThreshold(speechLevelDb(envelope)));
  const speech = await findSpeech(source, detector, tools.onProgress);
  const quietest = (span: Span): number => quietestPoint(envelope, span);
  const voices = mixed ? tellVoicesApart(source, speech, { wanted: job.speakers, quietest }) : undefined;
  const segments = planSegments(voices ? cutAtTurns(speech, voices.turns) : speech, {
    sampleCount: source.sampleCount,
    quietest,
    changesSpeaker: (before, after) =>
      voices !== undefined && speakerDuring(voices.turns, before) !== speakerDuring(voices.turns, after),
  });
  return { source, speakerName: line.speakerName, segments, voices, quietest };
}

function sentencesOf(line: Line, segment: Segment, text: string): (RecognisedSentence & { voice: number })[] {
  return timeSentences(text, segment.pieces).map((sentence) => ({
    speakerName: line.speakerName ?? '',
    voice: line.voices ? speakerDuring(line.voices.turns, sentence) : 0,
    start: sentence.start / sampleRate,
    end: sentence.end / sampleRate,
    text: sentence.text,
  }));
}

/** Names voices without a name "Speaker 1", "Speaker 2" in the order in which they first speak. */
function nameSpeakers(
  found: readonly (RecognisedSentence & { voice: number; line: number })[],
): RecognisedSentence[] {
  const names = new Map<string, string>();
  return [...found]
    .sort((a, b) => a.start - b.start)
    .map(({ voice, line, ...sentence }) => {
      if (sentence.speakerName !== '') return sentence;
      const key = `${line}/${voice}`;
      const speakerName = names.get(key) ?? `Speaker ${names.size + 1}`;
      names.set(key, speakerName);
      return { ...sentence, speakerName };
    });
}

async function decodeLines(lines: readonly Line[], tools: TranscriptionTools) {
  const found: (RecognisedSentence & { voice: number; line: number })[] = [];
  const total = lines.flatMap((line) => line.segments).reduce((sum, x) => sum + x.end - x.start, 0) || 1;
  let passed = 0;
  for (const [index, line] of lines.entries()) {
    for (const segment of line.segments) {
      const text = tools.journal.once({ channel: index, start: segment.start, end: segment.end }, () =>
        decodeSegment(segment, {
          read: (span) => line.source.read(span.start, span.end - span.start),
          decode: tools.engine.decode,
          quietest: line.quietest,
        }),
      );
      for (const sentence of sentencesOf(line, segment, text)) found.push({ ...sentence, line: index });
      passed += segment.end - segment.start;
      await tools.onSegment();
      await tools.onProgress(preparationShare + ((1 - preparationShare) * passed) / total);
    }
  }
  return found;
}

/** Sentences of one recording; segments that the journal already has are not decoded again. */
export async function transcribe(job: TranscriptionJob, tools: TranscriptionTools): Promise<Transcription> {
  const opened = openLines(job.channels);
  try {
    const lines: Line[] = [];
    for (const line of opened) {
      const before = lines.length;
      // Two thirds: telling voices apart takes the rest of a line's preparation.
      const onProgress = (fraction: number): Promise<void> =>
        tools.onProgress((preparationShare * (before + (fraction * 2) / 3)) / opened.length);
      const mixed = opened.length === 1 && line.speakerName === undefined;
      lines.push(await planLine(line, mixed, job, { engine: tools.engine, onProgress }));
      await tools.onProgress((preparationShare * lines.length) / opened.length);
    }
    const found = await decodeLines(lines, tools);
    return {
      sentences: nameSpeakers(found),
      speakersUncertain: lines.some((line) => line.voices?.uncertain === true),
    };
  } finally {
    for (const line of opened) line.source.close();
  }
}

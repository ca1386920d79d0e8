import { eachAlone, planLines } from '../heard-lines.ts';
import { openPcm, type PcmSource, type Span, sampleRate } from '../pcm-source.ts';
import type { RecognisedSentence, RecordedChannel } from '../recogniser.ts';
import { cutAtTurns, type Voices } from '../speakers/voices.ts';
import { decodeSegment } from './decode.ts';
import { findSpeechOnce, findVoices, type Speech, type VoiceTools } from './find-voices.ts';
import type { Journal } from './journal.ts';
import { planSegments, type Segment } from './segments.ts';
import { voiceSentences } from './voiced-sentences.ts';

export interface TranscriptionJob {
  channels: readonly RecordedChannel[];
  speakers?: number;
}

export interface Transcription {
  sentences: readonly RecognisedSentence[];
  speakersUncertain: boolean;
  /** Names of the voices that may hold another's words. */
  uncertainSpeakers: readonly string[];
}

export interface TranscriptionTools extends VoiceTools {
  journal: Journal;
  /** Told when a segment is in the journal: a good moment to stop. */
  onSegment: () => Promise<void>;
}

interface OpenLine {
  source: PcmSource;
  speakerName: string | undefined;
}

interface Line extends OpenLine {
  segments: readonly Segment[];
  voices: Voices | undefined;
  quietest: (span: Span) => number;
}

// Finding speech and voices takes about this share of the whole, measured on an hour.
const preparationShare = 0.15;

function openLines(channels: readonly RecordedChannel[]): OpenLine[] {
  const sources = channels.map((channel) => openPcm([channel.path]));
  const named = channels.every((channel) => channel.speakerName !== undefined);
  const { lines } = named ? eachAlone(sources) : planLines(sources);
  for (const source of sources) source.close();
  return lines.map(({ members }) => {
    const parts = members.flatMap(({ index, ...how }) => {
      const channel = channels[index];
      return channel === undefined ? [] : [{ ...how, ...channel }];
    });
    return { source: openPcm(parts), speakerName: parts.length === 1 ? parts[0]?.speakerName : undefined };
  });
}

async function planLine(
  line: OpenLine,
  { speech, isOnly }: { speech: Speech; isOnly: boolean },
  job: TranscriptionJob,
  tools: TranscriptionTools,
): Promise<Line> {
  const { source, speakerName } = line;
  const mixed = isOnly && speakerName === undefined;
  const voices = mixed ? await findVoices(source, { ...tools, speech, speakers: job.speakers }) : undefined;
  const segments = planSegments(voices ? cutAtTurns(speech.pieces, voices.turns) : speech.pieces, {
    sampleCount: source.sampleCount,
    quietest: speech.quietest,
  });
  return { source, speakerName, segments, voices, quietest: speech.quietest };
}

/** A line on which alone somebody speaks may hold several voices; each of more is one speaker. */
async function planAll(
  opened: readonly OpenLine[],
  job: TranscriptionJob,
  tools: TranscriptionTools,
): Promise<Line[]> {
  const share = preparationShare / opened.length;
  const heard: { line: OpenLine; speech: Speech }[] = [];
  for (const [index, line] of opened.entries()) {
    const onProgress = (fraction: number): Promise<void> => tools.onProgress(share * (index + fraction));
    heard.push({ line, speech: await findSpeechOnce(line.source, index, { ...tools, onProgress }) });
  }
  const talking = heard.filter(({ speech }) => speech.pieces.length > 0).length;
  const lines: Line[] = [];
  for (const { line, speech } of heard) {
    const isOnly = talking <= 1 && speech.pieces.length > 0;
    const onProgress = (fraction: number): Promise<void> =>
      tools.onProgress(share * (opened.length - 1 + fraction));
    lines.push(await planLine(line, { speech, isOnly }, job, { ...tools, onProgress }));
  }
  await tools.onProgress(preparationShare);
  return lines;
}

type FoundSentence = Omit<RecognisedSentence, 'speakerName'> & {
  line: number;
  voice: number;
  speakerName: string | undefined;
};

function sentencesOf(line: Line, index: number, found: { segment: Segment; text: string }): FoundSentence[] {
  return voiceSentences(found.text, found.segment.pieces, line.voices?.turns ?? []).map((sentence) => ({
    speakerName: line.speakerName,
    line: index,
    voice: sentence.voice,
    start: sentence.start / sampleRate,
    end: sentence.end / sampleRate,
    text: sentence.text,
  }));
}

const voiceKey = (line: number, voice: number): string => `${line}/${voice}`;

/** Names voices without a name "Speaker 1", "Speaker 2" in the order in which they first speak. */
function nameSpeakers(found: readonly FoundSentence[]) {
  const names = new Map<string, string>();
  const sentences = [...found]
    .sort((a, b) => a.start - b.start)
    .map(({ voice, line, speakerName, ...sentence }): RecognisedSentence => {
      if (speakerName !== undefined && speakerName !== '') return { ...sentence, speakerName };
      const key = voiceKey(line, voice);
      const name = names.get(key) ?? `Speaker ${names.size + 1}`;
      names.set(key, name);
      return { ...sentence, speakerName: name };
    });
  return { sentences, names };
}

function uncertainNames(lines: readonly Line[], names: ReadonlyMap<string, string>): string[] {
  const weak = new Set(
    lines.flatMap((line, i) => (line.voices?.weak ?? []).map((voice) => names.get(voiceKey(i, voice)))),
  );
  return [...names.values()].filter((name) => weak.has(name));
}

async function decodeLines(lines: readonly Line[], tools: TranscriptionTools) {
  const found: FoundSentence[] = [];
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
      found.push(...sentencesOf(line, index, { segment, text }));
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
    const lines = await planAll(opened, job, tools);
    const { sentences, names } = nameSpeakers(await decodeLines(lines, tools));
    return {
      sentences,
      uncertainSpeakers: uncertainNames(lines, names),
      speakersUncertain: lines.some((line) => line.voices?.uncertain === true),
    };
  } finally {
    for (const line of opened) line.source.close();
  }
}

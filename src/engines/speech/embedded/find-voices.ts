import type { PcmSource, Span } from '../pcm-source.ts';
import { tellVoicesApart, type Voices } from '../speakers/voices.ts';
import type { Journal } from './journal.ts';
import type { SpeechEngine } from './sherpa.ts';
import { findSpeech, measureEnvelope, quietestIn, speechLevelDb, voiceThreshold } from './speech-spans.ts';

export interface VoiceTools {
  engine: SpeechEngine;
  /** Told the finished share; may wait, so that messages leave the process. */
  onProgress: (fraction: number) => Promise<void>;
  /** Voices by installed models; undefined where there are none or they hear nobody. */
  diarise: (source: PcmSource, speakers: number | undefined) => Promise<Voices | undefined>;
}

export interface Speech {
  pieces: readonly Span[];
  quietest: (span: Span) => number;
}

// Telling voices apart takes the last third.
const detectionShare = 2 / 3;

/** Where somebody speaks in a recording. */
export async function detectSpeech(source: PcmSource, tools: Omit<VoiceTools, 'diarise'>): Promise<Speech> {
  const level = speechLevelDb(measureEnvelope(source));
  const detector = tools.engine.detector(voiceThreshold(level));
  const onProgress = (fraction: number): Promise<void> => tools.onProgress(detectionShare * fraction);
  return speechOf(source, await findSpeech(source, detector, onProgress));
}

/** As `detectSpeech`, remembered: each fresh process would listen to all lines of a recording again. */
export async function findSpeechOnce(
  source: PcmSource,
  line: number,
  tools: Omit<VoiceTools, 'diarise'> & { journal: Journal },
): Promise<Speech> {
  const key = `speech:${line}`;
  const known = tools.journal.recall(key);
  if (known !== undefined) return speechOf(source, JSON.parse(known) as Span[]);
  const speech = await detectSpeech(source, tools);
  tools.journal.remember(key, JSON.stringify(speech.pieces));
  return speech;
}

// The loudness of hours of many lines is not kept: it is measured again where a cut is looked for.
function speechOf(source: PcmSource, pieces: readonly Span[]): Speech {
  return { pieces, quietest: (span) => quietestIn(source, span) };
}

/** Tells who speaks when in one mixed channel: by installed models, else by grouping what the voices sound like. */
export async function findVoices(
  source: PcmSource,
  options: VoiceTools & { speech: Speech; speakers: number | undefined },
): Promise<Voices> {
  const { speech, speakers } = options;
  const byModels = speakers === 1 ? undefined : await options.diarise(source, speakers);
  if (byModels) return byModels;
  return await tellVoicesApart(source, speech.pieces, {
    wanted: speakers,
    quietest: speech.quietest,
    onProgress: (fraction) => options.onProgress(detectionShare + (1 - detectionShare) * fraction),
  });
}

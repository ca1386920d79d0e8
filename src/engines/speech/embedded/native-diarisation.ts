import { type PcmSource, sampleRate } from '../pcm-source.ts';
import { seldomHeard, type Voices, type VoiceTurn } from '../speakers/voices.ts';
import type { DiarisationFiles } from './diarisation-models.ts';
import type { Journal } from './journal.ts';
import type { Sherpa } from './sherpa.ts';

export interface DiarisationWatch {
  /** Told before a model file meets native code, which may end the process or stay silent for the time given. */
  onTrying: (file: string, allowanceMs: number) => Promise<void>;
  /** Told that native code came back. */
  onTried: (file: string) => Promise<void>;
  /** Told that a file can not be used. */
  onProblem: (file: string, message: string) => Promise<void>;
  /** Told why the models are not used for this recording. */
  onNotice: (message: string) => Promise<void>;
}

export interface DiarisationTools {
  sherpa: Sherpa;
  journal: Journal;
  watch: DiarisationWatch;
}

type NativeTurn = ReturnType<InstanceType<Sherpa['OfflineSpeakerDiarization']>['process']>[number];

// The whole recording lies in memory as floats, 230 MB an hour, and grouping costs the square of its length. A
// voice too short for its network makes sherpa-onnx end the process.
const shortestSamples = sampleRate;
const longestHours = 3;
const longestSamples = sampleRate * longestHours * 3_600;
const loadAllowanceMs = 60_000;
// A slow machine may need longer than the recording lasts.
const allowanceMsPerSample = (3 * 1_000) / sampleRate;
const joiningThreshold = 0.5;
const shortestTurnSeconds = 0.3;
const shortestPauseSeconds = 0.5;
// No channel of a recording has this number: the turns of its voices are kept in the journal under it.
const voicesInJournal = -1;

// A second of something that is not silence: a file that survives it is usable.
function tryEmbedding(sherpa: Sherpa, model: string): void {
  const extractor = new sherpa.SpeakerEmbeddingExtractor(modelConfig({ model }));
  const stream = extractor.createStream();
  const samples = Float32Array.from({ length: sampleRate }, (_, i) => Math.sin(i * i * 0.001) / 2);
  stream.acceptWaveform({ sampleRate, samples });
  stream.inputFinished();
  extractor.compute(stream, false);
}

const modelConfig = <T extends object>(model: T) => ({ ...model, numThreads: 1, debug: 0, provider: 'cpu' });

function speakersIn(
  source: PcmSource,
  sherpa: Sherpa,
  job: { segmentation: string; embedding: string; speakers: number | undefined },
): NativeTurn[] {
  const diarisation = new sherpa.OfflineSpeakerDiarization({
    segmentation: modelConfig({ pyannote: { model: job.segmentation } }),
    embedding: modelConfig({ model: job.embedding }),
    clustering: { numClusters: job.speakers ?? -1, threshold: joiningThreshold },
    minDurationOn: shortestTurnSeconds,
    minDurationOff: shortestPauseSeconds,
  });
  if (diarisation.sampleRate !== sampleRate)
    throw new Error(`is made for ${diarisation.sampleRate} Hz instead of ${sampleRate}`);
  return diarisation.process(source.read(0, source.sampleCount));
}

/** Turns in samples that follow one another: where two people speak at once, the one who began goes on. */
function withoutOverlap(turns: readonly NativeTurn[]): VoiceTurn[] {
  const order = new Map<number, number>();
  const out: VoiceTurn[] = [];
  for (const turn of [...turns].sort((a, b) => a.start - b.start)) {
    const start = Math.max(Math.round(turn.start * sampleRate), out.at(-1)?.end ?? 0);
    const end = Math.round(turn.end * sampleRate);
    if (end <= start) continue;
    const speaker = order.get(turn.speaker) ?? order.size;
    order.set(turn.speaker, speaker);
    out.push({ start, end, speaker });
  }
  return out;
}

function voicesOf(turns: readonly VoiceTurn[]): Voices | undefined {
  if (turns.length === 0) return undefined;
  const count = Math.max(...turns.map((turn) => turn.speaker)) + 1;
  const weak = count < 2 ? [] : seldomHeard(turns);
  return { turns, count, weak, uncertain: weak.length > 0 };
}

async function attempt<T>(
  work: () => T,
  file: { path: string; allowanceMs: number },
  watch: DiarisationWatch,
): Promise<{ value: T } | undefined> {
  await watch.onTrying(file.path, file.allowanceMs);
  try {
    return { value: work() };
  } catch (error) {
    await watch.onProblem(file.path, error instanceof Error ? error.message : String(error));
    return undefined;
  } finally {
    await watch.onTried(file.path);
  }
}

/** Voices as sherpa-onnx's diarisation hears them; undefined where its models can not be used or hear nobody. */
export async function diarise(
  source: PcmSource,
  files: DiarisationFiles,
  options: DiarisationTools & { speakers: number | undefined },
): Promise<Voices | undefined> {
  const { sherpa, journal, watch, speakers } = options;
  const { segmentation } = files;
  if (source.sampleCount < shortestSamples) return undefined;
  if (source.sampleCount > longestSamples) {
    await watch.onNotice(
      `The diarisation models are not used for recordings of more than ${longestHours} hours.`,
    );
    return undefined;
  }
  for (const embedding of files.embeddings) {
    const load = { path: embedding, allowanceMs: loadAllowanceMs };
    if (!(await attempt(() => tryEmbedding(sherpa, embedding), load, watch))) continue;
    const allowanceMs = loadAllowanceMs + source.sampleCount * allowanceMsPerSample;
    const key = { channel: voicesInJournal, start: speakers ?? 0, end: source.sampleCount };
    const work = (): string =>
      journal.once(key, () =>
        JSON.stringify(withoutOverlap(speakersIn(source, sherpa, { segmentation, embedding, speakers }))),
      );
    const turns = await attempt(work, { path: segmentation, allowanceMs }, watch);
    return turns ? voicesOf(readTurns(turns.value)) : undefined;
  }
  return undefined;
}

// Empty where the journal has given the recording up.
function readTurns(text: string): VoiceTurn[] {
  return text === '' ? [] : (JSON.parse(text) as VoiceTurn[]);
}

import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Recogniser, RecognitionResult, SpeechRefusal } from '../recogniser.ts';
import type { Attribution, SpokenSpan } from './attribute.ts';
import type { ChildWork } from './child-messages.ts';
import { ChildPool, type PoolOutcome, type PoolRunOptions } from './child-pool.ts';
import { startRecogniserChild } from './child-process.ts';
import { coversLanguage } from './covered-language.ts';
import { type DiarisationFiles, findDiarisationModels } from './diarisation-models.ts';
import { checkParts, installedModules, type PartsCheck } from './parts.ts';
import { prepareTokens } from './tokens.ts';

export interface EmbeddedOptions {
  /** Where the token list is kept between starts. */
  cacheFolder: string;
  /** Where packages are installed; the program's own node_modules if not given. */
  modulesFolder?: string;
  /** Where the operator puts models for sherpa-onnx's own diarisation. */
  modelsFolder?: string;
  /** A child process that says nothing for so long is ended, and the next one goes on; two minutes if not given. */
  childSilenceMs?: number;
  /** Recordings that are heard at once, each in a process of its own; one for each core if not given. */
  processes?: number;
  /** Told things that an operator should know: models that are incomplete or do not work, with the file's name. */
  onNotice?: (message: string) => void;
}

interface AttributionOptions {
  /** How many people speak, where that is known. */
  speakers?: number;
  /** Called with 0..1, never falling. */
  onProgress?: (fraction: number) => void;
  signal?: AbortSignal;
}

type AttributionResult = ({ kind: 'attributed' } & Attribution) | SpeechRefusal;

export interface SpeakerAttributor {
  /**
   * Says which voice speaks each stretch of a recording, for recognisers that give words without speakers; the
   * channels are heard as one. Rejects only when `signal` aborts or on a bug.
   */
  attributeSpeakers(
    audio: { channels: readonly { path: string }[] },
    spans: readonly SpokenSpan[],
    options?: AttributionOptions,
  ): Promise<AttributionResult>;
}

export type EmbeddedRecogniser = Recogniser & SpeakerAttributor & AsyncDisposable;

type Work = { work: ChildWork; journalPath: string | undefined };

const defaultSilenceMs = 120_000;
const idleMs = 60_000;

function refusalOf(outcome: Exclude<PoolOutcome, { kind: 'transcribed' | 'attributed' }>): SpeechRefusal {
  if (outcome.kind === 'failed') throw new Error(`The recogniser failed: ${outcome.message}`);
  if (outcome.kind === 'gave_up') {
    const { crashes, cause } = outcome;
    return { kind: 'refused', code: 'asr_crashed', crashes, cause };
  }
  const missing = { code: 'asr_native_missing', problem: 'does_not_load' } as const;
  return { kind: 'refused', ...missing, cause: outcome.message };
}

function recognitionOf(outcome: PoolOutcome | SpeechRefusal): RecognitionResult {
  if (outcome.kind === 'refused') return outcome;
  if (outcome.kind === 'attributed') throw new Error('The recogniser answered another question');
  if (outcome.kind !== 'transcribed') return refusalOf(outcome);
  if (outcome.transcription.sentences.length === 0) return { kind: 'refused', code: 'no_speech' };
  return { kind: 'recognised', ...outcome.transcription };
}

function attributionOf(outcome: PoolOutcome | SpeechRefusal): AttributionResult {
  if (outcome.kind === 'refused') return outcome;
  if (outcome.kind === 'transcribed') throw new Error('The recogniser answered another question');
  if (outcome.kind !== 'attributed') return refusalOf(outcome);
  return { kind: 'attributed', ...outcome.attribution };
}

async function withJournal<T>(path: string | undefined, work: (path: string) => Promise<T>): Promise<T> {
  if (path !== undefined) return await work(path);
  const folder = await mkdtemp(join(tmpdir(), 'meetric-speech-'));
  try {
    return await work(join(folder, 'journal'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

class Workshop {
  readonly #embedded: EmbeddedOptions;
  readonly #pools: readonly ChildPool[];
  readonly #free: ChildPool[];
  readonly #waiting: ((pool: ChildPool) => void)[] = [];
  #checked: Promise<PartsCheck> | undefined;
  readonly #noticed = new Set<string>();

  constructor(embedded: EmbeddedOptions) {
    this.#embedded = embedded;
    const pool = () =>
      new ChildPool({
        start: startRecogniserChild,
        silenceMs: embedded.childSilenceMs ?? defaultSilenceMs,
        idleMs,
        onNotice: (message) => this.#notice(message),
      });
    this.#pools = Array.from({ length: embedded.processes ?? availableParallelism() }, pool);
    this.#free = [...this.#pools];
  }

  // Each process finds the same faults anew.
  #notice(message: string): void {
    if (this.#noticed.has(message)) return;
    this.#noticed.add(message);
    this.#embedded.onNotice?.(message);
  }

  async run(work: Work, options: PoolRunOptions): Promise<PoolOutcome | SpeechRefusal> {
    const pool = this.#free.shift() ?? (await this.#nextFree());
    try {
      return await this.#begin(work, options, pool);
    } finally {
      const next = this.#waiting.shift();
      if (next) next(pool);
      // The one that worked last has its networks loaded, so it is asked first.
      else this.#free.unshift(pool);
    }
  }

  #nextFree(): Promise<ChildPool> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async #begin(
    { work, journalPath }: Work,
    options: PoolRunOptions,
    pool: ChildPool,
  ): Promise<PoolOutcome | SpeechRefusal> {
    options.signal?.throwIfAborted();
    this.#checked ??= checkParts(this.#embedded.modulesFolder ?? installedModules);
    const check = await this.#checked;
    if (check.kind === 'missing') {
      this.#checked = undefined;
      return { kind: 'refused', ...check.part };
    }
    const { parts } = check;
    const tokensPath = await prepareTokens(this.#embedded.cacheFolder);
    const diarisation = await this.#diarisation();
    const request = { work, parts, tokensPath, ...(diarisation ? { diarisation } : {}) };
    return await withJournal(journalPath, (path) => pool.run({ ...request, journalPath: path }, options));
  }

  async #diarisation(): Promise<DiarisationFiles | undefined> {
    const { modelsFolder } = this.#embedded;
    if (modelsFolder === undefined) return undefined;
    const models = await findDiarisationModels(modelsFolder);
    if (models.kind === 'found') return models.files;
    if (models.kind === 'incomplete') this.#notice(models.message);
    return undefined;
  }

  async close(): Promise<void> {
    await Promise.all(this.#pools.map((pool) => pool.close()));
  }
}

/** The recogniser that works offline, from installed packages alone: English, a recording for each core. */
export function createEmbeddedRecogniser(embedded: EmbeddedOptions): EmbeddedRecogniser {
  const workshop = new Workshop(embedded);
  return {
    async recognise({ channels }, { language, speakers, onProgress, signal, resume }) {
      if (!coversLanguage(language))
        return { kind: 'refused', code: 'language_unsupported_by_embedded', language };
      const job = speakers === undefined ? { channels } : { channels, speakers };
      const work: Work = { work: { kind: 'transcribe', job }, journalPath: resume?.journalPath };
      return recognitionOf(await workshop.run(work, { onProgress, signal }));
    },
    async attributeSpeakers({ channels }, spans, { speakers, onProgress, signal } = {}) {
      const job = speakers === undefined ? { channels, spans } : { channels, spans, speakers };
      const work: Work = { work: { kind: 'attribute', job }, journalPath: undefined };
      return attributionOf(await workshop.run(work, { onProgress, signal }));
    },
    async [Symbol.asyncDispose]() {
      await workshop.close();
    },
  };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Recogniser, RecognitionResult, RefusalCode } from '../recogniser.ts';
import type { Attribution, SpokenSpan } from './attribute.ts';
import type { ChildWork } from './child-messages.ts';
import { ChildPool, type PoolOutcome, type PoolRunOptions } from './child-pool.ts';
import { startRecogniserChild } from './child-process.ts';
import { coversLanguage, languageUnsupported } from './covered-language.ts';
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
  /** Told what an operator should know: models that are incomplete or do not work, with the file's name. */
  onNotice?: (message: string) => void;
}

interface AttributionOptions {
  /** How many people speak, where that is known. */
  speakers?: number;
  /** Called with 0..1, never falling. */
  onProgress?: (fraction: number) => void;
  signal?: AbortSignal;
}

type Refusal = { kind: 'refused'; code: RefusalCode; message: string };

type AttributionResult = ({ kind: 'attributed' } & Attribution) | Refusal;

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

const refused = (code: RefusalCode, message: string): Refusal => ({ kind: 'refused', code, message });

function refusalOf(outcome: Exclude<PoolOutcome, { kind: 'transcribed' | 'attributed' }>): Refusal {
  if (outcome.kind === 'failed') throw new Error(`The recogniser failed: ${outcome.message}`);
  if (outcome.kind === 'gave_up') return refused('asr_crashed', outcome.message);
  const hint = "Run `npm ci` in the program's folder on this machine.";
  return refused(
    'asr_native_missing',
    `The speech recogniser's native library does not load. ${hint} ${outcome.message}`,
  );
}

function recognitionOf(outcome: PoolOutcome | Refusal): RecognitionResult {
  if (outcome.kind === 'refused') return outcome;
  if (outcome.kind === 'attributed') throw new Error('The recogniser answered another question');
  if (outcome.kind !== 'transcribed') return refusalOf(outcome);
  if (outcome.transcription.sentences.length === 0)
    return refused('no_speech', 'No speech was found in the recording.');
  return { kind: 'recognised', ...outcome.transcription };
}

function attributionOf(outcome: PoolOutcome | Refusal): AttributionResult {
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
  readonly #pool: ChildPool;
  #checked: Promise<PartsCheck> | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #noticed: string | undefined;

  constructor(embedded: EmbeddedOptions) {
    this.#embedded = embedded;
    this.#pool = new ChildPool({
      start: startRecogniserChild,
      silenceMs: embedded.childSilenceMs ?? defaultSilenceMs,
      onNotice: (message) => embedded.onNotice?.(message),
    });
  }

  async run(work: Work, options: PoolRunOptions): Promise<PoolOutcome | Refusal> {
    const run = this.#last.then(() => this.#begin(work, options));
    this.#last = run.catch(() => undefined);
    return await run;
  }

  async #begin({ work, journalPath }: Work, options: PoolRunOptions): Promise<PoolOutcome | Refusal> {
    options.signal?.throwIfAborted();
    this.#checked ??= checkParts(this.#embedded.modulesFolder ?? installedModules);
    const check = await this.#checked;
    if (check.kind === 'missing') {
      this.#checked = undefined;
      return refused(check.code, check.message);
    }
    const { parts } = check;
    const tokensPath = await prepareTokens(this.#embedded.cacheFolder);
    const diarisation = await this.#diarisation();
    const request = { work, parts, tokensPath, ...(diarisation ? { diarisation } : {}) };
    return await withJournal(journalPath, (path) =>
      this.#pool.run({ ...request, journalPath: path }, options),
    );
  }

  async #diarisation(): Promise<DiarisationFiles | undefined> {
    const { modelsFolder, onNotice } = this.#embedded;
    if (modelsFolder === undefined) return undefined;
    const models = await findDiarisationModels(modelsFolder);
    if (models.kind === 'found') return models.files;
    if (models.kind === 'incomplete' && models.message !== this.#noticed) {
      this.#noticed = models.message;
      onNotice?.(models.message);
    }
    return undefined;
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }
}

/** The recogniser that works offline, from installed packages alone: English, one recording at a time. */
export function createEmbeddedRecogniser(embedded: EmbeddedOptions): EmbeddedRecogniser {
  const workshop = new Workshop(embedded);
  return {
    async recognise({ channels }, { language, speakers, onProgress, signal, resume }) {
      if (!coversLanguage(language)) return languageUnsupported(language);
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

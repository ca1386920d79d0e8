import type { Notice } from '../../base/notice.ts';
import { DecodeAudit } from './decode-audit.ts';
import { inspectMedia } from './inspect-media.ts';
import { longestMediaSeconds, refuseLength } from './media-info.ts';
import { type MediaRefusal, refuseMedia } from './media-refusal.ts';
import { type ChannelMode, OutputShaper } from './output-shaper.ts';
import { type MediaInfo, type OpenableMedia, type PcmBlock, startTally } from './pcm-block.ts';

export type DecodeOptions = {
  sampleRate: number;
  channels: ChannelMode;
  onProgress?: (fraction: number) => void;
  signal?: AbortSignal;
  maxSeconds?: number;
};

export type DecodeOutcome =
  | {
      kind: 'decoded';
      info: MediaInfo;
      decodedSeconds: number;
      /** The file ends before what it announces, or much of it could not be decoded. */
      truncated: boolean;
      /** Damaged parts that were left out or made silent. */
      damagedParts: number;
      /** Tells what was mended, is silent or is missing. */
      notices: readonly Notice[];
    }
  | { kind: 'aborted' }
  | MediaRefusal;

/** Blocks of one array per channel; `outcome` is known when they are all taken. */
export type MediaDecoding = AsyncIterable<Float32Array[]> & { outcome: () => DecodeOutcome | null };

type Run = { file: string; options: DecodeOptions; outcome: DecodeOutcome | null };

type Ending = 'complete' | 'damaged' | 'aborted' | 'too_long';

const blockSeconds = 2;

/** Decodes a recording of any known format as a stream of blocks of at most two seconds, never whole in memory. */
export function decodeMedia(file: string, options: DecodeOptions): MediaDecoding {
  const run: Run = { file, options, outcome: null };
  return { outcome: () => run.outcome, [Symbol.asyncIterator]: () => runDecoding(run) };
}

async function* runDecoding(run: Run): AsyncGenerator<Float32Array[]> {
  const { options } = run;
  const maxSeconds = options.maxSeconds ?? longestMediaSeconds;
  const media = await inspectMedia(run.file);
  if (media.kind === 'refused') {
    run.outcome = media;
    return;
  }
  if (media.info.durationSeconds > maxSeconds) {
    run.outcome = refuseLength(maxSeconds);
    return;
  }
  const audit = new DecodeAudit(startTally());
  const progress = new DecodeProgress(media.info.durationSeconds, options);
  const shaper = new OutputShaper(options.sampleRate, options.channels, media.info.channels);
  const source = media.open(audit.tally)[Symbol.asyncIterator]();
  let ending: Ending | null = null;
  try {
    while (ending === null) {
      const block = await nextBlock(source, options.signal);
      if (typeof block === 'string') ending = block;
      else {
        audit.see(block, progress.seconds);
        yield* progress.cut(shaper.push(block));
      }
      if (progress.seconds > maxSeconds) ending = 'too_long';
    }
    if (ending === 'complete' || ending === 'damaged') yield* progress.cut(shaper.flush());
  } finally {
    await source.return?.().catch(() => undefined);
  }
  audit.tally.notices.add('media_channel_inverted', null, shaper.turnedChannels);
  run.outcome =
    ending === 'too_long' ? refuseLength(maxSeconds) : concludeRun(media, audit, { ending, progress });
}

// The decoders and the demultiplexer throw on damaged content; nothing of this program runs inside `next`.
async function nextBlock(
  source: AsyncIterator<PcmBlock>,
  signal: AbortSignal | undefined,
): Promise<PcmBlock | Ending> {
  if (signal?.aborted === true) return 'aborted';
  try {
    const next = await source.next();
    return next.done === true ? 'complete' : next.value;
  } catch {
    return 'damaged';
  }
}

function concludeRun(
  { info }: OpenableMedia,
  audit: DecodeAudit,
  { ending, progress }: { ending: Ending; progress: DecodeProgress },
): DecodeOutcome {
  if (ending === 'aborted') return { kind: 'aborted' };
  const { damagedParts, notices } = audit.tally;
  const decodedSeconds = progress.seconds;
  if (decodedSeconds === 0) {
    const isBroken = ending === 'damaged' || info.truncated || damagedParts > 0;
    return refuseMedia(isBroken ? 'media_truncated' : 'media_empty');
  }
  progress.complete();
  const truncated = audit.conclude(info, { isBroken: ending === 'damaged', seconds: decodedSeconds });
  return { kind: 'decoded', info, decodedSeconds, truncated, damagedParts, notices: notices.list() };
}

class DecodeProgress {
  readonly #durationSeconds: number;
  readonly #options: DecodeOptions;
  #samples = 0;

  constructor(durationSeconds: number, options: DecodeOptions) {
    this.#durationSeconds = durationSeconds;
    this.#options = options;
  }

  get seconds(): number {
    return this.#samples / this.#options.sampleRate;
  }

  *cut(channels: Float32Array[]): Generator<Float32Array[]> {
    const length = channels[0]?.length ?? 0;
    const step = blockSeconds * this.#options.sampleRate;
    for (let start = 0; start < length; start += step) {
      const piece = channels.map((samples) => samples.subarray(start, start + step));
      this.#samples += piece[0]?.length ?? 0;
      yield piece;
      if (this.#durationSeconds > 0) {
        this.#options.onProgress?.(Math.min(0.999, this.seconds / this.#durationSeconds));
      }
    }
  }

  complete(): void {
    this.#options.onProgress?.(1);
  }
}

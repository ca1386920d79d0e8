import { openAsBlob } from 'node:fs';
import { primarySubtag } from '../../../base/language-tag.ts';
import type { RecogniserSettings } from '../../providers/provider-config.ts';
import type { ProviderFailure } from '../../providers/provider-failure.ts';
import { openPcm, type PcmSource, type Span, sampleRate } from '../pcm-source.ts';
import type { RecogniseOptions, Recogniser, RecognitionResult, RecordedChannel } from '../recogniser.ts';
import { channelsToSend } from './mixdown.ts';
import { type HeardSegment, openPieceJournal, type PieceJournal } from './piece-journal.ts';
import { isSilent, planPieces } from './pieces.ts';
import { type HeardPiece, sentencesOf } from './sentences-heard.ts';
import { bytesPerSample, wavHeaderBytes, wavOf } from './wav-piece.ts';

/** One WAV file to be heard by a provider. */
export interface PieceToHear {
  wav: Blob;
  durationSeconds: number;
  /** Primary subtag. */
  language: string;
  /** Nobody knows who speaks here, and it may be several people. */
  mixed: boolean;
  signal: AbortSignal | undefined;
}

export type PieceOutcome = { kind: 'heard'; segments: readonly HeardSegment[] } | ProviderFailure;

export interface PieceListener {
  settings: RecogniserSettings;
  /** Longest piece, however small its file is. */
  longestSeconds: number;
  hear: (piece: PieceToHear) => Promise<PieceOutcome>;
}

// Multipart fields and boundaries around the file.
const formBytes = 4_096;

/** A recogniser that sends a recording piece by piece, one channel after the other, to a listener. */
export function createPiecewiseRecogniser(listener: PieceListener): Recogniser {
  return {
    async recognise(audio, options) {
      options.signal?.throwIfAborted();
      await using sent = await channelsToSend(audio.channels);
      const channels = sent.channels;
      const sources = channels.map((channel) => openPcm([channel.path]));
      try {
        const heard = await hearAll(await planAll(channels, sources, listener), listener, options);
        return heard.kind === 'failed' ? refusalOf(heard) : resultOf(heard.pieces, channels);
      } finally {
        for (const source of sources) source.close();
      }
    },
  };
}

interface PlannedPiece {
  channelIndex: number;
  channel: RecordedChannel;
  mixed: boolean;
  source: PcmSource;
  span: Span;
}

async function planAll(
  channels: readonly RecordedChannel[],
  sources: readonly PcmSource[],
  { settings, longestSeconds }: PieceListener,
): Promise<PlannedPiece[]> {
  const fitting = Math.floor((settings.mostUploadBytes - wavHeaderBytes - formBytes) / bytesPerSample);
  const longest = Math.min(longestSeconds * sampleRate, fitting);
  const planned: PlannedPiece[] = [];
  for (const [channelIndex, channel] of channels.entries()) {
    const source = sources[channelIndex];
    if (source === undefined) continue;
    const mixed = channels.length === 1 && channel.speakerName === undefined;
    const pieces = await planPieces(source, longest);
    planned.push(...pieces.map((span) => ({ channelIndex, channel, mixed, source, span })));
  }
  return planned;
}

async function hearAll(
  planned: readonly PlannedPiece[],
  listener: PieceListener,
  options: RecogniseOptions,
): Promise<{ kind: 'heard'; pieces: readonly HeardPiece[] } | ProviderFailure> {
  const journal = openPieceJournal(options.resume?.journalPath);
  const total = planned.reduce((sum, { span }) => sum + span.end - span.start, 0);
  const pieces: HeardPiece[] = [];
  let passed = 0;
  for (const piece of planned) {
    options.signal?.throwIfAborted();
    const outcome = await hearOne(piece, { listener, options, journal });
    if (outcome.kind === 'failed') return outcome;
    pieces.push({ channelIndex: piece.channelIndex, span: piece.span, segments: outcome.segments });
    passed += piece.span.end - piece.span.start;
    options.onProgress?.(passed / total);
  }
  return { kind: 'heard', pieces };
}

async function hearOne(
  piece: PlannedPiece,
  work: { listener: PieceListener; options: RecogniseOptions; journal: PieceJournal },
): Promise<PieceOutcome> {
  const { settings, hear } = work.listener;
  const { span, mixed } = piece;
  const language = primarySubtag(work.options.language);
  const key = JSON.stringify([
    settings.name,
    settings.model,
    language,
    piece.channelIndex,
    span.start,
    span.end,
  ]);
  const known = work.journal.recall(key);
  if (known !== undefined) return { kind: 'heard', segments: known };
  if (await isSilent(piece.source, span)) return { kind: 'heard', segments: [] };
  const wav = wavOf(await openAsBlob(piece.channel.path), span);
  const durationSeconds = (span.end - span.start) / sampleRate;
  const outcome = await hear({ wav, durationSeconds, language, mixed, signal: work.options.signal });
  if (outcome.kind === 'heard') work.journal.remember(key, outcome.segments);
  return outcome;
}

function refusalOf({ code, message }: ProviderFailure): RecognitionResult {
  return { kind: 'refused', code, message };
}

function resultOf(pieces: readonly HeardPiece[], channels: readonly RecordedChannel[]): RecognitionResult {
  const sentences = sentencesOf(pieces, channels);
  if (sentences.length === 0) {
    return { kind: 'refused', code: 'no_speech', message: 'No speech was found in the recording.' };
  }
  return { kind: 'recognised', sentences, speakersUncertain: voicesSpanPieces(pieces) };
}

/** A provider numbers the voices of each piece anew: 0 of the second need not be 0 of the first. */
function voicesSpanPieces(pieces: readonly HeardPiece[]): boolean {
  const numbered = pieces.filter(({ segments }) => segments.some((segment) => segment.voice !== null));
  return numbered.length > 1;
}

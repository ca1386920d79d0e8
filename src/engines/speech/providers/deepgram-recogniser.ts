import { Readable } from 'node:stream';
import { z } from 'zod';
import type { RecogniserSettings } from '../../providers/provider-config.ts';
import { type CallTools, callProvider } from '../../providers/provider-http.ts';
import type { Recogniser } from '../recogniser.ts';
import { createPiecewiseRecogniser, type PieceOutcome, type PieceToHear } from './piecewise-recogniser.ts';

// Voices are numbered per request, so a recording goes in as few as its size allows.
const longestSeconds = 12 * 3_600;
// The answer carries every word twice, with times.
const mostAnswerBytes = 128_000_000;

const utterance = z.object({
  start: z.number(),
  end: z.number(),
  transcript: z.string(),
  speaker: z.int().nullish(),
});
const answer = z.object({ results: z.object({ utterances: z.array(utterance) }) });

/** A recogniser over `POST /v1/listen` as Deepgram documents it; it tells the voices of a single channel apart. */
export function createDeepgramRecogniser(settings: RecogniserSettings, tools: CallTools): Recogniser {
  return createPiecewiseRecogniser({
    settings,
    longestSeconds,
    hear: (piece) => hear(settings, tools, piece),
  });
}

async function hear(
  settings: RecogniserSettings,
  tools: CallTools,
  piece: PieceToHear,
): Promise<PieceOutcome> {
  const outcome = await callProvider(
    settings,
    {
      method: 'POST',
      keyScheme: 'Token',
      answer,
      mostAnswerBytes,
      path: `/v1/listen?${queryOf(settings, piece)}`,
      body: () => ({
        content: Readable.from(piece.wav.stream()),
        headers: { 'content-type': 'audio/wav', 'content-length': String(piece.wav.size) },
      }),
      signal: piece.signal,
    },
    tools,
  );
  if (outcome.kind === 'failed') return outcome;
  const segments = outcome.value.results.utterances.map(({ start, end, transcript, speaker }) => ({
    start,
    end,
    text: transcript,
    voice: piece.mixed ? (speaker ?? null) : null,
  }));
  return { kind: 'heard', segments };
}

function queryOf(settings: RecogniserSettings, piece: PieceToHear): URLSearchParams {
  return new URLSearchParams({
    model: settings.model,
    language: piece.language,
    punctuate: 'true',
    smart_format: 'true',
    utterances: 'true',
    ...(piece.mixed ? { diarize: 'true' } : {}),
  });
}

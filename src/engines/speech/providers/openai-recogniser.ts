import { FormData } from 'undici';
import { z } from 'zod';
import type { RecogniserSettings } from '../../providers/provider-config.ts';
import { type CallTools, callProvider, type OutgoingBody } from '../../providers/provider-http.ts';
import type { Recogniser } from '../recogniser.ts';
import { createPiecewiseRecogniser, type PieceOutcome, type PieceToHear } from './piecewise-recogniser.ts';

// 10 minutes of 16 kHz are 19.2 MB, under the 25 MB of the hosted service.
const longestSeconds = 600;
const mostAnswerBytes = 16_000_000;

const segment = z.object({ start: z.number(), end: z.number(), text: z.string() });
const answer = z.object({ text: z.string(), segments: z.array(segment).nullish() });

/** A recogniser over `POST /audio/transcriptions` as OpenAI documents it; it tells no voices apart. */
export function createOpenaiRecogniser(settings: RecogniserSettings, tools: CallTools): Recogniser {
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
      path: '/audio/transcriptions',
      keyScheme: 'Bearer',
      answer,
      mostAnswerBytes,
      body: () => formOf(settings, piece),
      signal: piece.signal,
    },
    tools,
  );
  if (outcome.kind === 'failed') return outcome;
  const { text, segments } = outcome.value;
  // Without segments all that is known is that it was said somewhere in the piece.
  const found = segments ?? [{ start: 0, end: piece.durationSeconds, text }];
  return {
    kind: 'heard',
    segments: found.map(({ start, end, text }) => ({ start, end, text, voice: null })),
  };
}

function formOf(settings: RecogniserSettings, piece: PieceToHear): OutgoingBody {
  const form = new FormData();
  form.set('model', settings.model);
  form.set('language', piece.language);
  form.set('response_format', 'verbose_json');
  form.set('timestamp_granularities[]', 'segment');
  form.set('file', piece.wav, 'audio.wav');
  return { content: form, headers: {} };
}

import { openPcm, sampleRate } from '../pcm-source.ts';
import { speakerDuring } from '../speakers/attribution.ts';
import { detectSpeech, findVoices, type VoiceTools } from './find-voices.ts';

/** A stretch of a recording, in seconds. */
export interface SpokenSpan {
  start: number;
  end: number;
}

export interface AttributionJob {
  channels: readonly { path: string }[];
  spans: readonly SpokenSpan[];
  speakers?: number;
}

export interface Attribution {
  /** For every span the number of its voice, from 0 in order of first speech. */
  voices: readonly number[];
  /** Voices that may hold another's words. */
  uncertainVoices: readonly number[];
  speakersUncertain: boolean;
}

function inOrderOfStart(job: AttributionJob, found: readonly number[]): Map<number, number> {
  const order = new Map<number, number>();
  const byStart = [...job.spans.keys()].sort(
    (a, b) => (job.spans[a]?.start ?? 0) - (job.spans[b]?.start ?? 0),
  );
  for (const i of byStart) {
    const voice = found[i] ?? 0;
    if (!order.has(voice)) order.set(voice, order.size);
  }
  return order;
}

/** Says which voice speaks each given stretch of a recording, its channels heard as one. */
export async function attribute(job: AttributionJob, tools: VoiceTools): Promise<Attribution> {
  const source = openPcm(job.channels.map((channel) => channel.path));
  try {
    const speech = await detectSpeech(source, tools);
    const voices = await findVoices(source, { ...tools, speech, speakers: job.speakers });
    const found = job.spans.map(({ start, end }) =>
      speakerDuring(voices.turns, {
        start: Math.round(start * sampleRate),
        end: Math.round(end * sampleRate),
      }),
    );
    const order = inOrderOfStart(job, found);
    return {
      voices: found.map((voice) => order.get(voice) ?? 0),
      uncertainVoices: voices.weak.flatMap((voice) => order.get(voice) ?? []).sort((a, b) => a - b),
      speakersUncertain: voices.uncertain,
    };
  } finally {
    source.close();
  }
}

import type { components } from '../../../../contract/app.types.ts';
import type { Waveform } from '../../../domain/recordings/recordings.ts';

/** More than a wide screen has columns. */
const mostPeaks = 4_000;
const storedPeakSeconds = 0.1;

export function presentRecording(
  conversationId: string,
  { mediaType, bytes, durationSeconds, peaks }: Waveform,
): components['schemas']['ConversationRecording'] {
  const perPeak = Math.max(1, Math.ceil((peaks?.length ?? 0) / mostPeaks));
  return {
    url: `/api/v1/conversations/${conversationId}/recording`,
    media_type: mediaType,
    bytes,
    duration_seconds: durationSeconds,
    peaks: peaks && loudest(peaks, perPeak),
    peak_seconds: Math.round(perPeak * storedPeakSeconds * 10) / 10,
  };
}

function loudest(peaks: Uint8Array, perPeak: number): number[] {
  return Array.from({ length: Math.ceil(peaks.length / perPeak) }, (_, i) =>
    Math.max(...peaks.subarray(i * perPeak, (i + 1) * perPeak)),
  );
}

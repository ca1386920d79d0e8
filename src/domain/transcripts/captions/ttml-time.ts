/**
 * The rates that a TTML document gives for its time expressions
 * (https://www.w3.org/TR/ttml2/#timing-value-time-expression).
 */
export interface TtmlRates {
  frameRate: number;
  tickRate: number;
}

const clock = /^(\d{2,}):(\d{2}):(\d{2})(?:\.(\d+)|:(\d{2,})(?:\.\d+)?)?$/u;
const offset = /^(\d+(?:\.\d+)?)(h|m|s|ms|f|t)$/u;
const metricSeconds: Record<string, number> = { h: 3600, m: 60, s: 1, ms: 0.001 };

/** Takes a time expression: `00:00:01.5`, `00:00:01:12` in frames, `1.5s`, `36f`, `15000000t`; gives seconds or null. */
export function ttmlSeconds(text: string | undefined, { frameRate, tickRate }: TtmlRates): number | null {
  if (text === undefined) return null;
  const [, hours, minutes, seconds, fraction, frames] = clock.exec(text.trim()) ?? [];
  if (hours !== undefined) {
    const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
    return whole + Number(`0.${fraction ?? 0}`) + Number(frames ?? 0) / frameRate;
  }
  const [, count, metric = ''] = offset.exec(text.trim()) ?? [];
  if (count === undefined) return null;
  if (metric === 'f') return Number(count) / frameRate;
  return metric === 't' ? Number(count) / tickRate : Number(count) * (metricSeconds[metric] ?? 1);
}

/** Takes the attributes of the document element; 30 frames and one tick a second unless it says otherwise. */
export function ttmlRates(attributes: Readonly<Record<string, string>>): TtmlRates {
  const frames = Number(attributes['frameRate'] ?? 0) || 30;
  const [numerator = 1, denominator = 1] = (attributes['frameRateMultiplier'] ?? '1 1')
    .split(/[ :]/u)
    .map(Number);
  const frameRate = frames * (numerator / denominator || 1);
  const tickRate =
    Number(attributes['tickRate'] ?? 0) || (attributes['frameRate'] === undefined ? 1 : frameRate);
  return { frameRate, tickRate };
}

/** Times as transcripts write them: `0:03`, `01:02:03.5`, `1:02:03,500`, `00:00:01:000`. */
const time = /^(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,9})|:(\d{3,9}|\d{2}))?$/u;

/**
 * Takes a time of day or of a recording; gives its seconds to the millisecond, or null. Hours may be absent. Two digits after
 * a last colon count frames; how many a second has is not written, so they are dropped.
 */
export function clockSeconds(text: string): number | null {
  const [, hours = '0', minutes = '', seconds = '', fraction, last = ''] = time.exec(text.trim()) ?? [];
  if (minutes === '' || Number(seconds) > 59 || (hours !== '0' && Number(minutes) > 59)) return null;
  const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  const digits = fraction ?? (last.length === 2 ? '0' : last);
  return Math.round((whole + Number(`0.${digits}`)) * 1000) / 1000;
}

/** Seconds as people write them: `0:43`, `1:02:45`. */
export function writeClock(totalSeconds: number): string {
  const whole = Math.floor(totalSeconds);
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const tail = `${String(minutes).padStart(hours > 0 ? 2 : 1, '0')}:${String(seconds).padStart(2, '0')}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}

import type { ReactNode } from 'react';

/** A length of time or a place in the sound: 1:57, 1:02:03. */
export function Duration({ seconds }: { seconds: number }): ReactNode {
  return (
    <time className="figures" dateTime={`PT${Math.round(seconds)}S`}>
      {formatDuration(seconds)}
    </time>
  );
}

export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const rest = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

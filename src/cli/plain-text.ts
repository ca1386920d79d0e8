/** One line for a terminal: control characters of a file must not reach it. A text that is cut ends in "…". */
export function shortened(text: string, most: number): string {
  const characters = [...text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')];
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most - 1).join('')}…`;
}

/** UTC, such as 2026-06-03T09:30:00Z. */
export function toTheSecond(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** Such as 43 s, 2:05 or 1:02:05. */
export function spokenLength(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (hours === 0 && minutes === 0) return `${rest} s`;
  const two = (count: number): string => String(count).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

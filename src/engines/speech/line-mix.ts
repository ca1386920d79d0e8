import { type PcmSource, sampleRate } from './pcm-source.ts';

// An encoder leaves little of a sum. A second in which somebody else is heard leaves far more.
const mostLeftOver = 0.1;
const mostLeftOverOfSecond = 0.4;
// A source that gives less than this is not needed to explain the sum.
const leastShare = 0.05;
// Root mean square of a second that holds speech; below it there are only noise and rounding.
const audible = 0.001;

/**
 * How much of each part is in a channel that is their sum (least squares); null where it is none. An answer that
 * takes a part away is none either. It comes up where the channel is itself a part and the sum is among the parts.
 */
export function mixShares(
  mix: number,
  parts: readonly number[],
  product: (first: number, second: number) => number,
): number[] | null {
  const rows = parts.map((part) => [...parts.map((other) => product(part, other)), product(part, mix)]);
  const shares = solve(rows);
  if (shares === null || shares.some((share) => share < -leastShare)) return null;
  if (shares.filter((share) => share > leastShare).length < 2) return null;
  const explained = shares.reduce((sum, share, index) => sum + share * product(parts[index] ?? mix, mix), 0);
  return 1 - explained / product(mix, mix) <= mostLeftOver ? shares : null;
}

// Gauss and Jordan; a part that is silent, or the same as another, has no pivot.
function solve(rows: number[][]): number[] | null {
  const count = rows.length;
  const largest = Math.max(...rows.flat().map(Math.abs));
  for (let column = 0; column < count; column += 1) {
    const [pivotRow, ...others] = rows
      .map((row, index) => ({ row, index }))
      .slice(column)
      .sort((a, b) => Math.abs(b.row[column] ?? 0) - Math.abs(a.row[column] ?? 0));
    const pivot = pivotRow?.row[column] ?? 0;
    if (pivotRow === undefined || others.length !== count - column - 1) return null;
    if (Math.abs(pivot) < largest * 1e-9) return null;
    rows.splice(pivotRow.index, 1);
    rows.splice(
      column,
      0,
      pivotRow.row.map((value) => value / pivot),
    );
    for (const [index, row] of rows.entries()) {
      const factor = row[column] ?? 0;
      if (index === column || factor === 0) continue;
      rows[index] = row.map((value, at) => value - factor * (rows[column]?.[at] ?? 0));
    }
  }
  return rows.map((row) => row[count] ?? 0);
}

/** Whether a channel is the sum of these parts in every second of the recording: nobody is heard on it alone. */
export function isMixOf(mix: PcmSource, parts: readonly PcmSource[], shares: readonly number[]): boolean {
  for (let start = 0; start < mix.sampleCount; start += sampleRate) {
    const left = mix.read(start, sampleRate);
    const energy = energyOf(left);
    if (energy < audible ** 2 * left.length) continue;
    for (const [index, part] of parts.entries()) {
      const samples = part.read(start, sampleRate);
      const share = shares[index] ?? 0;
      for (let at = 0; at < left.length; at += 1) left[at] = (left[at] ?? 0) - share * (samples[at] ?? 0);
    }
    if (energyOf(left) > mostLeftOverOfSecond * energy) return false;
  }
  return true;
}

function energyOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return sum;
}

/** A time in a recording as notices name it: minutes, seconds and tenths, such as `1:02.5`. */
export function placeAt(seconds: number): string {
  const tenths = Math.round(seconds * 10);
  const minutes = Math.floor(tenths / 600);
  return `${minutes}:${((tenths % 600) / 10).toFixed(1).padStart(4, '0')}`;
}

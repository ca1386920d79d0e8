const units = ['B', 'KB', 'MB', 'GB'];

/** 12.4 MB. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1_000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1_000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}

/** Whole percent; 100 only when all is there. */
export function percentOf(part: number, whole: number): number {
  if (whole === 0) return 100;
  return part >= whole ? 100 : Math.min(99, Math.floor((part / whole) * 100));
}

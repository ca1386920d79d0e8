const halfHourMs = 1_800_000;

/**
 * Stands in an ETag for links and cursors, which are signed anew for every answer. It changes every half hour: what a
 * client keeps after a 304 is good for at least another one.
 */
export function linkVersion(now: Date): string {
  return String(Math.floor(now.getTime() / halfHourMs));
}

/** The address of a moment, two seconds earlier, so that one hears how it began. */
export const momentOf = (id: string, start: number | null): string =>
  start === null ? `/conversations/${id}` : `/conversations/${id}?t=${Math.max(0, start - 2)}`;

import { type RefObject, useEffect } from 'react';
import type { VirtuosoHandle } from 'react-virtuoso';
import { hearReader } from './hear-reader.ts';
import type { RowRegistry } from './row-registry.ts';

interface Opened {
  /** The sentence that the address asked for; null where it asked for none. */
  place: number | null;
  rows: RowRegistry;
  list: RefObject<VirtuosoHandle | null>;
  scroller: HTMLElement | null;
}

const lookEveryMs = 100;
const looks = 100;
/** So many looks in a row that find it in sight are enough. */
const calmLooks = 3;

/** Rows are measured after they were scrolled to: until all is calm the list is put right, unless the reader scrolls. */
export function useOpened({ place, rows, list, scroller }: Opened): void {
  useEffect(() => {
    if (place === null || !scroller) return;
    let left = looks;
    let calm = 0;
    const timer = setInterval(() => {
      const row = rows.get(place)?.getBoundingClientRect();
      const frame = scroller.getBoundingClientRect();
      const isInSight = row && row.top >= frame.top && row.bottom <= frame.bottom;
      calm = isInSight ? calm + 1 : 0;
      if (!isInSight) list.current?.scrollToIndex({ index: place, align: 'center' });
      left -= 1;
      if (left === 0 || calm === calmLooks) clearInterval(timer);
    }, lookEveryMs);
    const forget = hearReader(scroller, () => clearInterval(timer));
    return () => {
      clearInterval(timer);
      forget();
    };
  }, [place, rows, list, scroller]);
}

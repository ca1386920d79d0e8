import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { Findable, firstHitFrom, type Hit } from './find.ts';
import { clearHits, paintHits } from './find-marks.ts';
import type { RowRegistry } from './row-registry.ts';

export interface Find {
  query: string;
  hits: readonly Hit[];
  /** Of `hits`. */
  now: number;
  search: (query: string) => void;
  /** To the next (1) or the one before (-1), around the ends. */
  step: (by: 1 | -1) => void;
}

interface Wanted {
  /** What the address asked for. */
  words: string;
  sentence: number | null;
}

/** Finds in all sentences, also in those that are not in the page. */
export function useFind(
  sentences: readonly { text: string }[],
  rows: RowRegistry,
  asked: Wanted,
  show: (hit: Hit) => void,
): Find {
  const [query, setQuery] = useState(asked.words);
  const findable = useMemo(() => new Findable(sentences), [sentences]);
  const deferred = useDeferredValue(query);
  const hits = useMemo(() => findable.find(deferred), [findable, deferred]);
  const [now, setNow] = useState(() => firstHitFrom(hits, asked.sentence ?? 0));
  useEffect(() => {
    const paint = (): void => paintHits(rows, hits, now);
    paint();
    rows.onRows = later(paint);
    return () => {
      rows.onRows = () => {};
      clearHits();
    };
  }, [rows, hits, now]);
  const search = useCallback(
    (wanted: string): void => {
      setQuery(wanted);
      setNow(0);
      const [first] = findable.find(wanted);
      if (first) show(first);
    },
    [findable, show],
  );
  const step = useCallback(
    (by: 1 | -1): void => {
      const next = (now + by + hits.length) % Math.max(1, hits.length);
      const hit = hits[next];
      if (!hit) return;
      setNow(next);
      show(hit);
    },
    [hits, now, show],
  );
  return { query, hits, now, search, step };
}

/** Once for all rows that come in the same turn. */
function later(paint: () => void): () => void {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    queueMicrotask(() => {
      isDue = false;
      paint();
    });
  };
}

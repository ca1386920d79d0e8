import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { VirtuosoHandle } from 'react-virtuoso';
import type { Sentence } from '../data.ts';
import type { Player } from '../player/player.ts';
import { hearReader } from './hear-reader.ts';
import type { RowRegistry } from './row-registry.ts';
import { TimeIndex } from './time-index.ts';

export interface Follow {
  isFollowing: boolean;
  /** Whether there is a sentence that plays, to come back to. */
  isPlaying: boolean;
  /** Scrolls to the sentence that plays, and from then on with it. */
  resume: () => void;
  stop: () => void;
}

interface Followed {
  sentences: readonly Sentence[];
  player: Player | null;
  rows: RowRegistry;
  list: RefObject<VirtuosoHandle | null>;
  scroller: HTMLElement | null;
}

/** Marks the sentence that plays and keeps it in sight, until the reader scrolls. */
export function useFollow({ sentences, player, rows, list, scroller }: Followed): Follow {
  const index = useMemo(() => new TimeIndex(sentences), [sentences]);
  const [isFollowing, setFollowing] = useState(true);
  const [isPlaying, setPlaying] = useState(false);
  const following = useRef(true);
  const set = useCallback((value: boolean): void => {
    following.current = value;
    setFollowing(value);
  }, []);
  useEffect(() => {
    if (!player) return;
    return player.onTick((seconds) => {
      const place = index.at(seconds);
      if (place === rows.playing) return;
      rows.play(place);
      setPlaying(place !== null);
      if (place !== null && following.current && !player.audio.paused)
        keepInSight(place, { rows, list, scroller });
    });
  }, [player, index, rows, list, scroller]);
  const stop = useCallback(() => set(false), [set]);
  useEffect(() => (scroller ? hearReader(scroller, stop) : undefined), [scroller, stop]);
  const resume = useCallback(() => {
    set(true);
    if (rows.playing !== null) list.current?.scrollToIndex({ index: rows.playing, align: 'center' });
  }, [set, rows, list]);
  return { isFollowing, isPlaying, resume, stop };
}

/** Scrolls only where the row leaves the middle, so that the words mostly stand still. */
function keepInSight(
  place: number,
  { rows, list, scroller }: Pick<Followed, 'rows' | 'list' | 'scroller'>,
): void {
  const row = rows.get(place)?.getBoundingClientRect();
  const frame = scroller?.getBoundingClientRect();
  if (row && frame) {
    const margin = frame.height * 0.2;
    if (row.top >= frame.top + margin / 2 && row.bottom <= frame.bottom - margin) return;
  }
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  list.current?.scrollToIndex({
    index: place,
    align: 'center',
    behavior: row && !isCalm ? 'smooth' : 'auto',
  });
}

import { useState } from 'react';
import { useShortcut } from '../../../parts/shortcuts.tsx';
import type { Row } from '../data.ts';
import { listTexts as texts } from '../texts.ts';

interface Deeds {
  onShow: (index: number) => void;
  onOpen: (row: Row) => void;
  onSelect: (row: Row) => void;
}

/** j and k go through the rows, Enter opens and x selects the one that they are at; its index, or null. */
export function useListKeys(rows: readonly Row[], { onShow, onOpen, onSelect }: Deeds): number | null {
  const [active, setActive] = useState<number | null>(null);
  const go = (step: number): void => {
    const next = active === null ? 0 : Math.min(rows.length - 1, Math.max(0, active + step));
    setActive(next);
    onShow(next);
  };
  const atActive = (deed: (row: Row) => void): void => {
    const row = active === null ? undefined : rows[active];
    if (row) deed(row);
  };
  useShortcut('j', texts.next, () => go(1));
  useShortcut('k', texts.previous, () => go(-1));
  useShortcut('enter', texts.open, () => atActive(onOpen), active !== null);
  useShortcut('x', texts.mark, () => atActive(onSelect));
  return active !== null && active < rows.length ? active : null;
}

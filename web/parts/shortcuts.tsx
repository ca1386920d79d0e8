import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { isTyping, type KeyPress, nameOf, type Shortcut, ShortcutList } from './shortcut-list.ts';

const Shortcuts = createContext<ShortcutList | null>(null);

/** Hears the keys of all shortcuts below it. They rest while one types, but for those with `mod`. */
export function ShortcutsProvider({ children }: { children: ReactNode }): ReactNode {
  const [list] = useState(() => new ShortcutList());
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      const press: KeyPress = { name: nameOf(event), typing: isTyping(event.target), atMs: event.timeStamp };
      if (!event.defaultPrevented && !event.isComposing && list.run(press)) event.preventDefault();
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, [list]);
  return <Shortcuts value={list}>{children}</Shortcuts>;
}

/** Null outside of the shell, as on the sign-in page. */
export const useShortcutList = (): ShortcutList | null => useContext(Shortcuts);

/** Runs on these keys while the component is there, and stands in the overlay of `?` under its label. */
export function useShortcut(keys: string, label: string, run: () => void, isOn = true): void {
  const list = useContext(Shortcuts);
  const newest = useRef(run);
  useEffect(() => {
    newest.current = run;
  });
  useEffect(() => {
    const shortcut: Shortcut = { keys, label, run: () => newest.current() };
    return isOn ? list?.add(shortcut) : undefined;
  }, [list, keys, label, isOn]);
}

import { TextInput } from '@mantine/core';
import IconSearch from '@tabler/icons-react/icons/IconSearch';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useShortcut } from '../../../parts/shortcuts.tsx';
import { listTexts as texts } from '../texts.ts';

/** A search for each letter would be thrown away before it is read. */
const pauseMs = 150;

/** Searches as one types; the words are in the address a moment later. */
export function SearchField({
  words,
  onWords,
}: {
  words: string;
  onWords: (words: string) => void;
}): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(words);
  const sent = useRef(words);
  useShortcut('/', texts.searchKey, () => field.current?.select());
  useEffect(() => {
    // The address was changed elsewhere, as by the back button.
    if (words !== sent.current) {
      sent.current = words;
      setTyped(words);
    }
  }, [words]);
  useEffect(() => {
    if (typed === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = typed;
      onWords(typed);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [typed, onWords]);
  return (
    <TextInput
      ref={field}
      type="search"
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur();
      }}
      aria-label={texts.search}
      placeholder={texts.search}
      maxLength={200}
      leftSection={<IconSearch size={16} />}
      flex="1 1 16rem"
    />
  );
}

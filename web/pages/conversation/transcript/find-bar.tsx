import { ActionIcon, CloseButton, Text, TextInput } from '@mantine/core';
import IconChevronDown from '@tabler/icons-react/icons/IconChevronDown';
import IconChevronUp from '@tabler/icons-react/icons/IconChevronUp';
import IconSearch from '@tabler/icons-react/icons/IconSearch';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { useShortcut } from '../../../parts/shortcuts.tsx';
import { conversationTexts as texts } from '../texts.ts';
import classes from './transcript.module.css';
import type { Find } from './use-find.ts';

/** Looks in the whole transcript; the browser's own search would see the rows on the screen alone. */
export function FindBar({ find }: { find: Find }): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const focus = (): void => input.current?.select();
  useShortcut('mod f', texts.findKey, focus);
  useShortcut('/', texts.findKey, focus);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') find.step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') {
      find.search('');
      input.current?.blur();
    } else return;
    event.preventDefault();
  };
  return (
    <search className={classes.find}>
      <TextInput
        ref={input}
        className={classes.findInput}
        size="sm"
        value={find.query}
        onChange={(event) => find.search(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        placeholder={texts.find}
        aria-label={texts.find}
        leftSection={<IconSearch size={16} />}
        rightSection={
          find.query && <CloseButton size="sm" aria-label={texts.findClear} onClick={() => find.search('')} />
        }
      />
      {find.query && <Steps find={find} />}
    </search>
  );
}

function Steps({ find: { hits, now, step } }: { find: Find }): ReactNode {
  return (
    <>
      <Text className={`${classes.count} figures`} c="dimmed" size="sm" role="status">
        {texts.findCount(hits.length === 0 ? 0 : now + 1, hits.length)}
      </Text>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={texts.findBefore}
        disabled={hits.length === 0}
        onClick={() => step(-1)}
      >
        <IconChevronUp size={18} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={texts.findNext}
        disabled={hits.length === 0}
        onClick={() => step(1)}
      >
        <IconChevronDown size={18} />
      </ActionIcon>
    </>
  );
}

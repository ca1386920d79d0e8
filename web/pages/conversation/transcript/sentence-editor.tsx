import { Button, Group, Text, Textarea } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { sentenceEdit } from '../edit/word-edits.ts';
import { conversationTexts as texts } from '../texts.ts';
import { useView } from '../view.ts';
import classes from './transcript.module.css';

export function SentenceEditor({ place, text }: { place: number; text: string }): ReactNode {
  const { id, edit, run, conflict, drafts } = useView();
  const [draft, setDraft] = useState(drafts.get(place) ?? text);
  /** Live news may bring other words while one types. */
  const [before] = useState(text);
  const change = (next: string): void => {
    drafts.set(place, next);
    setDraft(next);
  };
  const close = (): void => {
    drafts.delete(place);
    edit(null);
  };
  const save = async (): Promise<void> => {
    const next = draft.trim();
    if (!next) return;
    close();
    if (next === before || next === text) return;
    if (text !== before) return conflict(place, next);
    let isShown = false;
    const onConflict = (lost: string): void => {
      isShown = true;
      conflict(place, lost);
    };
    const isSaved = await run(sentenceEdit(id, { place, before, text: next }, onConflict));
    if (isSaved || isShown) return;
    // The words that were typed are not lost with the connection.
    drafts.set(place, next);
    edit(place);
  };
  return (
    <div className={classes.editor}>
      <Textarea
        autosize
        autoFocus
        minRows={1}
        value={draft}
        dir="auto"
        maxLength={10_000}
        aria-label={texts.editSentence}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={keys(() => void save(), close)}
        onFocus={({ currentTarget }) => currentTarget.setSelectionRange(draft.length, draft.length)}
      />
      <Group justify="space-between" mt={6} gap="xs">
        <Text size="xs" c="dimmed">
          {texts.editHint}
        </Text>
        <Group gap="xs">
          <Button size="compact-sm" variant="default" onClick={close}>
            {texts.cancel}
          </Button>
          <Button size="compact-sm" onClick={() => void save()} disabled={!draft.trim()}>
            {texts.save}
          </Button>
        </Group>
      </Group>
    </div>
  );
}

function keys(save: () => void, close: () => void) {
  return (event: KeyboardEvent): void => {
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && !event.shiftKey) save();
    else return;
    event.preventDefault();
  };
}

import { Button, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { sentenceEdit } from '../edit/word-edits.ts';
import { conversationTexts as texts } from '../texts.ts';
import { useView } from '../view.ts';
import classes from './dialogs.module.css';

/** Somebody else has changed the words meanwhile: both texts, and which is to stay. */
export function ConflictForm({ place, text }: { place: number; text: string }): ReactNode {
  const { id, transcript, run, ask, conflict } = useView();
  const theirs = transcript?.sentences[place]?.text ?? '';
  const useMine = (): void => {
    ask(null);
    void run(sentenceEdit(id, { place, before: theirs, text }, (lost) => conflict(place, lost)));
  };
  return (
    <Stack gap="sm">
      <Text>{theirs === text ? texts.conflictSame : texts.conflictHint}</Text>
      <figure className={classes.version}>
        <figcaption>{texts.theirs}</figcaption>
        <p dir="auto">{theirs}</p>
      </figure>
      <figure className={classes.version}>
        <figcaption>{texts.mine}</figcaption>
        <p dir="auto">{text}</p>
      </figure>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={() => ask(null)}>
          {texts.keepTheirs}
        </Button>
        <Button onClick={useMine} disabled={theirs === text} data-autofocus>
          {texts.takeMine}
        </Button>
      </Group>
    </Stack>
  );
}

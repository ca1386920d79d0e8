import { Button, CloseButton, Group, Paper } from '@mantine/core';
import type { ReactNode } from 'react';
import { conversationTexts as texts } from '../texts.ts';
import { useView } from '../view.ts';
import classes from './transcript.module.css';

/** Where several sentences are chosen: what can be done with them. */
export function SelectionBar(): ReactNode {
  const { place, ask, select } = useView();
  const { selected } = place;
  if (!selected || selected.first === selected.last) return null;
  const count = selected.last - selected.first + 1;
  return (
    <Paper className={classes.selection} shadow="md" withBorder px="sm" py={6} radius="md">
      <Group gap="sm" wrap="nowrap">
        <span className="figures">{texts.chosen(count)}</span>
        <Button size="compact-sm" onClick={() => ask({ kind: 'assign', range: selected })}>
          {texts.giveToOther}
        </Button>
        <CloseButton size="sm" aria-label={texts.chooseNone} onClick={() => select(null)} />
      </Group>
    </Paper>
  );
}

import { Checkbox, Text, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Insight } from '../data.ts';
import { tick } from '../edit/field-edits.ts';
import { conversationTexts as texts } from '../texts.ts';
import { leadInSeconds, useView } from '../view.ts';
import classes from './aside.module.css';
import { Section } from './section.tsx';

export function ActionItems(): ReactNode {
  const { conversation } = useView();
  const items = conversation.insights.filter(({ type }) => type === 'action_item');
  if (items.length === 0) return null;
  return (
    <Section title={texts.actionItems} count={items.filter(({ done_at: done }) => !done).length}>
      <ul className={classes.items}>
        {items.map((item) => (
          <ActionItem key={item.id} item={item} />
        ))}
      </ul>
    </Section>
  );
}

function ActionItem({ item }: { item: Insight }): ReactNode {
  const { id, run, listen } = useView();
  const isDone = item.done_at !== null && item.done_at !== undefined;
  const [first] = item.evidence;
  const more = [item.owner, item.due_date && texts.due(item.due_date)].filter(Boolean).join(' · ');
  return (
    <li className={classes.item} data-done={isDone || undefined}>
      <Checkbox
        checked={isDone}
        onChange={() => void run(tick(id, item, !isDone))}
        aria-label={texts.tick(item.title)}
      />
      <UnstyledButton
        className={classes.itemText}
        disabled={!first}
        title={texts.hear}
        onClick={() => first && listen(first.sentence, leadInSeconds)}
      >
        <span dir="auto" title={item.text}>
          {item.title}
        </span>
        {more && (
          <Text component="span" display="block" size="sm" c="dimmed">
            {more}
          </Text>
        )}
      </UnstyledButton>
    </li>
  );
}

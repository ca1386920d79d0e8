import { Checkbox, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { type Home, type Item, useTick } from './data.ts';
import classes from './home.module.css';
import { momentOf } from './moment-of.ts';
import { homeTexts as texts } from './texts.ts';

/** The reader's own promises, to be ticked off. */
export function ActionItems({ home }: { home: Home }): ReactNode {
  const tick = useTick();
  const rest = home.action_item_count - home.action_items.length;
  return (
    <section>
      <header className={classes.head}>
        <Title order={2}>{texts.actions}</Title>
        {home.action_item_count > 0 && <span className={classes.dimmed}>{home.action_item_count}</span>}
      </header>
      {home.action_items.length === 0 && <Text c="dimmed">{texts.noActions}</Text>}
      <ul className={classes.rows}>
        {home.action_items.map((item) => (
          <ItemRow key={item.insight_id} item={item} onTick={() => void tick(item)} />
        ))}
      </ul>
      {rest > 0 && <p className={classes.dimmed}>{texts.moreItems(rest)}</p>}
    </section>
  );
}

function ItemRow({ item, onTick }: { item: Item; onTick: () => void }): ReactNode {
  const { conversation, text, due_date: due, start_seconds: start } = item;
  return (
    <li className={classes.item}>
      <Checkbox checked={false} onChange={onTick} aria-label={texts.tick(text)} />
      <Link href={momentOf(conversation.id, start)} className={classes.promise}>
        <span className={classes.title}>{text}</span>
        <span className={classes.dimmed}>
          {conversation.title}
          {due && ` · ${texts.due} ${due}`}
        </span>
      </Link>
    </li>
  );
}

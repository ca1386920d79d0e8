import { Button, Checkbox, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { type Home, type Item, useTick } from './data.ts';
import classes from './home.module.css';
import { momentOf } from './moment-of.ts';
import { homeTexts as texts } from './texts.ts';

/** As many as there are news beside them. */
const itemsAtFirst = 5;

/** The reader's own promises, to be ticked off. */
export function ActionItems({ home }: { home: Home }): ReactNode {
  const tick = useTick();
  const [isWhole, setWhole] = useState(false);
  const items = isWhole ? home.action_items : home.action_items.slice(0, itemsAtFirst);
  const rest = home.action_items.length - items.length;
  return (
    <section>
      <header className={classes.head}>
        <Title order={2}>{texts.actions}</Title>
        {home.action_item_count > 0 && <span className={classes.dimmed}>{home.action_item_count}</span>}
      </header>
      {home.action_items.length === 0 && <Text c="dimmed">{texts.noActions}</Text>}
      <ul className={classes.rows}>
        {items.map((item) => (
          <ItemRow key={item.insight_id} item={item} onTick={() => void tick(item)} />
        ))}
      </ul>
      {rest > 0 && (
        <Button variant="subtle" size="compact-sm" mt="xs" onClick={() => setWhole(true)}>
          {texts.moreItems(rest)}
        </Button>
      )}
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

import { ActionIcon, Badge, Group, Menu, Text } from '@mantine/core';
import IconDots from '@tabler/icons-react/icons/IconDots';
import { type ReactNode, useState } from 'react';
import { NameForm } from './name-form.tsx';
import classes from './named-list.module.css';
import { namedListTexts as texts } from './texts.ts';

export interface NamedItem {
  id: string;
  name: string;
  /** Without it there is no switch. */
  enabled?: boolean;
}

interface NamedListProps<Item extends NamedItem> {
  items: readonly Item[];
  /** Each resolves when it is done, and rejects with what the server said. */
  onRename?: (item: Item, name: string) => Promise<unknown>;
  onSwitch?: (item: Item) => void;
  onRemove?: (item: Item) => void;
  /** Beneath the name. */
  details?: (item: Item) => ReactNode;
}

/** Names that an admin keeps, such as departments: each can be renamed in its place. */
export function NamedList<Item extends NamedItem>(props: NamedListProps<Item>): ReactNode {
  const [renamed, setRenamed] = useState<string | null>(null);
  const { items, onRename, details } = props;
  return (
    <ul className={classes.list}>
      {items.map((item) => (
        <li key={item.id} className={classes.row}>
          {renamed === item.id && onRename ? (
            <NameForm
              label={texts.name}
              submit={texts.save}
              initial={item.name}
              onCancel={() => setRenamed(null)}
              onSubmit={(name) => onRename(item, name).then(() => setRenamed(null))}
            />
          ) : (
            <div className={classes.words}>
              <Group gap="xs">
                <Text fw={500}>{item.name}</Text>
                {item.enabled === false && <Badge variant="default">{texts.disabled}</Badge>}
              </Group>
              {details?.(item)}
            </div>
          )}
          <ItemMenu {...props} item={item} onEdit={() => setRenamed(item.id)} />
        </li>
      ))}
    </ul>
  );
}

type ItemMenuProps<Item extends NamedItem> = NamedListProps<Item> & { item: Item; onEdit: () => void };

function ItemMenu<Item extends NamedItem>(props: ItemMenuProps<Item>): ReactNode {
  const { item, onRename, onSwitch, onRemove, onEdit } = props;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={texts.actions(item.name)}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {onRename && <Menu.Item onClick={onEdit}>{texts.rename}</Menu.Item>}
        {onSwitch && (
          <Menu.Item onClick={() => onSwitch(item)}>{item.enabled ? texts.disable : texts.enable}</Menu.Item>
        )}
        {onRemove && (
          <Menu.Item color="red" onClick={() => onRemove(item)}>
            {texts.remove}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

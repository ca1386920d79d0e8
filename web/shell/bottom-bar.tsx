import { UnstyledButton } from '@mantine/core';
import IconSearch from '@tabler/icons-react/icons/IconSearch';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { AccountMenu } from './account-menu.tsx';
import { isBelow, type MenuPage } from './menu.ts';
import classes from './shell.module.css';
import { shellTexts as texts } from './texts.ts';

/** More would be narrower than a thumb; the others are found by the search and in the account's menu. */
const mostEntries = 3;

/** In place of the side bar on phones. */
export function BottomBar({
  entries,
  onCommands,
}: {
  entries: readonly MenuPage[];
  onCommands: () => void;
}): ReactNode {
  const [path] = useLocation();
  const main = entries.filter(({ menu }) => menu.place === 'main').slice(0, mostEntries);
  return (
    <nav aria-label={texts.navigation} className={classes.bar}>
      {main.map((entry) => (
        <Link
          key={entry.path}
          href={entry.path}
          className={classes.tab}
          aria-current={isBelow(path, entry) ? 'page' : undefined}
        >
          <entry.menu.icon size={22} stroke={1.6} />
          {entry.title}
        </Link>
      ))}
      <UnstyledButton className={classes.tab} onClick={onCommands}>
        <IconSearch size={22} stroke={1.6} />
        {texts.search}
      </UnstyledButton>
      <AccountMenu
        className={classes.tab ?? ''}
        nameClass={classes.tabName ?? ''}
        entries={entries.filter(({ menu }) => menu.place === 'below')}
      />
    </nav>
  );
}

import { UnstyledButton } from '@mantine/core';
import IconLayoutSidebarLeftCollapse from '@tabler/icons-react/icons/IconLayoutSidebarLeftCollapse';
import IconLayoutSidebarLeftExpand from '@tabler/icons-react/icons/IconLayoutSidebarLeftExpand';
import IconSearch from '@tabler/icons-react/icons/IconSearch';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useSession } from '../session.tsx';
import { AccountMenu } from './account-menu.tsx';
import { isBelow, type MenuPage } from './menu.ts';
import classes from './shell.module.css';
import { shellTexts as texts } from './texts.ts';

interface SideBarProps {
  entries: readonly MenuPage[];
  narrow: boolean;
  onNarrow: (narrow: boolean) => void;
  onCommands: () => void;
}

export function SideBar({ entries, narrow, onNarrow, onCommands }: SideBarProps): ReactNode {
  const at = (place: 'main' | 'below') => entries.filter(({ menu }) => menu.place === place);
  const Toggle = narrow ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  const toggleText = narrow ? texts.openSide : texts.closeSide;
  return (
    <div className={`${classes.column} ${narrow ? classes.narrow : ''}`}>
      <AccountName />
      <nav aria-label={texts.navigation} className={classes.column}>
        <div className={classes.entries}>
          <UnstyledButton className={classes.entry} onClick={onCommands} title={texts.search}>
            <IconSearch size={18} stroke={1.6} />
            <span className={classes.name}>{texts.search}</span>
            <kbd className={classes.keys}>{isMac() ? '⌘' : 'Ctrl'} K</kbd>
          </UnstyledButton>
          <Entries entries={at('main')} />
        </div>
        <div className={`${classes.entries} ${classes.below}`}>
          <Entries entries={at('below')} />
          <AccountMenu className={classes.entry ?? ''} nameClass={classes.name ?? ''} />
          <UnstyledButton className={classes.entry} onClick={() => onNarrow(!narrow)} title={toggleText}>
            <Toggle size={18} stroke={1.6} />
            <span className={classes.name}>{toggleText}</span>
          </UnstyledButton>
        </div>
      </nav>
    </div>
  );
}

function Entries({ entries }: { entries: readonly MenuPage[] }): ReactNode {
  const [path] = useLocation();
  return entries.map((entry) => (
    <Link
      key={entry.path}
      href={entry.path}
      className={classes.entry}
      title={entry.title}
      aria-current={isBelow(path, entry) ? 'page' : undefined}
    >
      <entry.menu.icon size={18} stroke={1.6} />
      <span className={classes.name}>{entry.title}</span>
    </Link>
  ));
}

function AccountName(): ReactNode {
  const { account } = useSession();
  const name = account.brand_name ?? account.name;
  return (
    <div className={classes.account} title={name}>
      {account.brand_logo_url ? (
        <img className={classes.logo} src={account.brand_logo_url} alt="" />
      ) : (
        <span className={`${classes.logo} ${classes.letter}`} aria-hidden="true">
          {[...name][0]?.toUpperCase()}
        </span>
      )}
      <span className={classes.name}>{name}</span>
    </div>
  );
}

/** Whose keyboard has ⌘. */
export const isMac = (): boolean => /Mac|iP(?:hone|ad)/.test(navigator.platform);

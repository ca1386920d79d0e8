import { AppShell } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useLocation } from 'wouter';
import { useShortcut } from '../parts/shortcuts.tsx';
import { useSession } from '../session.tsx';
import { BottomBar } from './bottom-bar.tsx';
import { type MenuPage, menuOf } from './menu.ts';
import classes from './shell.module.css';
import { SideBar } from './side-bar.tsx';
import { shellTexts as texts } from './texts.ts';

const Commands = lazy(() => import('./commands.tsx'));
const KeysOverlay = lazy(() => import('./keys-overlay.tsx'));

type Overlay = 'commands' | 'keys' | null;

/** Side bar, or bottom bar on phones, around the page. */
export function Shell({ children }: { children: ReactNode }): ReactNode {
  const [narrow, setNarrow] = useLocalStorage({
    key: 'meetric-side-bar-narrow',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const [overlay, setOverlay] = useState<Overlay>(null);
  const entries = menuOf(useSession().user.role);
  const close = (): void => setOverlay(null);
  useShortcut('mod k', texts.commands, () => setOverlay('commands'));
  useShortcut('?', texts.keys, () => setOverlay('keys'));
  return (
    <AppShell
      navbar={{ width: narrow ? 56 : 220, breakpoint: 'sm', collapsed: { mobile: true } }}
      footer={{ height: { base: 'calc(56px + env(safe-area-inset-bottom))', sm: 0 } }}
      classNames={{ navbar: classes.side, footer: classes.bottom, main: classes.main }}
    >
      <a className={classes.skip} href="#content">
        {texts.skip}
      </a>
      {entries.map((entry) => (
        <GoKeys key={entry.path} entry={entry} />
      ))}
      <AppShell.Navbar>
        <SideBar
          entries={entries}
          narrow={narrow}
          onNarrow={setNarrow}
          onCommands={() => setOverlay('commands')}
        />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <div className={classes.content}>{children}</div>
      </AppShell.Main>
      <AppShell.Footer hiddenFrom="sm">
        <BottomBar entries={entries} onCommands={() => setOverlay('commands')} />
      </AppShell.Footer>
      <Suspense fallback={null}>
        {overlay === 'commands' && (
          <Commands entries={entries} onClose={close} onKeys={() => setOverlay('keys')} />
        )}
        {overlay === 'keys' && <KeysOverlay onClose={close} />}
      </Suspense>
    </AppShell>
  );
}

function GoKeys({ entry }: { entry: MenuPage }): null {
  const [, navigate] = useLocation();
  useShortcut(entry.menu.keys, texts.goTo(entry.title), () => navigate(entry.path));
  return null;
}

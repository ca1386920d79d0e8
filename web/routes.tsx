import IconBook2 from '@tabler/icons-react/icons/IconBook2';
import IconHome from '@tabler/icons-react/icons/IconHome';
import IconMessages from '@tabler/icons-react/icons/IconMessages';
import IconPlus from '@tabler/icons-react/icons/IconPlus';
import IconSettings from '@tabler/icons-react/icons/IconSettings';
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { Role } from './session.tsx';
import { pageTitles as titles } from './texts.ts';

export interface MenuEntry {
  icon: ComponentType<{ size?: number | string; stroke?: number | string }>;
  /** Main ones stand on top of the side bar and in a phone's bottom bar, the others below. */
  place: 'main' | 'below';
  /** Goes there, such as `g h`. */
  keys: string;
}

export interface Page {
  /** wouter's pattern; params come by useParams. */
  path: string;
  title: string;
  /** `anyone` needs no session and has no side bar. */
  least: Role | 'anyone';
  menu: MenuEntry | null;
  /** Fetches the page's code; App calls it as soon as the path is known. */
  load(): Promise<unknown>;
  View: LazyExoticComponent<ComponentType>;
}

type Load = () => Promise<{ default: ComponentType }>;

const page = (
  path: string,
  title: string,
  load: Load,
  more: Partial<Pick<Page, 'least' | 'menu'>> = {},
): Page => ({
  path,
  title,
  least: 'member',
  menu: null,
  ...more,
  load,
  View: lazy(load),
});

const loadApiReference: Load = () => import('./pages/api-reference/page.tsx');

/** Every page that there is; the first one whose path fits is shown. */
export const pages: readonly Page[] = [
  page('/sign-in', titles.signIn, () => import('./pages/sign-in/page.tsx'), { least: 'anyone' }),
  page('/first-run', titles.firstRun, () => import('./pages/first-run/page.tsx'), { least: 'anyone' }),
  page('/accept-invitation', titles.join, () => import('./pages/accept-invitation/page.tsx'), {
    least: 'anyone',
  }),
  page('/reset', titles.reset, () => import('./pages/reset/page.tsx'), { least: 'anyone' }),
  page('/', titles.home, () => import('./pages/home/page.tsx'), {
    menu: { icon: IconHome, place: 'main', keys: 'g h' },
  }),
  page('/conversations', titles.conversations, () => import('./pages/conversations/page.tsx'), {
    menu: { icon: IconMessages, place: 'main', keys: 'g c' },
  }),
  page('/conversations/:id', titles.conversation, () => import('./pages/conversation/page.tsx')),
  page('/new', titles.new, () => import('./pages/new/page.tsx'), {
    menu: { icon: IconPlus, place: 'main', keys: 'g n' },
  }),
  page('/settings', titles.settings, () => import('./pages/settings/page.tsx'), {
    menu: { icon: IconSettings, place: 'below', keys: 'g s' },
  }),
  page('/settings/*', titles.settings, () => import('./pages/settings/page.tsx')),
  page('/api-reference', titles.apiReference, loadApiReference, {
    menu: { icon: IconBook2, place: 'below', keys: 'g a' },
  }),
  page('/api-reference/:operation', titles.apiReference, loadApiReference),
];

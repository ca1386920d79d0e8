import IconHome from '@tabler/icons-react/icons/IconHome';
import IconMessages from '@tabler/icons-react/icons/IconMessages';
import IconPlus from '@tabler/icons-react/icons/IconPlus';
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

/** Every page that there is; the first one whose path fits is shown. */
export const pages: readonly Page[] = [
  page('/sign-in', titles.signIn, () => import('./pages/sign-in/page.tsx'), { least: 'anyone' }),
  page('/', titles.home, () => import('./pages/home/page.tsx'), {
    menu: { icon: IconHome, place: 'main', keys: 'g h' },
  }),
  page('/conversations', titles.conversations, () => import('./pages/conversations/page.tsx'), {
    menu: { icon: IconMessages, place: 'main', keys: 'g c' },
  }),
  page('/new', titles.new, () => import('./pages/new/page.tsx'), {
    menu: { icon: IconPlus, place: 'main', keys: 'g n' },
  }),
];

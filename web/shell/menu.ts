import { type MenuEntry, type Page, pages } from '../routes.tsx';
import { hasRole, type Role } from '../session.tsx';

export type MenuPage = Page & { menu: MenuEntry };

/** The pages of the side bar that this role may open. */
export const menuOf = (role: Role): MenuPage[] =>
  pages.filter(
    (page): page is MenuPage => page.menu !== null && page.least !== 'anyone' && hasRole(role, page.least),
  );

/** Whether the path is the entry's page or lies below it. */
export const isBelow = (path: string, { path: entry }: Page): boolean =>
  entry === '/' ? path === '/' : path === entry || path.startsWith(`${entry}/`);

import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { Role } from '../../session.tsx';
import { tokenTexts } from './api-tokens/texts.ts';
import { auditTexts } from './audit/texts.ts';
import { typeTexts } from './conversation-types/texts.ts';
import { departmentTexts } from './departments/texts.ts';
import { generalTexts } from './general/texts.ts';
import { profileTexts } from './profile/texts.ts';
import { teamTexts } from './teams/texts.ts';
import type { settingsTexts } from './texts.ts';
import { usersTexts } from './users/texts.ts';
import { webhookTexts } from './webhooks/texts.ts';

export interface Section {
  /** wouter's pattern; params come by useParams. */
  path: string;
  title: string;
  /** Null for a page that another section leads to. */
  group: keyof typeof settingsTexts.groups | null;
  least: Role;
  View: LazyExoticComponent<ComponentType>;
}

/** Every page of the settings, in the order of the menu; the first one whose path fits is shown. */
export const sections: readonly Section[] = [
  {
    path: '/settings/general',
    title: generalTexts.title,
    group: 'account',
    least: 'admin',
    View: lazy(() => import('./general/page.tsx')),
  },
  {
    path: '/settings/conversation-types',
    title: typeTexts.title,
    group: 'account',
    least: 'admin',
    View: lazy(() => import('./conversation-types/page.tsx')),
  },
  {
    path: '/settings/audit',
    title: auditTexts.title,
    group: 'account',
    least: 'admin',
    View: lazy(() => import('./audit/page.tsx')),
  },
  {
    path: '/settings/users',
    title: usersTexts.title,
    group: 'people',
    least: 'admin',
    View: lazy(() => import('./users/page.tsx')),
  },
  {
    path: '/settings/teams',
    title: teamTexts.title,
    group: 'people',
    least: 'admin',
    View: lazy(() => import('./teams/page.tsx')),
  },
  {
    path: '/settings/departments',
    title: departmentTexts.title,
    group: 'people',
    least: 'admin',
    View: lazy(() => import('./departments/page.tsx')),
  },
  {
    path: '/settings/api-tokens',
    title: tokenTexts.title,
    group: 'integrations',
    least: 'admin',
    View: lazy(() => import('./api-tokens/page.tsx')),
  },
  {
    path: '/settings/api-tokens/*',
    title: tokenTexts.title,
    group: null,
    least: 'admin',
    View: lazy(() => import('./api-tokens/page.tsx')),
  },
  {
    path: '/settings/webhooks',
    title: webhookTexts.title,
    group: 'integrations',
    least: 'admin',
    View: lazy(() => import('./webhooks/page.tsx')),
  },
  {
    path: '/settings/webhooks/*',
    title: webhookTexts.title,
    group: null,
    least: 'admin',
    View: lazy(() => import('./webhooks/page.tsx')),
  },
  // The last, since the first that one may open is where the settings begin.
  {
    path: '/settings/profile',
    title: profileTexts.title,
    group: 'you',
    least: 'member',
    View: lazy(() => import('./profile/page.tsx')),
  },
];

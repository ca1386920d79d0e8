/** All pages of the app, as its tables of routes name them: for tests, screenshots and figures. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { programRoot } from '../../../src/base/program.ts';
import type { Pool } from '../../../src/db/pool.ts';

export interface AppPage {
  /** wouter's pattern. */
  pattern: string;
  /** Of those that need a session and those that need none. */
  isPublic: boolean;
}

const web = path.join(programRoot, 'web');

export function appPages(): AppPage[] {
  const table = readFileSync(path.join(web, 'routes.tsx'), 'utf8');
  const ofTable = table
    .split(/\bpage\(/)
    .slice(1)
    .flatMap((call) => {
      const [, pattern] = /^\s*'([^']+)'/.exec(call) ?? [];
      return pattern === undefined ? [] : [{ pattern, isPublic: /least: 'anyone'/.test(call) }];
    });
  const nested = readdirSync(path.join(web, 'pages'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .flatMap((file) => [
      ...readFileSync(path.join(web, 'pages', file), 'utf8').matchAll(/\bpath(?:: |=)['"](\/[^'"]+)['"]/g),
    ])
    .map(([, pattern = '']) => ({ pattern, isPublic: false }));
  // A page of pages is there by those within it.
  const all = [...ofTable, ...nested].filter(({ pattern }) => !pattern.endsWith('*'));
  return [...new Map(all.map((one) => [one.pattern, one])).values()];
}

/** Fills the parameters of patterns. */
export interface Ids {
  conversation: string;
  token: string;
  webhook: string;
  delivery: string;
  person: string;
}

/** By the folder that the parameter stands in. */
const parameters: Record<string, (ids: Ids) => string> = {
  conversations: (ids) => ids.conversation,
  'api-reference': () => 'get-conversation',
  'api-tokens': (ids) => ids.token,
  webhooks: (ids) => ids.webhook,
  deliveries: (ids) => ids.delivery,
  people: (ids) => ids.person,
  users: (ids) => ids.person,
};

/** The address of a page with something on it. */
export function addressOf({ pattern }: AppPage, ids: Ids): string {
  const steps = pattern.split('/');
  return steps
    .flatMap((step, i) => {
      if (!step.startsWith(':')) return [step];
      if (step.endsWith('?')) return [];
      const value = parameters[steps[i - 1] ?? ''];
      if (!value) throw new Error(`${pattern}: test/web/support/app-pages.ts does not know what to fill in`);
      return [value(ids)];
    })
    .join('/');
}

/** One of each kind, of those that the account has; an id that nothing has where it has none. */
export async function idsOf(pool: Pool, accountId: string, conversation: string): Promise<Ids> {
  const one = async (text: string): Promise<string> => {
    const { rows } = await pool.query<{ id: string }>(text, [accountId]);
    return rows[0]?.id ?? '00000000-0000-4000-8000-000000000000';
  };
  return {
    conversation,
    token: await one('select id from api_token where account_id = $1 order by created_at limit 1'),
    webhook: await one(
      'select id from webhook_subscription where account_id = $1 order by created_at limit 1',
    ),
    delivery: await one(
      'select id from webhook_delivery where account_id = $1 order by created_at desc limit 1',
    ),
    person: await one('select id from app_user where account_id = $1 order by name limit 1'),
  };
}

/** Parts of a page that stand for others. */
const waiting = '[aria-busy="true"], .mantine-Skeleton-root[data-visible], .mantine-Loader-root';

/** Goes there, and waits until the page shows what it has to show. */
export async function openPage(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('h1, h2').first().waitFor();
  // The policy forbids the text of a function, so no waitForFunction.
  await page.locator(waiting).first().waitFor({ state: 'detached' });
  await settle(page);
}

/** Waits for the ends of what moves, so that no colour is on its way. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(`Promise.allSettled(document.getAnimations()
    .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity).map((one) => one.finished))`);
}

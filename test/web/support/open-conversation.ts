import type { Browser, Page } from 'playwright-core';
import type { Session } from '../../support/app-client.ts';
import { type desktop, type Visit, visit } from './browser.ts';

interface Opening {
  url: string;
  session: Session;
  id: string;
  /** Of the address, such as `?t=60`. */
  query?: string;
  viewport?: typeof desktop;
  colorScheme?: 'light' | 'dark';
}

/** A window at a conversation, when its words or its state are there. */
export async function openConversation(browser: Browser, opening: Opening): Promise<Visit> {
  const { url, id, query = '', ...visitor } = opening;
  const visited = await visit(browser, url, visitor);
  const { page } = visited;
  page.setDefaultTimeout(120_000);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`/conversations/${id}${query}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return visited;
}

/** The row of the sentence at this place. */
export const row = (page: Page, place: number) => page.locator(`[data-place="${place}"]`);

/** The words that a CSS highlight marks at the moment. */
export const markedWords = (page: Page, highlight: string): Promise<string[]> =>
  page.evaluate(
    `[...(CSS.highlights.get('${highlight}') ?? [])].map(({ startContainer, startOffset, endOffset }) =>
      startContainer.textContent.slice(startOffset, endOffset))`,
  );

/** Whether the element lies within the part of its list that one sees. */
export const isInSight = (page: Page, place: number): Promise<boolean> =>
  row(page, place).evaluate((element) => {
    const list = element.closest('[data-virtuoso-scroller]')?.getBoundingClientRect();
    const { top, bottom } = element.getBoundingClientRect();
    return list !== undefined && top >= list.top - 1 && bottom <= list.bottom + 1;
  });

/** The place of the sentence that is marked as playing; null where none is in the page. */
export async function playingPlace(page: Page): Promise<number | null> {
  const places = await page
    .locator('[data-playing]')
    .evaluateAll((rows) => rows.map((one) => one.getAttribute('data-place')));
  return places[0] === undefined || places[0] === null ? null : Number(places[0]);
}

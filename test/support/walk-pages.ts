import { expect } from 'vitest';

interface Page<Row> {
  rows: Row[];
  pagination: { limit: number; has_more: boolean; next_cursor: string | null };
}

/** The ids of all pages, in their order. `page` reads the one of a query; `between` runs before the next is read. */
export async function walkPages<Row extends { id: string }>(
  page: (query: string) => Promise<Page<Row>>,
  query: string,
  between: () => Promise<unknown> = async () => {},
): Promise<string[]> {
  const seen: string[] = [];
  let cursor = '';
  for (;;) {
    const { rows, pagination } = await page(`${query}${cursor}`);
    seen.push(...rows.map(({ id }) => id));
    expect(pagination.has_more).toBe(pagination.next_cursor !== null);
    if (pagination.next_cursor === null) return seen;
    expect(rows).toHaveLength(pagination.limit);
    cursor = `&cursor=${pagination.next_cursor}`;
    await between();
  }
}

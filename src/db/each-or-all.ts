import pg from 'pg';

/**
 * One statement for all items. Where the database refuses it for its content, each item has its own, so that a bad
 * one fails alone. Any other failure, as of a database that is away, is everybody's.
 */
export async function eachOrAll<Item, Result>(
  items: Item[],
  work: (items: Item[]) => Promise<(Result | Error)[]>,
): Promise<(Result | Error)[]> {
  try {
    return await work(items);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (items.length === 1) return [error];
  }
  const results: (Result | Error)[] = [];
  for (const item of items) results.push(...(await eachOrAll([item], work)));
  return results;
}

/** SQLSTATE classes 22 and 23: a value that can not be stored, or a constraint. */
function isRefusal(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? '');
}

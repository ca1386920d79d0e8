interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

export interface BatchOptions {
  /** A batch that is not full waits this long for more items. It is for items that nobody waits for. */
  gatherMs?: number;
  /** Batches that may be under way at once. */
  atOnce?: number;
}

/**
 * Does one by one what `work` does for many. Items that are asked for while a batch runs make the next one, of at
 * most `most`. `work` answers in the order of its items, an Error for one that failed by itself. A rejection, as of
 * a database that is away, is everybody's.
 */
export function inBatches<Item, Result>(
  most: number | (() => number),
  work: (items: Item[]) => Promise<(Result | Error)[]>,
  { gatherMs = 0, atOnce = 1 }: BatchOptions = {},
): (item: Item) => Promise<Result> {
  const queue: Waiting<Item, Result>[] = [];
  const mostNow = typeof most === 'number' ? () => most : most;
  let underWay = 0;
  let planned = false;
  const begin = async (): Promise<void> => {
    planned = false;
    underWay += 1;
    const batch = queue.splice(0, mostNow());
    plan();
    await settle(batch, work);
    underWay -= 1;
    plan();
  };
  const plan = (): void => {
    if (planned || underWay >= atOnce || queue.length === 0) return;
    planned = true;
    // Callers that waited ask for the next thing first, so that it can join the batch.
    if (gatherMs === 0 || queue.length >= mostNow()) setImmediate(() => void begin());
    else setTimeout(() => void begin(), gatherMs);
  };
  return (item) =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject });
      plan();
    });
}

async function settle<Item, Result>(
  batch: Waiting<Item, Result>[],
  work: (items: Item[]) => Promise<(Result | Error)[]>,
): Promise<void> {
  try {
    const results = await work(batch.map(({ item }) => item));
    for (const [i, { resolve, reject }] of batch.entries()) {
      const result = results[i];
      if (result === undefined || result instanceof Error)
        reject(result ?? new Error('The batch gave no result'));
      else resolve(result);
    }
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}

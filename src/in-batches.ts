interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/**
 * Does one by one what `work` does for many: what is asked for while a batch runs makes the next one, of at most `most`.
 * `work` answers in the order of its items, an Error for one that failed by itself; a rejection, as of a database that is
 * away, is everybody's. With `gatherMs` a batch that is not full waits so long for others: for what nobody waits for.
 */
export function inBatches<Item, Result>(
  most: number | (() => number),
  work: (items: Item[]) => Promise<(Result | Error)[]>,
  gatherMs = 0,
): (item: Item) => Promise<Result> {
  const queue: Waiting<Item, Result>[] = [];
  const mostNow = typeof most === 'number' ? () => most : most;
  let busy = false;
  const settle = async (batch: Waiting<Item, Result>[]): Promise<void> => {
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
  };
  const next = async (): Promise<void> => {
    await settle(queue.splice(0, mostNow()));
    if (queue.length > 0) plan();
    else busy = false;
  };
  const plan = (): void => {
    // Whoever waited asks for the next thing first, so that it can join the batch.
    if (gatherMs === 0 || queue.length >= mostNow()) setImmediate(() => void next());
    else setTimeout(() => void next(), gatherMs);
  };
  return (item) =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject });
      if (busy) return;
      busy = true;
      plan();
    });
}

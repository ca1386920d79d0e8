interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/**
 * Does one by one what `work` does for many: what is asked for while a batch runs makes the next one, of at most `most`.
 * `work` answers in the order of its items, an Error for one that failed by itself; a rejection, as of a database that is
 * away, is everybody's.
 */
export function inBatches<Item, Result>(
  most: number,
  work: (items: Item[]) => Promise<(Result | Error)[]>,
): (item: Item) => Promise<Result> {
  const queue: Waiting<Item, Result>[] = [];
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
    await settle(queue.splice(0, most));
    // Whoever waited asks for the next thing first, so that it can join the batch.
    if (queue.length > 0) setImmediate(() => void next());
    else busy = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject });
      if (busy) return;
      busy = true;
      setImmediate(() => void next());
    });
}

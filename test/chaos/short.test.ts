import { expect, test } from 'vitest';
import { newDataFolder } from '../support/data-folder.ts';
import { isMet } from './figure.ts';
import { serverKills } from './server-kills.ts';
import { shortSize } from './short.ts';

test('kill -9 of the server while conversations complete: nothing is lost, invented or failed', async () => {
  const result = await serverKills({ ...shortSize, seed: 13, newFolder: () => newDataFolder('chaos') });
  if (result.kind !== 'ran') throw new Error(result.why);
  // How long it took is a figure of `npm run test:chaos`: a busy machine breaks no test.
  expect(result.figures.filter((figure) => figure.unit !== ' s' && !isMet(figure))).toEqual([]);
  expect(result.figures).toContainEqual({
    what: 'conversations',
    value: shortSize.conversations,
    most: null,
  });
});

import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests that take longest, mostly by waiting. All others run meanwhile. */
const longest = [
  'test/flows/',
  'demo/main',
  'test/bench/',
  'test/docs/',
  'test/processing/',
  'test/cli/',
  'test/domain/',
  'src/engines/',
  'src/domain/transcripts/',
];

function rankOf({ moduleId }: TestSpecification): number {
  const rank = longest.findIndex((place) => moduleId.includes(`/${place}`));
  return rank < 0 ? longest.length : rank;
}

/** Begins with the tests that take longest, so that none of them is left for the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}

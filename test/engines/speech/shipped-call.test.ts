import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Ear,
  type Heard,
  measureWords,
  openEar,
  scoreWords,
  speakerShares,
} from '../../../bench/speech-measure.ts';
import { asteriskPrompts, missingPackages, shippedCall } from '../../../bench/speech-recordings.ts';

const missing = missingPackages();
if (missing !== undefined) console.warn(`SKIPPED: recordings of Debian are not installed: ${missing}`);
const quickPrompts = 16;

let ear: Ear;
beforeAll(async () => {
  ear = await openEar();
});
afterAll(async () => {
  await ear[Symbol.asyncDispose]();
});

describe('the shipped call', () => {
  const call = shippedCall();
  let heard: Heard;
  beforeAll(async () => {
    heard = await ear.hear(call.path);
  });

  it('is heard with at most ten words wrong of a hundred', () => {
    const { edits, words } = scoreWords(call.text, heard.text);
    expect(edits / words).toBeLessThanOrEqual(0.1);
  });

  it('has the right speaker all the time', () => {
    const shares = speakerShares(call.turns, heard.sentences);
    expect(heard.speakers).toBe(2);
    expect(shares.right).toBe(1);
    // The breaths within a turn, in which nobody is heard, are 4 % of the time.
    expect(shares.missed).toBeLessThan(0.05);
  });

  it('has words in every segment, and none over and over', () => {
    expect(heard.failedSegments).toBe(0);
  });
});

describe.skipIf(missing !== undefined)('prompts read by a person', () => {
  it('are heard with at most six words wrong of a hundred, each as one speaker', async () => {
    const measured = await measureWords(ear, asteriskPrompts().slice(0, quickPrompts));
    expect(measured).toMatchObject({ severalSpeakers: 0, failedSegments: 0 });
    expect(measured.rate).toBeLessThanOrEqual(0.06);
  });
});

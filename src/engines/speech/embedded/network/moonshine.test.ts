import { describe, expect, it } from 'vitest';
import { checkParts } from '../parts.ts';
import { openMoonshine } from './moonshine.ts';
import { openOnnxLibrary } from './onnx-library.ts';
import { createOnnxRuntime } from './onnx-session.ts';
import { searchText } from './search.ts';

const check = await checkParts();
const parts = check.kind === 'complete' ? check.parts : undefined;

describe.skipIf(parts?.runtime === undefined)('the networks', () => {
  it.each([1, 3])('release all values of a stretch with %i beams, and find the same again', (beams) => {
    if (parts?.runtime === undefined) throw new Error('The runtime is missing');
    const runtime = createOnnxRuntime(openOnnxLibrary(parts.runtime));
    const moonshine = openMoonshine(runtime, parts);
    const held = runtime.liveValues();
    const found = Array.from({ length: 4 }, (_, i) => {
      const tone = Float32Array.from(
        { length: 16_000 + 1_600 * (i % 2) },
        (_, at) => 0.3 * Math.sin(at / 12),
      );
      const sound = moonshine.hear(tone);
      const { tokens } = searchText(sound, { beams, fewestTokens: 6, mostTokens: 8 });
      sound.release();
      expect(runtime.liveValues()).toBe(held);
      return tokens;
    });
    expect(runtime.madeValues()).toBeGreaterThan(200);
    expect([found[2], found[3]]).toEqual([found[0], found[1]]);
  });
});

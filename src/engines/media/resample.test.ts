import { describe, expect, test } from 'vitest';
import { amplitudeAt, joinBlocks, tone } from '../../../testing/media/tones.ts';
import { Resampler } from './resample.ts';

const target = 16_000;

function resample(samples: Float32Array, fromRate: number, blockLength = 1000): Float32Array {
  const resampler = new Resampler(fromRate, target);
  const blocks: Float32Array[] = [];
  for (let start = 0; start < samples.length; start += blockLength) {
    blocks.push(resampler.push(samples.subarray(start, start + blockLength)).slice());
  }
  return joinBlocks([...blocks, resampler.flush()]);
}

describe('Resampler', () => {
  test.each([8000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000])(
    'from %i Hz keeps length, level and frequency of a 1 kHz tone',
    (rate) => {
      const output = resample(tone(1000, 1, rate), rate);
      expect(output.length).toBe(target);
      expect(amplitudeAt(output, 1000, target)).toBeCloseTo(0.5, 2);
      expect(amplitudeAt(output, 1100, target)).toBeLessThan(0.005);
    },
  );

  test.each([
    [44_100, 6500],
    [48_000, 6500],
    [8000, 3300],
  ])('from %i Hz keeps %i Hz within 1 dB', (rate, frequency) => {
    const output = resample(tone(frequency, 1, rate), rate);
    expect(20 * Math.log10(amplitudeAt(output, frequency, target) / 0.5)).toBeGreaterThan(-1);
  });

  test.each([
    [44_100, 9000],
    [44_100, 12_000],
    [48_000, 8500],
    [48_000, 15_000],
    [96_000, 40_000],
  ])('from %i Hz suppresses %i Hz by at least 40 dB', (rate, frequency) => {
    const output = resample(tone(frequency, 1, rate), rate);
    const rms = Math.sqrt(
      output.slice(200, -200).reduce((sum, value) => sum + value * value, 0) / output.length,
    );
    expect(20 * Math.log10(rms / (0.5 / Math.SQRT2))).toBeLessThan(-40);
  });

  test('does not depend on how the input is cut', () => {
    const input = tone(440, 0.5, 44_100);
    const whole = resample(input, 44_100, input.length);
    for (const length of [1, 7, 4410]) expect(resample(input, 44_100, length)).toEqual(whole);
  });

  test('keeps time: an impulse stays where it was', () => {
    const input = new Float32Array(48_000);
    input[24_000] = 1;
    const output = resample(input, 48_000);
    expect(output.indexOf(Math.max(...output))).toBe(8000);
  });
});

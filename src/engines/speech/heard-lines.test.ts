import { describe, expect, test } from 'vitest';
import { planLines } from './heard-lines.ts';
import { type PcmSource, sampleRate } from './pcm-source.ts';

const seconds = 20;

// Numerical Recipes' linear congruential generator: the same noise in every run.
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

/** Something like speech: low noise that comes and goes; `speaks` says in which seconds. */
function voice(seed: number, speaks: (second: number) => boolean): Float32Array {
  const next = noise(seed);
  let low = 0;
  return Float32Array.from({ length: seconds * sampleRate }, (_, at) => {
    low = 0.9 * low + 0.1 * next();
    return speaks(Math.floor(at / sampleRate)) ? low : 0;
  });
}

const anna = voice(1, (second) => second % 4 < 2);
const ben = voice(2, (second) => second % 4 >= 2);
const clara = voice(3, (second) => second === 11);
const room = voice(4, () => true);

function sum(...voices: readonly Float32Array[]): Float32Array {
  return anna.map((_, at) => voices.reduce((total, samples) => total + (samples[at] ?? 0), 0));
}

function delayed(samples: Float32Array, by: number): Float32Array {
  const late = new Float32Array(samples.length);
  late.set(samples.subarray(0, samples.length - by), by);
  return late;
}

const scaled = (samples: Float32Array, factor: number): Float32Array =>
  samples.map((value) => value * factor);

function sources(lines: readonly Float32Array[]): PcmSource[] {
  return lines.map((samples) => ({
    sampleCount: samples.length,
    read: (start, count) => samples.slice(start, start + count),
    close: () => {},
  }));
}

/** The channels of each line, with a minus where one is turned round. */
function linesOf(channels: readonly Float32Array[]): string[] {
  return planLines(sources(channels)).lines.map(({ members }) =>
    members.map(({ index, inverted }) => `${inverted ? '-' : ''}${index}`).join('+'),
  );
}

describe('which channels are one line', () => {
  test.each<[string, Float32Array[], string[]]>([
    ['two people on the telephone', [anna, ben], ['0', '1']],
    ['one of them louder', [anna, scaled(ben, 0.05)], ['0', '1']],
    ['somebody who never speaks', [anna, new Float32Array(anna.length)], ['0', '1']],
    ['the same on both', [anna, anna], ['0+1']],
    ['the same, one softer', [anna, scaled(anna, 0.1)], ['0+1']],
    ['the same, out of phase', [sum(anna, ben), scaled(sum(anna, ben), -1)], ['0+-1']],
    ['a room in stereo', [sum(anna, room), sum(ben, room)], ['0+1']],
    ['two of three are alike', [anna, ben, scaled(anna, -0.5)], ['0+-2', '1']],
    ['three people', [anna, ben, clara], ['0', '1', '2']],
  ])('%s', (_, channels, lines) => {
    expect(linesOf(channels)).toEqual(lines);
  });

  test.each<[string, number, number]>([
    ['later', 0, 800],
    ['earlier', 800, 0],
  ])('the same, %s', (_, first, second) => {
    const plan = planLines(sources([delayed(anna, first), delayed(anna, second)]));
    const delays = plan.lines.map(({ members }) => members.map(({ delaySamples }) => delaySamples));
    const [[one = 0, other = 0] = []] = delays;
    expect(delays).toHaveLength(1);
    expect(other - one).toBe(second - first);
  });
});

/** Loudness that rises and falls as syllables do. */
function speaking(seed: number, speaks: (second: number) => boolean): Float32Array {
  const next = noise(seed);
  let loudness = 0;
  return voice(seed, speaks).map((value, at) => {
    if (at % 2_000 === 0) loudness = 10 ** next();
    return value * loudness;
  });
}

/** A microphone in another place: late, softer, with echoes that come in no order, and noise. */
function elsewhere(samples: Float32Array, how: { late: number; gain: number; noise: number }): Float32Array {
  const next = noise(how.late + 7);
  const echoes = Array.from({ length: 60 }, () => ({ late: 30 + Math.abs(next()) * 3_000, gain: next() }));
  return samples.map((_, at) => {
    const echo = echoes.reduce(
      (sum, one) => sum + one.gain * (samples[at - how.late - Math.round(one.late)] ?? 0),
      0,
    );
    return how.gain * ((samples[at - how.late] ?? 0) + 0.8 * echo) + how.noise * next();
  });
}

describe('two microphones that stand apart', () => {
  const one = speaking(5, (second) => second % 5 < 4);
  const other = speaking(6, (second) => second % 5 >= 3);
  const everywhere = [
    { late: 40, gain: 0.8, noise: 0.0002 },
    { late: 300, gain: 0.3, noise: 0.0005 },
    { late: 900, gain: 0.6, noise: 0.001 },
    { late: 1_500, gain: 0.2, noise: 0.0005 },
  ];

  test.each(everywhere)('one voice, $late samples late at $gain, is one line', (how) => {
    const near = elsewhere(one, { late: 20, gain: 0.9, noise: 0.0002 });
    expect(linesOf([near, elsewhere(one, how)])).toHaveLength(1);
  });

  test.each(everywhere)('two people, each heard a little at $late samples and $gain, are two', (how) => {
    const crossed = { ...how, gain: how.gain * 0.2 };
    expect(linesOf([sum(one, elsewhere(other, crossed)), sum(other, elsewhere(one, crossed))])).toEqual([
      '0',
      '1',
    ]);
  });
});

describe('a channel that is the sum of others', () => {
  test.each<[string, Float32Array[], string[], number[]]>([
    ['is left out', [sum(anna, ben), anna, ben], ['1', '2'], [0]],
    ['at another level, behind its parts', [anna, ben, scaled(sum(anna, ben), 0.4)], ['0', '1'], [2]],
    ['all in stereo', [sum(anna, ben), sum(anna, ben), anna, anna, ben, ben], ['2+3', '4+5'], [0, 1]],
    ['is heard where somebody else is on it, too', [sum(anna, ben, clara), anna, ben], ['0+1+2'], []],
    ['of whose parts one is missing', [sum(anna, ben), anna], ['0+1'], []],
    ['all three the same', [anna, anna, anna], ['0+1+2'], []],
  ])('%s', (_, channels, lines, mixes) => {
    expect(linesOf(channels)).toEqual(lines);
    expect(planLines(sources(channels)).mixes).toEqual(mixes);
  });
});

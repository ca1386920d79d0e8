import { expect, test } from 'vitest';
import { amplitudeAt, tone } from '../../../testing/media/tones.ts';
import { ChannelMixer } from './channel-mixer.ts';

const rate = 16_000;
const voice = tone(440, 1, rate);
const other = tone(1000, 1, rate);
const silence = new Float32Array(rate);
const scaled = (samples: Float32Array, factor: number): Float32Array =>
  samples.map((value) => value * factor);

test.each<[string, Float32Array[], number, number]>([
  ['one channel is as it is', [voice], 0.5, 0],
  ['two that are the same', [voice, voice], 0.5, 0],
  ['two that cancel each other out', [voice, scaled(voice, -1)], 0.5, 1],
  ['two that nearly do', [voice, scaled(voice, -0.8)], 0.45, 1],
  ['the louder stays as it is', [scaled(voice, -0.5), voice], 0.375, 1],
  ['of six some', [voice, scaled(voice, -1), silence, silence, voice, scaled(voice, -1)], 0.333, 2],
  ['different sounds are left alone', [voice, scaled(other, -1)], 0.25, 0],
])('%s', (_, channels, amplitude, turned) => {
  const mixer = new ChannelMixer();
  expect(amplitudeAt(mixer.mix(channels), 440, rate)).toBeCloseTo(amplitude, 2);
  expect(mixer.turnedChannels).toBe(turned);
});

test('what was heard before decides, and a sample that is no number does not', () => {
  const mixer = new ChannelMixer();
  for (let block = 0; block < 5; block += 1) mixer.mix([voice, scaled(voice, -1)]);
  mixer.mix([Float32Array.of(Number.NaN), Float32Array.of(Number.POSITIVE_INFINITY)]);
  const brief = voice.subarray(0, 800);
  expect(amplitudeAt(mixer.mix([brief, brief]), 440, rate)).toBeLessThan(0.01);
});

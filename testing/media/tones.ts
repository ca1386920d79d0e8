/** A sine tone of `frequency` Hz. */
export function tone(frequency: number, seconds: number, rate: number, level = 0.5): Float32Array {
  return Float32Array.from({ length: Math.round(seconds * rate) }, (_, index) => {
    return level * Math.sin((2 * Math.PI * frequency * index) / rate);
  });
}

/** The amplitude of `frequency` Hz within the samples (Goertzel), their ends left out. */
export function amplitudeAt(samples: Float32Array, frequency: number, rate: number): number {
  const margin = Math.floor(samples.length / 8);
  const inner = samples.subarray(margin, samples.length - margin);
  const step = (2 * Math.PI * frequency) / rate;
  let real = 0;
  let imaginary = 0;
  let weights = 0;
  inner.forEach((sample, index) => {
    const weight = 1 - Math.cos((2 * Math.PI * index) / inner.length);
    real += weight * sample * Math.cos(step * index);
    imaginary += weight * sample * Math.sin(step * index);
    weights += weight;
  });
  return (2 * Math.hypot(real, imaginary)) / weights;
}

export function joinBlocks(blocks: readonly Float32Array[]): Float32Array {
  return Float32Array.from(blocks.flatMap((block) => [...block]));
}

/** How often a tone of about `seconds` sounds in samples at 16 kHz; tones that touch are counted by their length. */
export function soundingStretches(samples: Float32Array | undefined, seconds: number): number {
  let loud = 0;
  const step = 160;
  for (let at = 0; samples !== undefined && at < samples.length; at += step) {
    if (samples.subarray(at, at + step).some((sample) => Math.abs(sample) > 0.2)) loud += 1;
  }
  return Math.round((loud * step) / 16_000 / seconds);
}

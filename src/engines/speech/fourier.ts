/** The discrete Fourier transform of a fixed length, a power of two, in place (Cooley and Tukey). */
export class Fourier {
  readonly size: number;
  readonly #cosines: Float64Array;
  readonly #sines: Float64Array;

  constructor(size: number) {
    this.size = size;
    this.#cosines = Float64Array.from({ length: size / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / size));
    this.#sines = Float64Array.from({ length: size / 2 }, (_, k) => -Math.sin((2 * Math.PI * k) / size));
  }

  transform(re: Float64Array, im: Float64Array): void {
    this.#reorder(re, im);
    for (let length = 2; length <= this.size; length *= 2) {
      const half = length / 2;
      const stride = this.size / length;
      for (let base = 0; base < this.size; base += length) {
        for (let k = 0; k < half; k += 1) this.#butterfly(re, im, { a: base + k, half, at: k * stride });
      }
    }
  }

  #butterfly(
    re: Float64Array,
    im: Float64Array,
    { a, half, at }: { a: number; half: number; at: number },
  ): void {
    const b = a + half;
    const c = this.#cosines[at] ?? 0;
    const s = this.#sines[at] ?? 0;
    const x = (re[b] ?? 0) * c - (im[b] ?? 0) * s;
    const y = (re[b] ?? 0) * s + (im[b] ?? 0) * c;
    re[b] = (re[a] ?? 0) - x;
    im[b] = (im[a] ?? 0) - y;
    re[a] = (re[a] ?? 0) + x;
    im[a] = (im[a] ?? 0) + y;
  }

  #reorder(re: Float64Array, im: Float64Array): void {
    for (let i = 1, j = 0; i < this.size; i += 1) {
      let bit = this.size / 2;
      for (; (j & bit) !== 0; bit /= 2) j ^= bit;
      j ^= bit;
      if (i >= j) continue;
      [re[i], re[j]] = [re[j] ?? 0, re[i] ?? 0];
      [im[i], im[j]] = [im[j] ?? 0, im[i] ?? 0];
    }
  }
}

/** Sums over some frames: enough to join them with others and to say how they spread. */
export interface FrameStatistics {
  count: number;
  sums: Float64Array;
  /** Lower triangle of the sums of products, row by row. */
  products: Float64Array;
}

// Frames' worth of unit spread mixed in, so that a second of speech has a usable covariance.
const priorFrames = 30;

/** Statistics of frames that lie one after another in a table of `width` columns. */
export function statisticsOf(frames: Float32Array, width: number): FrameStatistics {
  const sums = new Float64Array(width);
  const products = new Float64Array(width * width);
  const count = Math.floor(frames.length / width);
  for (let frame = 0; frame < count; frame += 1) {
    const row = frame * width;
    for (let i = 0; i < width; i += 1) {
      const value = frames[row + i] ?? 0;
      sums[i] = (sums[i] ?? 0) + value;
      for (let j = 0; j <= i; j += 1) {
        products[i * width + j] = (products[i * width + j] ?? 0) + value * (frames[row + j] ?? 0);
      }
    }
  }
  return { count, sums, products };
}

export function joined(a: FrameStatistics, b: FrameStatistics): FrameStatistics {
  return {
    count: a.count + b.count,
    sums: a.sums.map((value, i) => value + (b.sums[i] ?? 0)),
    products: a.products.map((value, i) => value + (b.products[i] ?? 0)),
  };
}

/** `a` when `b`, a part of it, is taken out. */
export function without(a: FrameStatistics, b: FrameStatistics): FrameStatistics {
  return {
    count: a.count - b.count,
    sums: a.sums.map((value, i) => value - (b.sums[i] ?? 0)),
    products: a.products.map((value, i) => value - (b.products[i] ?? 0)),
  };
}

const scratch = new Float64Array(64 * 64);

// Cholesky's factor, in the scratch table: its diagonal gives the determinant.
function logDeterminant(covariance: Float64Array, width: number): number {
  let sum = 0;
  for (let i = 0; i < width; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let value = covariance[i * width + j] ?? 0;
      for (let k = 0; k < j; k += 1) value -= (scratch[i * width + k] ?? 0) * (scratch[j * width + k] ?? 0);
      if (i === j) {
        const root = Math.sqrt(Math.max(value, 1e-9));
        scratch[i * width + i] = root;
        sum += 2 * Math.log(root);
      } else scratch[i * width + j] = value / (scratch[j * width + j] ?? 1);
    }
  }
  return sum;
}

/** How badly one normal distribution describes the frames: half their number times the log of its spread. */
export function descriptionCost(statistics: FrameStatistics): number {
  const { count, sums, products } = statistics;
  const width = sums.length;
  const covariance = new Float64Array(width * width);
  for (let i = 0; i < width; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      const spread = (products[i * width + j] ?? 0) - ((sums[i] ?? 0) * (sums[j] ?? 0)) / Math.max(1, count);
      covariance[i * width + j] = (spread + (i === j ? priorFrames : 0)) / (count + priorFrames);
    }
  }
  return (count / 2) * logDeterminant(covariance, width);
}

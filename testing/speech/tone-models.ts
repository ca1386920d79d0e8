// Two tiny ONNX networks made by hand for tests of sherpa-onnx's diarisation: they tell a low tone from a high one.
// Field numbers are those of onnx.proto3.

const floatType = 1;
const attributeInts = 7;
const attributeInt = 2;
const sampleRate = 16_000;
const windowSamples = sampleRate * 10;
const kernelSamples = 991;
const shiftSamples = 270;
const classes = 7;
const melBands = 80;
const never = -1_000;

export const lowHz = 500;
export const highHz = 3_000;

function varint(value: number): number[] {
  const out: number[] = [];
  let rest = value;
  while (rest >= 128) {
    out.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return [...out, rest];
}

type Field = readonly [number: number, value: number | string | Buffer];

function message(...fields: readonly Field[]): Buffer {
  return Buffer.concat(
    fields.map(([number, value]) => {
      if (typeof value === 'number') return Buffer.from([...varint(number * 8), ...varint(value)]);
      const bytes = typeof value === 'string' ? Buffer.from(value) : value;
      return Buffer.concat([Buffer.from([...varint(number * 8 + 2), ...varint(bytes.length)]), bytes]);
    }),
  );
}

function tensor(name: string, dims: readonly number[], values: readonly number[]): Buffer {
  const raw = Buffer.from(Float32Array.from(values).buffer);
  return message(...dims.map((dim): Field => [1, dim]), [2, floatType], [8, name], [9, raw]);
}

function value(name: string, dims: readonly (number | string)[]): Buffer {
  const shape = message(...dims.map((dim): Field => [1, message([typeof dim === 'number' ? 1 : 2, dim])]));
  return message([1, name], [2, message([1, message([1, floatType], [2, shape])])]);
}

const ints = (name: string, values: readonly number[]): Buffer =>
  message([1, name], ...values.map((x): Field => [8, x]), [20, attributeInts]);

function node(kind: string, inputs: readonly string[], output: string, ...attributes: Buffer[]): Buffer {
  return message(
    ...inputs.map((name): Field => [1, name]),
    [2, output],
    [4, kind],
    ...attributes.map((attribute): Field => [5, attribute]),
  );
}

interface Network {
  nodes: readonly Buffer[];
  weights: readonly Buffer[];
  input: Buffer;
  output: Buffer;
  notes: Readonly<Record<string, string | number>>;
}

function model({ nodes, weights, input, output, notes }: Network): Buffer {
  const graph = message(
    ...nodes.map((x): Field => [1, x]),
    [2, 'tones'],
    ...weights.map((x): Field => [5, x]),
    [11, input],
    [12, output],
  );
  const opset = message([1, ''], [2, 13]);
  const metadata = Object.entries(notes).map(
    ([key, text]): Field => [14, message([1, key], [2, String(text)])],
  );
  return message([1, 7], [7, graph], [8, opset], ...metadata);
}

// Sine and cosine of a tone, so scaled that the squares add up to the tone's amplitude squared.
function tonePair(hz: number): number[] {
  const phase = (i: number): number => (2 * Math.PI * hz * i) / sampleRate;
  const scaled = (wave: (x: number) => number): number[] =>
    Array.from({ length: kernelSamples }, (_, i) => (2 / kernelSamples) * wave(phase(i)));
  return [...scaled(Math.sin), ...scaled(Math.cos)];
}

/** Says "nobody", "first" for the low tone and "second" for the high one, in pyannote's seven classes. */
export function toneSegmentation(): Buffer {
  const choice = Array.from({ length: classes }, (_, k) =>
    [0, 1, 2, 3].map((filter) => (k === 1 + Math.floor(filter / 2) ? 1 : 0)),
  ).flat();
  return model({
    nodes: [
      node('Conv', ['x', 'tones'], 'heard', ints('strides', [shiftSamples])),
      node('Mul', ['heard', 'heard'], 'power'),
      node('Conv', ['power', 'choice', 'bias'], 'scores'),
      node('Transpose', ['scores'], 'y', ints('perm', [0, 2, 1])),
    ],
    weights: [
      tensor('tones', [4, 1, kernelSamples], [...tonePair(lowHz), ...tonePair(highHz)]),
      tensor('choice', [classes, 4, 1], choice),
      tensor('bias', [classes], [0.02, 0, 0, never, never, never, never]),
    ],
    input: value('x', ['N', 1, 'T']),
    output: value('y', ['N', 'F', classes]),
    notes: {
      model_type: 'pyannote-segmentation-3.0',
      sample_rate: sampleRate,
      window_size: windowSamples,
      receptive_field_size: kernelSamples,
      receptive_field_shift: shiftSamples,
      num_speakers: 3,
      powerset_max_classes: 2,
      num_classes: classes,
    },
  });
}

/** Points one way for low sounds and the other way for high ones. */
export function toneEmbedding(): Buffer {
  const balance = Array.from({ length: melBands }, (_, band) => {
    const side = (band < melBands / 2 ? 1 : -1) / (melBands / 2);
    return [side, -side];
  }).flat();
  return model({
    nodes: [
      node(
        'ReduceMean',
        ['x'],
        'mean',
        ints('axes', [1]),
        message([1, 'keepdims'], [3, 0], [20, attributeInt]),
      ),
      node('MatMul', ['mean', 'balance'], 'y'),
    ],
    weights: [tensor('balance', [melBands, 2], balance)],
    input: value('x', ['N', 'T', melBands]),
    output: value('y', ['N', 2]),
    notes: {
      framework: 'wespeaker',
      language: 'English',
      output_dim: 2,
      sample_rate: sampleRate,
      normalize_samples: 0,
    },
  });
}

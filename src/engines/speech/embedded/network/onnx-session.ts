import type { Address, NativeBlock, OnnxLibrary } from './onnx-library.ts';

/** A tensor in native memory. It is released once, by whoever holds it last. */
export interface OnnxValue {
  address: Address;
  release(): void;
}

/** A tensor over memory of our own, which can be written and read. */
export interface OwnValue extends OnnxValue {
  bytes: ArrayBuffer;
}

/** A network with the inputs and outputs of one kind of call. */
export interface OnnxCall {
  /** Outputs that are given are written to; the others are made, and the caller's to release. */
  run(inputs: readonly OnnxValue[], given?: readonly OwnValue[]): OnnxValue[];
  close(): void;
}

interface OnnxNetwork {
  prepare(inputs: readonly string[], outputs: readonly string[]): OnnxCall;
  close(): void;
}

export interface OnnxRuntime {
  version: string;
  /** Values that were made and not released. */
  liveValues(): number;
  madeValues(): number;
  open(path: string): OnnxNetwork;
  tensor(type: ElementType, shape: readonly number[], least?: number): OwnValue;
  shapeOf(value: OnnxValue): number[];
  floats(value: OnnxValue, count: number): Float32Array;
}

type ElementType = keyof typeof elements;

// ONNXTensorElementDataType of onnxruntime_c_api.h.
const elements = {
  float32: { code: 1, bytes: 4 },
  int64: { code: 7, bytes: 8 },
  bool: { code: 9, bytes: 1 },
} as const;
const warningsOnly = 3;
const arenaAllocator = 1;
const addressBytes = 8;

function addresses(library: OnnxLibrary, count: number): NativeBlock & { list: BigUint64Array } {
  const block = library.alloc(count * addressBytes);
  const list = new BigUint64Array(block.bytes);
  list.fill(0n);
  return { ...block, list };
}

function cStrings(library: OnnxLibrary, texts: readonly string[]) {
  const table = addresses(library, texts.length);
  const blocks = texts.map((text, i) => {
    const bytes = Buffer.from(`${text}\0`);
    const block = library.alloc(bytes.length);
    new Uint8Array(block.bytes).set(bytes);
    table.list[i] = block.address;
    return block;
  });
  const free = (): void => [table, ...blocks].forEach((block) => void block.free());
  return { address: table.address, free };
}

class Values {
  made = 0;
  released = 0;
  readonly #library: OnnxLibrary;

  constructor(library: OnnxLibrary) {
    this.#library = library;
  }

  own(address: Address, freeMemory?: () => void): OnnxValue {
    this.made += 1;
    let held = true;
    return {
      address,
      release: () => {
        if (!held) throw new Error('A value was released twice');
        held = false;
        this.released += 1;
        this.#library.call('releaseValue', address);
        freeMemory?.();
      },
    };
  }
}

interface Prepared {
  session: Address;
  inputs: readonly string[];
  outputs: readonly string[];
}

function prepareCall(library: OnnxLibrary, values: Values, prepared: Prepared): OnnxCall {
  const { session, inputs: inputNames, outputs: outputNames } = prepared;
  const [names, wanted] = [cStrings(library, inputNames), cStrings(library, outputNames)];
  const [taken, made] = [addresses(library, inputNames.length), addresses(library, outputNames.length)];
  return {
    run(inputs, given = []) {
      if (inputs.length !== inputNames.length) throw new Error('The network takes another number of inputs');
      for (const [i, { address }] of inputs.entries()) taken.list[i] = address;
      for (let i = 0; i < outputNames.length; i += 1) made.list[i] = given[i]?.address ?? 0n;
      const { address } = names;
      const sizes = { in: inputNames.length, out: outputNames.length };
      const head = [session, 0n, address, taken.address, sizes.in] as const;
      library.call('run', ...head, wanted.address, sizes.out, made.address);
      return [...made.list.subarray(given.length)].map((value) => values.own(value));
    },
    close() {
      for (const block of [names, wanted, taken, made]) block.free();
    },
  };
}

function shapeOf(library: OnnxLibrary, value: OnnxValue): number[] {
  const info = library.make('typeAndShape', value.address);
  const sizes = addresses(library, Number(library.make('dimensionCount', info)));
  library.call('dimensions', info, sizes.address, sizes.list.length);
  library.call('releaseTypeAndShape', info);
  const shape = Array.from(sizes.list, Number);
  sizes.free();
  return shape;
}

function openNetwork(
  library: OnnxLibrary,
  values: Values,
  { env, path }: { env: Address; path: string },
): OnnxNetwork {
  const options = library.make('createSessionOptions');
  library.call('setThreads', options, 1);
  // A plan of memory for every length that was ever heard would be kept.
  library.call('disableMemoryPattern', options);
  const session = library.make('createSession', env, path, options);
  library.call('releaseSessionOptions', options);
  const calls: OnnxCall[] = [];
  return {
    prepare(inputs, outputs) {
      const call = prepareCall(library, values, { session, inputs, outputs });
      calls.push(call);
      return call;
    },
    close() {
      for (const call of calls) call.close();
      library.call('releaseSession', session);
    },
  };
}

/** The runtime with typed values, all of which are counted. */
export function createOnnxRuntime(library: OnnxLibrary): OnnxRuntime {
  const env = library.make('createEnv', warningsOnly, 'meetric');
  const memory = library.make('createCpuMemoryInfo', arenaAllocator, 0);
  const values = new Values(library);
  return {
    version: library.version,
    liveValues: () => values.made - values.released,
    madeValues: () => values.made,
    open: (path) => openNetwork(library, values, { env, path }),
    tensor(type, shape) {
      const { code, bytes } = elements[type];
      const byteCount = shape.reduce((product, size) => product * size, bytes);
      const block = library.alloc(byteCount);
      const sizes = addresses(library, shape.length);
      for (const [i, size] of shape.entries()) sizes.list[i] = BigInt(size);
      const counts = [sizes.address, shape.length, code] as const;
      const address = library.make('createTensor', memory, block.address, byteCount, ...counts);
      sizes.free();
      return { ...values.own(address, block.free), bytes: block.bytes };
    },
    shapeOf: (value) => shapeOf(library, value),
    floats(value, count) {
      const data = library.make('tensorData', value.address);
      return new Float32Array(library.view(data, count * elements.float32.bytes));
    },
  };
}

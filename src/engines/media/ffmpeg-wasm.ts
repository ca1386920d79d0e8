import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

type SampleVector = {
  size: () => number;
  get: (index: number) => number;
  delete: () => void;
};

type DecodeResult = { status: { status: number }; samples: SampleVector };

type FfmpegModule = {
  HEAPU32: Uint32Array;
  HEAPF32: Float32Array;
  decodeAudio: (
    path: string,
    startSeconds: number,
    durationSeconds: number,
    options: { multiChannel: boolean },
  ) => DecodeResult;
};

export type InterleavedSound = {
  sampleRate: number;
  channels: number;
  samples: Float32Array;
};

/** Decodes one small file held in memory; null where FFmpeg refuses it. */
export type DecodeBytes = (bytes: Uint8Array) => InterleavedSound | null;

// The path at which the package keeps the file of its newest AudioDecoder in the module's memory file system.
const memoryPath = 'audio';

/** Loads FFmpeg's decoders (LGPL, compiled to WebAssembly) with a first file that they accept; null if they do not. */
export async function loadFfmpegWasm(firstFile: Uint8Array): Promise<DecodeBytes | null> {
  const { AudioDecoder, getAudioDecoder } = await import('audio-file-decoder');
  const wasmPath = createRequire(import.meta.url).resolve('audio-file-decoder/decode-audio.wasm');
  const wasm = `data:application/wasm;base64,${(await readFile(wasmPath)).toString('base64')}`;
  const loading = withoutProcessTraces(() => getAudioDecoder(wasm, ownBuffer(firstFile)));
  const first = await loading.catch(() => null);
  if (first === null) return null;
  const module: unknown = Reflect.get(first, '_module');
  if (!isFfmpegModule(module)) throw new Error('audio-file-decoder has another shape than the one pinned');
  return (bytes) => {
    try {
      const { sampleRate, channelCount } = new AudioDecoder(module, ownBuffer(bytes));
      const result = module.decodeAudio(memoryPath, 0, -1, { multiChannel: true });
      const samples = result.status.status < 0 ? null : copySamples(module, result.samples);
      result.samples.delete();
      return samples === null ? null : { sampleRate, channels: channelCount, samples };
    } catch (error) {
      // The package throws texts for what FFmpeg refuses; anything else is a fault.
      if (typeof error === 'string') return null;
      throw error;
    }
  };
}

// The package was built for CommonJS. On Node it reads `__dirname` and adds process-wide handlers for uncaught
// errors. It keeps `console.warn` for every complaint about a damaged frame; those are counted instead. All of this
// happens before its first await, so it can be undone here.
function withoutProcessTraces<T>(start: () => Promise<T>): Promise<T> {
  const events = ['uncaughtException', 'unhandledRejection'] as const;
  const before = events.map((event) => process.rawListeners(event));
  const hadDirname = Reflect.has(globalThis, '__dirname');
  if (!hadDirname) Reflect.set(globalThis, '__dirname', '');
  const { warn } = console;
  console.warn = () => {};
  try {
    return start();
  } finally {
    console.warn = warn;
    if (!hadDirname) Reflect.deleteProperty(globalThis, '__dirname');
    events.forEach((event, index) => {
      for (const listener of process.rawListeners(event)) {
        if (!before[index]?.includes(listener)) process.removeListener(event, callable(listener));
      }
    });
  }
}

function callable(listener: (...args: never[]) => unknown): (...args: unknown[]) => void {
  return listener as (...args: unknown[]) => void;
}

function ownBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

function isFfmpegModule(value: unknown): value is FfmpegModule {
  return (
    typeof value === 'object' &&
    value !== null &&
    'decodeAudio' in value &&
    'HEAPU32' in value &&
    'HEAPF32' in value
  );
}

// Reading the vector by its `get` costs ten times the decoding, so its storage is found and checked instead. A
// std::vector begins with the addresses of its first element and of its end.
function copySamples(module: FfmpegModule, vector: SampleVector): Float32Array {
  const size = vector.size();
  if (size === 0) return new Float32Array(0);
  for (const address of numbersInside(vector)) {
    if (address % 4 !== 0) continue;
    const begin = module.HEAPU32[address / 4] ?? 0;
    const end = module.HEAPU32[address / 4 + 1] ?? 0;
    if (begin % 4 !== 0 || end - begin !== size * 4) continue;
    const stored = module.HEAPF32.slice(begin / 4, end / 4);
    if ([0, size >> 1, size - 1].every((index) => Object.is(stored[index], vector.get(index)))) return stored;
  }
  return Float32Array.from({ length: size }, (_, index) => vector.get(index));
}

function numbersInside(holder: object): number[] {
  return Object.getOwnPropertyNames(holder).flatMap((name) => {
    const inner: unknown = Reflect.get(holder, name);
    if (typeof inner !== 'object' || inner === null) return [];
    return Object.values(inner).filter((value): value is number => typeof value === 'number');
  });
}

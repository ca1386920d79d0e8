import { describe, expect, it } from 'vitest';
import { installedModules } from '../parts.ts';
import { hasTable, libraryPath, openOnnxLibrary } from './onnx-library.ts';
import { createOnnxRuntime } from './onnx-session.ts';

describe('libraryPath', () => {
  it.each<[string, string, string | undefined]>([
    ['linux', 'x64', '/m/sherpa-onnx-linux-x64/libonnxruntime.so'],
    ['linux', 'arm64', '/m/sherpa-onnx-linux-arm64/libonnxruntime.so'],
    ['darwin', 'arm64', '/m/sherpa-onnx-darwin-arm64/libonnxruntime.dylib'],
    ['win32', 'x64', undefined],
  ])('%s %s', (platform, arch, expected) => {
    expect(libraryPath('/m', platform, arch)).toBe(expected);
  });
});

describe('hasTable', () => {
  it.each<[string, boolean]>([
    ['1.28.2', true],
    ['1.17.0', true],
    ['1.16.3', false],
    ['2.0.0', false],
    ['', false],
  ])('%s', (version, expected) => expect(hasTable(version)).toBe(expected));
});

describe('openOnnxLibrary', () => {
  it('says what does not load', () => {
    expect(() => openOnnxLibrary('/no/libonnxruntime.so')).toThrow(/libonnxruntime/);
  });

  const path = libraryPath(installedModules, process.platform, process.arch);
  it.skipIf(path === undefined)(
    'tells what the runtime says of a network that is none, and releases once',
    () => {
      const runtime = createOnnxRuntime(openOnnxLibrary(path ?? ''));
      expect(() => runtime.open(import.meta.filename)).toThrow(/ONNX Runtime: /);
      const tensor = runtime.tensor('float32', [2, 3]);
      expect(runtime.shapeOf(tensor)).toEqual([2, 3]);
      new Float32Array(tensor.bytes).set([1, 2, 3, 4, 5, 6]);
      expect([...runtime.floats(tensor, 6)]).toEqual([1, 2, 3, 4, 5, 6]);
      expect(runtime.liveValues()).toBe(1);
      tensor.release();
      expect(runtime.liveValues()).toBe(0);
      expect(() => tensor.release()).toThrow('twice');
    },
  );
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { coversLanguage } from './covered-language.ts';
import { checkParts } from './parts.ts';

it('finds the installed parts whole', async () => {
  expect((await checkParts()).kind).toBe('complete');
});

it('names what is missing and the command that mends it', async () => {
  const modules = mkdtempSync(join(tmpdir(), 'parts-'));
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(modules, path)), { recursive: true });
    writeFileSync(join(modules, path), text);
  };
  try {
    const empty = await checkParts(modules);
    expect(empty).toMatchObject({ kind: 'missing', part: { code: 'asr_native_missing' } });
    const platform = process.platform === 'win32' ? 'win' : process.platform;
    put('sherpa-onnx-node/sherpa-onnx.js', '');
    put(`sherpa-onnx-${platform}-${process.arch}/sherpa-onnx.node`, '');
    put('@moonshine-ai/moonshine-js/dist/model/tiny/quantized/encoder_model.onnx', 'cut short');
    const short = await checkParts(modules);
    const cut = { problem: 'size', bytes: 9, expectedBytes: 7_937_661 };
    expect(short).toMatchObject({ kind: 'missing', part: { code: 'asr_model_missing', ...cut } });
  } finally {
    rmSync(modules, { recursive: true });
  }
});

it.each([
  ['en', true],
  ['en-GB', true],
  ['EN_us', true],
  ['nl', false],
  ['enm', false],
  ['', false],
])('language %s is covered: %s', (language, expected) => {
  expect(coversLanguage(language)).toBe(expected);
});

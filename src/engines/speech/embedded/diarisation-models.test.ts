import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findDiarisationModels } from './diarisation-models.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'models-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const pyannote = 'sherpa-onnx-pyannote-segmentation-3-0/model.onnx';

it.each<[string, string[], string, string[]]>([
  ['as unpacked', [pyannote, 'nemo_en_titanet_small.onnx'], pyannote, ['nemo_en_titanet_small.onnx']],
  ['renamed', ['Segmentation-3.0.onnx', 'x.onnx'], 'Segmentation-3.0.onnx', ['x.onnx']],
  [
    'telling names before others',
    ['another.onnx', 'pyannote-segmentation.onnx', '3dspeaker_eres2net.onnx', 'wespeaker_en.ONNX'],
    'pyannote-segmentation.onnx',
    ['3dspeaker_eres2net.onnx', 'wespeaker_en.ONNX', 'another.onnx'],
  ],
])('finds models: %s', async (_, names, segmentation, embeddings) => {
  for (const name of names) put(name);
  expect(await findDiarisationModels(folder)).toEqual({
    kind: 'found',
    files: {
      segmentation: join(folder, segmentation),
      embeddings: embeddings.map((name) => join(folder, name)),
    },
  });
});

it.each<[string, string[], 'absent' | 'incomplete', string]>([
  ['an empty folder', [], 'absent', 'no diarisation models'],
  ['other things', ['notes.txt'], 'absent', 'no diarisation models'],
  ['no embedding', [pyannote], 'incomplete', 'speaker embedding is missing'],
  ['no segmentation', ['titanet.onnx'], 'incomplete', 'segmentation is missing'],
  [
    'a folder without its model',
    [`${dirname(pyannote)}/README.md`, 'titanet.onnx'],
    'incomplete',
    'segmentation',
  ],
  [
    'a packed segmentation',
    ['sherpa-onnx-pyannote-segmentation-3-0.tar.bz2', 'titanet.onnx'],
    'incomplete',
    'Unpack sherpa-onnx-pyannote-segmentation-3-0.tar.bz2 first.',
  ],
])('says what is missing: %s', async (_, names, kind, part) => {
  for (const name of names) put(name);
  const found = await findDiarisationModels(folder);
  expect(found.kind).toBe(kind);
  expect(found.kind === 'found' ? '' : found.message).toContain(part);
});

it('takes a folder that is not there for no models', async () => {
  expect(await findDiarisationModels(join(folder, 'absent'))).toMatchObject({ kind: 'absent' });
});

function put(name: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), '');
}

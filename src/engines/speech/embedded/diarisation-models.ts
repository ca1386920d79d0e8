import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Model files for sherpa-onnx's own diarisation. */
export interface DiarisationFiles {
  segmentation: string;
  /** In the order in which they are tried; the first that loads is used. */
  embeddings: readonly string[];
}

export type DiarisationModels =
  | { kind: 'found'; files: DiarisationFiles }
  | { kind: 'absent'; message: string }
  | { kind: 'incomplete'; message: string };

const segmentationFile = /segmentation.*\.onnx$/i;
const segmentationFolder = /^sherpa-onnx-pyannote-segmentation-/i;
const archive = /\.(?:tar\.bz2|tar\.gz|tgz|zip)$/i;
const embeddingName = /eres2net|campplus|cam\+\+|titanet|wespeaker|nemo|3dspeaker|speaker|embedding/i;

async function isFile(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function namesIn(folder: string): Promise<string[] | undefined> {
  return await readdir(folder).then(
    (names) => names.sort(),
    () => undefined,
  );
}

async function segmentationIn(folder: string, names: readonly string[]): Promise<string | undefined> {
  const unpacked = names
    .filter((name) => segmentationFolder.test(name))
    .map((name) => join(name, 'model.onnx'));
  for (const name of [...names.filter((name) => segmentationFile.test(name)), ...unpacked]) {
    const path = join(folder, name);
    if (await isFile(path)) return path;
  }
  return undefined;
}

async function embeddingsIn(folder: string, names: readonly string[]): Promise<string[]> {
  const others = names.filter((name) => /\.onnx$/i.test(name) && !segmentationFile.test(name));
  const named = others.filter((name) => embeddingName.test(name));
  const out: string[] = [];
  for (const name of [...named, ...others.filter((name) => !embeddingName.test(name))]) {
    const path = join(folder, name);
    if (await isFile(path)) out.push(path);
  }
  return out;
}

function whatIsMissing(folder: string, names: readonly string[], embeddings: readonly string[]): string {
  const packed = names.filter((name) => archive.test(name));
  const unpack = packed.length > 0 ? ` Unpack ${packed.join(', ')} first.` : '';
  if (embeddings.length > 0) {
    return (
      `Of the diarisation models in ${folder} the segmentation is missing: put a file with "segmentation" in its ` +
      `name there, or the folder sherpa-onnx-pyannote-segmentation-3-0 with its model.onnx.${unpack}`
    );
  }
  return (
    `Of the diarisation models in ${folder} the speaker embedding is missing: put its .onnx file (eres2net, ` +
    `campplus, titanet, wespeaker) directly into the folder.${unpack}`
  );
}

/** Which files of a folder sherpa-onnx's diarisation would use, or what is missing or packed. */
export async function findDiarisationModels(folder: string): Promise<DiarisationModels> {
  const names = await namesIn(folder);
  if (!names) return { kind: 'absent', message: `There is no folder ${folder}.` };
  const segmentation = await segmentationIn(folder, names);
  const embeddings = await embeddingsIn(folder, names);
  if (segmentation && embeddings.length > 0) return { kind: 'found', files: { segmentation, embeddings } };
  const begun =
    segmentation ||
    embeddings.length > 0 ||
    names.some((name) => segmentationFolder.test(name) || archive.test(name));
  if (!begun) return { kind: 'absent', message: `There are no diarisation models in ${folder}.` };
  return { kind: 'incomplete', message: whatIsMissing(folder, names, embeddings) };
}

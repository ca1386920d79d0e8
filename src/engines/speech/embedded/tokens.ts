import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

// Moonshine's output layer: Llama's 32,000 tokens and 768 markers that never reach the text.
const vocabularySize = 32_768;

// sherpa-onnx aborts the whole process on plain tokens here ("Unknown character"): base64 is what it takes.
async function tokenList(): Promise<string> {
  // Unpacks its tables as soon as it is loaded, tens of megabytes: only a server that hears recordings has them.
  const { default: tokenizer } = await import('llama-tokenizer-js');
  const lines: string[] = [];
  for (let id = 0; id < vocabularySize; id += 1) {
    const token = tokenizer.vocabById[id] ?? `<ST_${id}>`;
    lines.push(`${Buffer.from(token).toString('base64')}\t${id}\n`);
  }
  return lines.join('');
}

/** Writes the recogniser's token list into the cache folder unless the same is there; gives its path. */
export async function prepareTokens(cacheFolder: string): Promise<string> {
  const path = join(cacheFolder, 'moonshine-tokens.txt');
  const wanted = await tokenList();
  const present = await readFile(path, 'utf8').catch(() => undefined);
  if (present === wanted) return path;
  await mkdir(cacheFolder, { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, wanted);
  await rename(unfinished, path);
  return path;
}

import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { convertToPcm } from '../../../bench/speech-audio.ts';
import { spokenWords } from '../../../bench/speech-scoring.ts';
import type { RecognitionResult } from '../recogniser.ts';
import { createEmbeddedRecogniser, type EmbeddedRecogniser } from './embedded-recogniser.ts';

const samples = fileURLToPath(new URL('../../../../shared/samples/', import.meta.url));
const present = existsSync(join(samples, 'jfk.flac'));
if (!present) console.warn(`SKIPPED: real recordings are not in ${samples}`);
const jfk =
  'And so, my fellow Americans, ask not what your country can do for you, ask what you can do for your country.';

let folder: string;
let recogniser: EmbeddedRecogniser;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'speech-'));
  recogniser = createEmbeddedRecogniser({ cacheFolder: folder });
});
afterAll(async () => {
  await recogniser[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const wordsOf = (result: RecognitionResult): string[] =>
  result.kind === 'recognised' ? result.sentences.flatMap((sentence) => spokenWords(sentence.text)) : [];
const speakersOf = (result: RecognitionResult): Set<string | null> =>
  new Set(result.kind === 'recognised' ? result.sentences.map((sentence) => sentence.speakerName) : []);

describe('the embedded recogniser', () => {
  it('refuses another language before work begins', async () => {
    const result = await recogniser.recognise(
      { channels: [{ path: join(folder, 'absent') }] },
      { language: 'nl' },
    );
    expect(result).toMatchObject({ kind: 'refused', code: 'language_unsupported_by_embedded' });
  });

  it('finds no speech in silence', async () => {
    const path = join(folder, 'silence.pcm');
    await writeFile(path, Buffer.alloc(16_000 * 2 * 3));
    const result = await recogniser.recognise({ channels: [{ path }] }, { language: 'en' });
    expect(result).toMatchObject({ kind: 'refused', code: 'no_speech' });
  });
});

describe.skipIf(!present)('the embedded recogniser on real recordings', () => {
  it('hears Kennedy word for word, as one speaker, with rising progress', async () => {
    const path = join(folder, 'jfk.pcm');
    await convertToPcm(join(samples, 'jfk.flac'), path);
    const seen: number[] = [];
    const onProgress = (fraction: number): void => void seen.push(fraction);
    const result = await recogniser.recognise({ channels: [{ path }] }, { language: 'en', onProgress });
    expect(wordsOf(result)).toEqual(spokenWords(jfk));
    expect(speakersOf(result)).toEqual(new Set(['Speaker 1']));
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it('keeps two channels apart, and joins two that sound alike', async () => {
    const [left, right] = [join(folder, 'jfk.pcm'), join(folder, 'call.pcm')];
    await convertToPcm(join(samples, 'two-speaker-call.wav'), right);
    const apart = await recogniser.recognise(
      {
        channels: [
          { path: left, speakerName: 'Jack' },
          { path: right, speakerName: 'Line' },
        ],
      },
      { language: 'en' },
    );
    expect(speakersOf(apart)).toEqual(new Set(['Jack', 'Line']));
    const twice = await recogniser.recognise(
      { channels: [{ path: left }, { path: left }] },
      { language: 'en' },
    );
    expect(wordsOf(twice)).toEqual(spokenWords(jfk));
  });

  it('goes on from the journal after an abort', async () => {
    const path = join(folder, 'call.pcm');
    const resume = { journalPath: join(folder, 'journal') };
    const abort = new AbortController();
    const onProgress = (fraction: number): void => {
      if (fraction > 0.3) abort.abort(new Error('stopped by the test'));
    };
    const options = { language: 'en', resume };
    const stopped = recogniser.recognise(
      { channels: [{ path }] },
      { ...options, onProgress, signal: abort.signal },
    );
    await expect(stopped).rejects.toThrow('stopped by the test');
    const resumed = await recogniser.recognise({ channels: [{ path }] }, options);
    expect(resumed).toEqual(await recogniser.recognise({ channels: [{ path }] }, { language: 'en' }));
  });
});

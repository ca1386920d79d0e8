import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { convertToPcm } from '../../../../bench/speech-audio.ts';
import { spokenWords } from '../../../../bench/speech-scoring.ts';
import { haveSample, samplesFolder } from '../../../../test/support/samples.ts';
import { toneEmbedding } from '../../../../testing/speech/tone-models.ts';
import type { RecognitionResult } from '../recogniser.ts';
import { createEmbeddedRecogniser, type EmbeddedRecogniser } from './embedded-recogniser.ts';

const present = haveSample('jfk.flac', 'recognition of real recordings');
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
  new Set<string | null>(
    result.kind === 'recognised' ? result.sentences.map((sentence) => sentence.speakerName) : [],
  );

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

/** The first words of the shipped call, by two people, as raw samples. */
async function callPcm(): Promise<string> {
  const path = join(folder, 'shipped-call.pcm');
  const call = fileURLToPath(new URL('../../../../demo/call/call.ogg', import.meta.url));
  await convertToPcm(call, path);
  await truncate(path, 27 * 16_000 * 2);
  return path;
}

it('tells two voices apart on the only line of several that has speech', async () => {
  const [call, silence] = [await callPcm(), join(folder, 'muted.pcm')];
  await writeFile(silence, Buffer.alloc(16_000 * 2 * 27));
  const result = await recogniser.recognise(
    { channels: [{ path: silence }, { path: call }] },
    { language: 'en' },
  );
  expect(speakersOf(result)).toEqual(new Set(['Speaker 1', 'Speaker 2']));
});

describe.skipIf(!present)('the embedded recogniser on real recordings', () => {
  it('hears Kennedy word for word, as one speaker, with rising progress', async () => {
    const path = join(folder, 'jfk.pcm');
    await convertToPcm(join(samplesFolder, 'jfk.flac'), path);
    const seen: number[] = [];
    const onProgress = (fraction: number): void => void seen.push(fraction);
    const result = await recogniser.recognise({ channels: [{ path }] }, { language: 'en', onProgress });
    expect(wordsOf(result)).toEqual(spokenWords(jfk));
    expect(speakersOf(result)).toEqual(new Set(['Speaker 1']));
    expect(result).toMatchObject({ speakersUncertain: false, uncertainSpeakers: [] });
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it('keeps two channels apart, and joins two that sound alike', async () => {
    const [left, right] = [join(folder, 'jfk.pcm'), join(folder, 'call.pcm')];
    await convertToPcm(join(samplesFolder, 'two-speaker-call.wav'), right);
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

  it('is as good as without models when they do not load, and names the file', async () => {
    const models = await mkdtemp(join(folder, 'models-'));
    await writeFile(join(models, 'segmentation.onnx'), 'not found');
    await writeFile(join(models, 'wespeaker.onnx'), toneEmbedding());
    const notices: string[] = [];
    await using modelled = createEmbeddedRecogniser({
      cacheFolder: folder,
      modelsFolder: models,
      onNotice: (message) => void notices.push(message),
    });
    const audio = { channels: [{ path: join(folder, 'jfk.pcm') }] };
    expect(wordsOf(await modelled.recognise(audio, { language: 'en' }))).toEqual(spokenWords(jfk));
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain('segmentation.onnx');
  });

  it('names the speaker it is sure of and the two that it is not, one recording after the other', async () => {
    const path = join(folder, 'both.pcm');
    await writeFile(
      path,
      Buffer.concat([await readFile(join(folder, 'jfk.pcm')), await readFile(join(folder, 'call.pcm'))]),
    );
    const result = await recogniser.recognise({ channels: [{ path }] }, { language: 'en' });
    expect(speakersOf(result)).toEqual(new Set(['Speaker 1', 'Speaker 2']));
    expect(result).toMatchObject({ speakersUncertain: true, uncertainSpeakers: ['Speaker 2'] });
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

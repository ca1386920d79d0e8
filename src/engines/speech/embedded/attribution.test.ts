import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { convertToPcm, writePcm } from '../../../../bench/speech-audio.ts';
import { readRttm } from '../../../../bench/speech-scoring.ts';
import { haveSample, samplesFolder } from '../../../../test/support/samples.ts';
import { highHz, lowHz, toneEmbedding, toneSegmentation } from '../../../../testing/speech/tone-models.ts';
import { createEmbeddedRecogniser, type EmbeddedRecogniser } from './embedded-recogniser.ts';

const present = haveSample('two-speaker-call.wav', 'turns of a real call');

const rate = 16_000;
const tones = [lowHz, highHz, lowHz, highHz];
const secondsEach = 3;
const spans = tones.map((_, i) => ({ start: i * secondsEach + 0.3, end: (i + 1) * secondsEach - 0.3 }));
const alternating = [0, 1, 0, 1];
const alike = [0, 0, 0, 0];

let folder: string;
let audio: { channels: { path: string }[] };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attribution-'));
  audio = { channels: [{ path: join(folder, 'tones.pcm') }] };
  const sound = Float32Array.from({ length: rate * secondsEach * tones.length }, (_, i) => {
    const hz = tones[Math.floor(i / (rate * secondsEach))] ?? 0;
    return Math.sin((2 * Math.PI * hz * i) / rate) / 2;
  });
  await writePcm(join(folder, 'tones.pcm'), sound);
});
afterAll(() => rm(folder, { recursive: true }));

describe('attribution by models of sherpa-onnx', () => {
  let models: string;
  let notices: string[];
  const start = (): EmbeddedRecogniser =>
    createEmbeddedRecogniser({
      cacheFolder: folder,
      modelsFolder: models,
      onNotice: (message) => void notices.push(message),
    });
  beforeEach(async () => {
    notices = [];
    models = await mkdtemp(join(folder, 'models-'));
  });

  it.each<[string, number | undefined]>([
    ['not told', undefined],
    ['told two', 2],
    ['told more than there are', 9],
  ])('hears two tones as two speakers, %s', async (_, speakers) => {
    await mkdir(join(models, 'sherpa-onnx-pyannote-segmentation-3-0'));
    await writeFile(join(models, 'sherpa-onnx-pyannote-segmentation-3-0', 'model.onnx'), toneSegmentation());
    await writeFile(join(models, 'wespeaker_tones.onnx'), toneEmbedding());
    await using recogniser = start();
    const result = await recogniser.attributeSpeakers(
      audio,
      spans,
      speakers === undefined ? {} : { speakers },
    );
    expect(result).toMatchObject({ kind: 'attributed', uncertainVoices: [], speakersUncertain: false });
    const voices = result.kind === 'attributed' ? result.voices : [];
    if (speakers === 9) expect(voices).toHaveLength(spans.length);
    else expect(voices).toEqual(alternating);
    expect(notices).toEqual([]);
  });

  it('goes on to the next embedding when one ends the process', async () => {
    await writeFile(join(models, 'segmentation.onnx'), toneSegmentation());
    await writeFile(join(models, '3dspeaker-cut-short.onnx'), toneEmbedding().subarray(0, 300));
    await writeFile(join(models, 'nemo-other-kind.onnx'), toneSegmentation());
    await writeFile(join(models, 'wespeaker.onnx'), toneEmbedding());
    await using recogniser = start();
    for (const _ of ['first', 'again']) {
      const result = await recogniser.attributeSpeakers(audio, spans);
      expect(result).toMatchObject({ kind: 'attributed', voices: alternating });
    }
    expect(notices).toHaveLength(2);
    expect(notices[0]).toContain('3dspeaker-cut-short.onnx');
    expect(notices[1]).toContain('nemo-other-kind.onnx');
  });

  it.each([
    ['is not a model', Buffer.from('not found'), 'segmentation.onnx'],
    ['is another kind of model', toneEmbedding(), 'segmentation.onnx'],
  ])('falls back to its own grouping when the segmentation %s', async (_, bytes, named) => {
    await writeFile(join(models, 'segmentation.onnx'), bytes);
    await writeFile(join(models, 'wespeaker.onnx'), toneEmbedding());
    await using recogniser = start();
    for (const _ of ['first', 'again']) {
      const result = await recogniser.attributeSpeakers(audio, spans);
      expect(result).toMatchObject({ kind: 'attributed', voices: alike });
    }
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain(named);
  });

  it('says once what is missing', async () => {
    await writeFile(join(models, 'wespeaker.onnx'), toneEmbedding());
    await using recogniser = start();
    for (const _ of ['first', 'again'])
      expect(await recogniser.attributeSpeakers(audio, spans)).toMatchObject({ voices: alike });
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain('segmentation is missing');
  });
});

describe('attribution by its own grouping', () => {
  it('gives nothing for nothing', async () => {
    await using recogniser = createEmbeddedRecogniser({ cacheFolder: folder });
    const result = await recogniser.attributeSpeakers(audio, []);
    expect(result).toEqual({
      kind: 'attributed',
      voices: [],
      uncertainVoices: [],
      speakersUncertain: false,
    });
  });

  it.skipIf(!present).each([undefined, 2, 40])(
    'tells the turns of a real call apart, told %s',
    async (speakers) => {
      const path = join(folder, 'call.pcm');
      await convertToPcm(join(samplesFolder, 'two-speaker-call.wav'), path);
      const turns = readRttm(readFileSync(join(samplesFolder, 'two-speaker-call.rttm'), 'utf8'));
      const long = turns.filter((turn) => turn.end - turn.start > 2);
      await using recogniser = createEmbeddedRecogniser({ cacheFolder: folder });
      const result = await recogniser.attributeSpeakers(
        { channels: [{ path }] },
        long,
        speakers === undefined ? {} : { speakers },
      );
      const voices = result.kind === 'attributed' ? result.voices : [];
      if (speakers === 40) expect(voices).toHaveLength(long.length);
      else expect(voices).toEqual(long.map((turn) => (turn.speaker === 'speaker90' ? 0 : 1)));
      expect(result).toMatchObject({ kind: 'attributed', speakersUncertain: true });
    },
  );
});

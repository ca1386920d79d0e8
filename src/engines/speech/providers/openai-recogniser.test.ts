import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Received, type Receiver, startReceiver, status } from '../../../../testing/receiver.ts';
import { impatient, inTurn, json, secret, settingsFor } from '../../../../testing/speech/provider-server.ts';
import { sampleRate } from '../pcm-source.ts';
import type { RecogniseOptions, RecordedChannel } from '../recogniser.ts';
import { createOpenaiRecogniser } from './openai-recogniser.ts';

let server: Receiver;
const folder = mkdtempSync(join(tmpdir(), 'meetric-provider-'));
beforeAll(async () => {
  server = await startReceiver();
});
beforeEach(() => {
  server.received.length = 0;
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** A recording of noise at the level that `levelAt` gives for a second; `seed` makes each another one. */
function noise(
  name: string,
  seconds: number,
  options: { seed?: number; levelAt?: (second: number) => number } = {},
): string {
  const samples = new Int16Array(seconds * sampleRate);
  let state = options.seed ?? 1;
  for (let i = 0; i < samples.length; i += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    samples[i] = (options.levelAt?.(i / sampleRate) ?? 100) * (state / 2 ** 31 - 1);
  }
  const path = join(folder, name);
  writeFileSync(path, samples);
  return path;
}

async function formOf(request: Received | undefined): Promise<FormData> {
  const body = new Uint8Array(request?.body ?? []);
  const headers = { 'content-type': request?.headers['content-type'] ?? '' };
  return new Response(body, { headers }).formData();
}

async function wavIn(request: Received | undefined): Promise<Buffer> {
  const file = (await formOf(request)).get('file');
  if (!(file instanceof File)) throw new Error('No file was sent');
  return Buffer.from(await file.arrayBuffer());
}

const heard = (...segments: [number, number, string][]) =>
  json({
    text: segments.map(([, , text]) => text).join(''),
    segments: segments.map(([start, end, text], id) => ({ id, start, end, text, no_speech_prob: 0.1 })),
  });

function recognise(
  channels: readonly RecordedChannel[],
  options: Partial<RecogniseOptions> = {},
  changes: Parameters<typeof settingsFor>[1] = {},
) {
  const url = `${server.url}/v1`;
  const recogniser = createOpenaiRecogniser(settingsFor(server, { url, ...changes }), impatient);
  return recogniser.recognise({ channels }, { language: 'sv-SE', ...options });
}

test('a recording goes as a WAV file with the documented fields, and comes back as sentences', async () => {
  const path = noise('short.pcm', 3);
  server.reply = heard([0, 1.5, ' Hej.'], [1.5, 9, ' Vad kostar det? Tja.'], [2, 3, ' [BLANK_AUDIO]']);
  expect(await recognise([{ path }])).toEqual({
    kind: 'recognised',
    speakersUncertain: false,
    sentences: [
      { speakerName: null, start: 0, end: 1.5, text: 'Hej.' },
      { speakerName: null, start: 1.5, end: 2.7, text: 'Vad kostar det?' },
      { speakerName: null, start: 2.7, end: 3, text: 'Tja.' },
    ],
  });
  const [request] = server.received;
  expect(request).toMatchObject({ method: 'POST', path: '/v1/audio/transcriptions' });
  expect(request?.headers.authorization).toBe(`Bearer ${secret}`);
  expect(Number(request?.headers['content-length'])).toBe(request?.body.length);
  const form = await formOf(request);
  const fields = [...form].filter(([name]) => name !== 'file');
  expect(fields).toEqual([
    ['model', 'small'],
    ['language', 'sv'],
    ['response_format', 'verbose_json'],
    ['timestamp_granularities[]', 'segment'],
  ]);
  expect(form.get('file')).toMatchObject({ name: 'audio.wav', type: 'audio/wav' });
});

test('the WAV file has a right header before the very samples', async () => {
  const path = noise('header.pcm', 1);
  server.reply = heard([0, 1, 'Hej.']);
  await recognise([{ path }]);
  const wav = await wavIn(server.received[0]);
  expect(wav.length).toBe(44 + 32_000);
  expect(wav.toString('latin1', 0, 4)).toBe('RIFF');
  expect(wav.readUInt32LE(4)).toBe(36 + 32_000);
  expect(wav.toString('latin1', 8, 16)).toBe('WAVEfmt ');
  expect([20, 22, 32, 34].map((at) => wav.readUInt16LE(at))).toEqual([1, 1, 2, 16]);
  expect([24, 28, 40].map((at) => wav.readUInt32LE(at))).toEqual([16_000, 32_000, 32_000]);
  expect(wav.subarray(44).equals(readFileSync(path))).toBe(true);
});

test('a text without segments is spread over the piece', async () => {
  server.reply = json({ text: 'Hej hej. Nej nej.' });
  expect(await recognise([{ path: noise('plain.pcm', 4) }])).toMatchObject({
    sentences: [
      { start: 0, end: 2, text: 'Hej hej.' },
      { start: 2, end: 4, text: 'Nej nej.' },
    ],
  });
});

test('25 minutes go in pieces under the limit, cut where it is quiet', async () => {
  // Silent to the ear for a second in every minute; 4 MB hold a little over two minutes.
  const path = noise('long.pcm', 25 * 60, { levelAt: (second) => (second % 60 < 1 ? 20 : 200) });
  server.reply = heard([1, 2, 'Ja.']);
  const progress: number[] = [];
  const result = await recognise(
    [{ path }],
    { onProgress: (fraction) => progress.push(fraction) },
    { mostUploadBytes: 4_000_000 },
  );
  expect(server.received).toHaveLength(13);
  expect(Math.max(...server.received.map(({ body }) => body.length))).toBeLessThan(4_000_000);
  const wavs = await Promise.all(server.received.map(wavIn));
  const samples = Buffer.concat(wavs.map((wav) => wav.subarray(44)));
  expect(samples.equals(readFileSync(path))).toBe(true);
  const starts = wavs.map((_, i) =>
    wavs.slice(0, i).reduce((passed, wav) => passed + (wav.length - 44) / 2, 0),
  );
  expect(starts.every((start) => start % (60 * sampleRate) < sampleRate)).toBe(true);
  const found = result.kind === 'recognised' ? result.sentences : [];
  expect(found.map(({ start }) => Math.round(start * sampleRate) - sampleRate)).toEqual(starts);
  expect(progress).toHaveLength(13);
  expect(progress.at(-1)).toBe(1);
  expect([...progress].sort((a, b) => a - b)).toEqual(progress);
});

test('what was heard before a failure is not sent again', async () => {
  const path = noise('resumed.pcm', 30);
  const resume = { journalPath: join(folder, 'journal') };
  const limit = { mostUploadBytes: 500_000 };
  server.reply = inTurn(heard([0, 1, 'Ett.']), status(400));
  expect(await recognise([{ path }], { resume }, limit)).toMatchObject({
    kind: 'refused',
    code: 'provider_refused',
  });
  server.received.length = 0;
  server.reply = heard([0, 1, 'Två.']);
  const result = await recognise([{ path }], { resume }, limit);
  expect(server.received).toHaveLength(2);
  expect(result.kind === 'recognised' && result.sentences.map(({ text }) => text)).toEqual([
    'Ett.',
    'Två.',
    'Två.',
  ]);
  server.received.length = 0;
  expect(await recognise([{ path }], { resume }, limit)).toEqual(result);
  expect(server.received).toHaveLength(0);
  await recognise([{ path }], { resume }, { ...limit, model: 'large' });
  expect(server.received).toHaveLength(3);
});

test('each of two channels is one speaker, in order of first speech', async () => {
  const [left, right] = [noise('left.pcm', 2, { seed: 1 }), noise('right.pcm', 2, { seed: 99 })];
  server.reply = inTurn(heard([1, 1.5, 'Hej.']), heard([0, 0.5, 'Hallå?'], [1.5, 2, 'Ja.']));
  expect(await recognise([{ path: left }, { path: right }])).toMatchObject({
    sentences: [
      { speakerName: 'Speaker 1', start: 0, text: 'Hallå?' },
      { speakerName: 'Speaker 2', start: 1, text: 'Hej.' },
      { speakerName: 'Speaker 1', start: 1.5, text: 'Ja.' },
    ],
  });
  server.reply = inTurn(heard([1, 1.5, 'Hej.']), heard([0, 0.5, 'Hallå?']));
  expect(await recognise([{ path: left, speakerName: 'Ann' }, { path: right }])).toMatchObject({
    sentences: [{ speakerName: 'Speaker 1' }, { speakerName: 'Ann' }],
  });
});

test('two channels with the same voices are sent once, mixed', async () => {
  const [left, right] = [noise('both-left.pcm', 2), noise('both-right.pcm', 2)];
  server.reply = heard([0, 1, 'Hej.']);
  expect(await recognise([{ path: left }, { path: right }])).toMatchObject({
    sentences: [{ speakerName: null, text: 'Hej.' }],
  });
  expect(server.received).toHaveLength(1);
  expect((await wavIn(server.received[0])).subarray(44).equals(readFileSync(left))).toBe(true);
});

test('silence is not sent, and is no speech', async () => {
  const result = await recognise([{ path: noise('silent.pcm', 12, { levelAt: () => 0 }) }]);
  expect(result).toMatchObject({ kind: 'refused', code: 'no_speech' });
  expect(server.received).toHaveLength(0);
  server.reply = json({ text: '', segments: [] });
  expect(await recognise([{ path: noise('hiss.pcm', 2) }])).toMatchObject({ code: 'no_speech' });
});

test.each([
  ['401', status(401), 'provider_refused'],
  ['429', status(429, { 'retry-after': '2' }), 'provider_overloaded'],
  ['an answer without text', json({ segments: [] }), 'provider_answer_malformed'],
  ['a reset', (response) => response.destroy(), 'provider_unreachable'],
] satisfies [string, Receiver['reply'], string][])('%s is a refusal', async (_, reply, code) => {
  server.reply = reply;
  const result = await recognise([{ path: noise('refused.pcm', 1) }]);
  expect(result).toMatchObject({
    kind: 'refused',
    code,
    message: expect.stringContaining('"cloud" at 127.0.0.1:'),
  });
  expect(JSON.stringify(result)).not.toContain(secret);
});

test('a piece that failed on the way is sent again whole', async () => {
  const path = noise('again.pcm', 1);
  server.reply = inTurn(status(500), heard([0, 1, 'Hej.']));
  expect(await recognise([{ path }])).toMatchObject({ kind: 'recognised' });
  const [first, second] = await Promise.all(server.received.map(wavIn));
  expect(second?.length).toBe(32_044);
  expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true);
});

test('an aborted recognition rejects', async () => {
  const cut = new AbortController();
  server.reply = () => cut.abort(new Error('shutting down'));
  await expect(recognise([{ path: noise('cut.pcm', 1) }], { signal: cut.signal })).rejects.toThrow(
    'shutting down',
  );
});

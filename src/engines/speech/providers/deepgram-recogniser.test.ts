import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Receiver, startReceiver, status } from '../../../../testing/receiver.ts';
import { impatient, inTurn, json, secret, settingsFor } from '../../../../testing/speech/provider-server.ts';
import type { RecordedChannel } from '../recogniser.ts';
import { createDeepgramRecogniser } from './deepgram-recogniser.ts';

let server: Receiver;
const folder = mkdtempSync(join(tmpdir(), 'meetric-deepgram-'));
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

/** Two seconds of a tone: different frequencies are different voices. */
function tone(name: string, hertz: number): string {
  const samples = Int16Array.from(
    { length: 32_000 },
    (_, i) => 3_000 * Math.sin((i * hertz * 2 * Math.PI) / 16_000),
  );
  const path = join(folder, name);
  writeFileSync(path, samples);
  return path;
}

type Utterance = [start: number, end: number, speaker: number, transcript: string];

const heard = (...utterances: Utterance[]) =>
  json({
    metadata: { request_id: 'r', channels: 1 },
    results: {
      channels: [],
      utterances: utterances.map(([start, end, speaker, transcript]) => {
        return { start, end, speaker, transcript, confidence: 0.9, channel: 0, words: [] };
      }),
    },
  });

function recognise(channels: readonly RecordedChannel[], mostUploadBytes = 2_000_000_000) {
  const settings = settingsFor(server, { kind: 'deepgram', mostUploadBytes, model: 'nova-3' });
  return createDeepgramRecogniser(settings, impatient).recognise({ channels }, { language: 'en-GB' });
}

test('one channel is sent as WAV, and its voices are named in order of first speech', async () => {
  const path = tone('one.pcm', 300);
  server.reply = heard([0, 0.5, 1, 'Hello.'], [0.5, 1, 0, 'Hi.'], [1, 2, 1, 'How are you?']);
  expect(await recognise([{ path }])).toEqual({
    kind: 'recognised',
    speakersUncertain: false,
    sentences: [
      { speakerName: 'Speaker 1', start: 0, end: 0.5, text: 'Hello.' },
      { speakerName: 'Speaker 2', start: 0.5, end: 1, text: 'Hi.' },
      { speakerName: 'Speaker 1', start: 1, end: 2, text: 'How are you?' },
    ],
  });
  const [request] = server.received;
  expect(request?.method).toBe('POST');
  expect(request?.path).toBe(
    '/v1/listen?model=nova-3&language=en&punctuate=true&smart_format=true&utterances=true&diarize=true',
  );
  expect(request?.headers).toMatchObject({
    authorization: `Token ${secret}`,
    'content-type': 'audio/wav',
    'content-length': '64044',
  });
  expect(request?.body.toString('latin1', 0, 4)).toBe('RIFF');
  expect(request?.body.subarray(44).equals(readFileSync(path))).toBe(true);
});

test('two channels are two requests without voices', async () => {
  server.reply = inTurn(heard([1, 2, 0, 'Hi.']), heard([0, 1, 3, 'Hello.']));
  const channels = [{ path: tone('left.pcm', 300), speakerName: 'Ann' }, { path: tone('right.pcm', 470) }];
  expect(await recognise(channels)).toMatchObject({
    speakersUncertain: false,
    sentences: [{ speakerName: 'Speaker 1' }, { speakerName: 'Ann' }],
  });
  expect(server.received.map(({ path }) => path.includes('diarize'))).toEqual([false, false]);
});

test('a channel whose speaker is known needs no voices', async () => {
  server.reply = heard([0, 1, 2, 'Hello.']);
  const result = await recognise([{ path: tone('known.pcm', 300), speakerName: 'Ann' }]);
  expect(result).toMatchObject({ sentences: [{ speakerName: 'Ann' }] });
  expect(server.received[0]?.path).not.toContain('diarize');
});

test('voices numbered anew in each piece are uncertain', async () => {
  server.reply = heard([0, 0.5, 0, 'Hello.']);
  const result = await recognise([{ path: tone('pieces.pcm', 300) }], 50_000);
  expect(server.received).toHaveLength(2);
  expect(result).toMatchObject({ kind: 'recognised', speakersUncertain: true });
});

test.each([
  ['no utterances', heard(), 'no_speech'],
  ['403', status(403), 'provider_refused'],
  ['results without utterances', json({ results: { channels: [] } }), 'provider_answer_malformed'],
] satisfies [string, Receiver['reply'], string][])('%s: %3$s', async (_, reply, code) => {
  server.reply = reply;
  const result = await recognise([{ path: tone('refused.pcm', 300) }]);
  expect(result).toMatchObject({ kind: 'refused', code });
  expect(JSON.stringify(result)).not.toContain(secret);
});

test('a piece is streamed anew for another try', async () => {
  server.reply = inTurn(status(503), heard([0, 1, 0, 'Hello.']));
  expect(await recognise([{ path: tone('again.pcm', 300) }])).toMatchObject({ kind: 'recognised' });
  expect(server.received.map(({ body }) => body.length)).toEqual([64_044, 64_044]);
});

/** `node demo/call/make-call.ts`: speaks script.json into call.ogg and writes each turn's times back. Needs flite and ffmpeg. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseCallScript } from './call-script.ts';

const rateHz = 16_000;
const headerBytes = 44;
const voices: Readonly<Record<string, string>> = { 'Erik Lindstrom': 'rms', 'Jane Doe': 'slt' };
const leadSeconds = 0.5;
const breathSeconds = 0.35;
// Pauses before the turns, in rotation: people answer quickly, and think now and then.
const pausesSeconds = [0.6, 0.45, 0.8, 0.55, 1, 0.7];
// Below this a synthetic voice is silent; flite pads every text with a quarter of a second.
const silentLevel = 200;

function speakSentence(voice: string, text: string, folder: string): Int16Array {
  const wav = join(folder, 'turn.wav');
  execFileSync('flite', ['-voice', voice, '--setf', 'duration_stretch=1.08', '-t', text, '-o', wav]);
  const bytes = readFileSync(wav).subarray(headerBytes);
  const samples = Int16Array.from({ length: bytes.length >> 1 }, (_, i) => bytes.readInt16LE(i * 2));
  const heard = (sample: number): boolean => Math.abs(sample) > silentLevel;
  return samples.slice(samples.findIndex(heard), samples.findLastIndex(heard) + 1);
}

const silence = (length: number): number[] => Array.from({ length: Math.round(length * rateHz) }, () => 0);

function speakTurn(voice: string, text: string, folder: string): number[] {
  const sentences = text.split(/(?<=[.?!]) /).map((sentence) => speakSentence(voice, sentence, folder));
  return sentences.flatMap((samples, i) =>
    i === 0 ? [...samples] : [...silence(breathSeconds), ...samples],
  );
}

const seconds = (samples: number): number => Math.round((1000 * samples) / rateHz) / 1000;

function encode(samples: readonly number[], folder: string): void {
  const raw = join(folder, 'call.raw');
  writeFileSync(raw, Int16Array.from(samples));
  const input = ['-f', 's16le', '-ar', `${rateHz}`, '-ac', '1', '-i', raw];
  const output = ['-c:a', 'libopus', '-b:a', '32k', '-map_metadata', '-1', '-fflags', '+bitexact'];
  const path = fileURLToPath(new URL('./call.ogg', import.meta.url));
  execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', ...input, ...output, path]);
}

const scriptPath = new URL('./script.json', import.meta.url);
const script = parseCallScript(readFileSync(scriptPath, 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'meetric-call-'));
const sound: number[] = silence(leadSeconds);
const turns = script.turns.map(({ speaker, text }, index) => {
  const pause = index === 0 ? 0 : (pausesSeconds[index % pausesSeconds.length] ?? 0);
  for (const sample of silence(pause)) sound.push(sample);
  const start = sound.length;
  for (const sample of speakTurn(voices[speaker] ?? 'slt', text, folder)) sound.push(sample);
  return { speaker, start: seconds(start), end: seconds(sound.length), text };
});
sound.push(...silence(leadSeconds));
encode(sound, folder);
rmSync(folder, { recursive: true });
writeFileSync(scriptPath, `${JSON.stringify({ ...script, turns }, null, 2)}\n`);

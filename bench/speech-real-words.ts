// Real recordings with known words that do not ship with the program: a telephone order, digits, free speech.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sampleRate } from '../src/engines/speech/pcm-source.ts';
import { convertToPcm, repeatAsWav, writePcm } from './speech-audio.ts';
import type { Gates } from './speech-gates.ts';
import { type Ear, type Heard, scoreWords } from './speech-measure.ts';
import { normalisedWords } from './speech-normalise.ts';
import { alignedWords, wordEdits } from './speech-scoring.ts';

const samplesBeside = fileURLToPath(new URL('../../shared/samples/', import.meta.url));
const files = ['telephone-order.wav', 'spoken-digits.wav', 'spontaneous-cold.wav'];

const order: readonly (readonly [speaker: string, text: string])[] = [
  ['A', "Okay, I'm here."],
  ['B', "Hi, I'd like to buy a Chromecast and I was wondering whether you could help me with that."],
  ['A', 'Certainly. Which color would you like? We have blue, black and red.'],
  ['B', "Let's go with the black one."],
  ['A', 'Okay, great. Would you like the new Chromecast Ultra model or the regular Chromecast?'],
  ['B', 'Regular Chromecast is fine, thank you.'],
  ['A', 'Okay, sure. Would you like to ship it regular or express?'],
  ['B', 'Express, please.'],
  ['A', "Terrific. It's on the way. Thank you."],
  ['B', 'Thank you very much.'],
  ['A', 'Bye.'],
];
const digits = '100019021001803';
const names = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const freeSpeech =
  "so this is the sick corpus i have a cold so i probably sound quite different than the acoustic corpus the recording environment is also quite different and i'm saying a bunch of different words that i did not say in the original one and here's a long pause and i think this is probably good all right thanks";
const slower = 1.15;

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Of the words that were heard, the share under the right of two speakers, whichever is called which. */
function rightSpeakers(heard: Heard): number {
  const tagged = (turns: readonly (readonly [string | null, string])[]) =>
    turns.flatMap(([speaker, text]) => normalisedWords(text).map((word) => ({ speaker, word })));
  const said = tagged(order);
  const got = tagged(heard.sentences.map(({ speakerName, text }) => [speakerName, text]));
  const pairs = alignedWords(
    said.map(({ word }) => word),
    got.map(({ word }) => word),
  );
  const voices = [...new Set(got.map(({ speaker }) => speaker))];
  const shares = voices.map((nameOfA) => {
    const right = pairs.filter(([i, j]) => (said[i]?.speaker === 'A') === (got[j]?.speaker === nameOfA));
    return right.length / pairs.length;
  });
  return Math.max(0, ...shares);
}

// A dictated digit counts by itself, however the figures are grouped, and "oh" is a nought.
function digitError(heard: Heard): number {
  const got = heard.text
    .toLowerCase()
    .replaceAll(/\boh\b/g, '0')
    .replaceAll(/[a-z]+/g, (word) => (names.includes(word) ? String(names.indexOf(word)) : word))
    .replaceAll(/\D/g, '');
  return wordEdits([...digits], [...got]) / digits.length;
}

/** The same recording played slower, its pitch with it. */
async function slowed(from: string, folder: string): Promise<string> {
  const [pcm, slow, wav] = ['slow-from.pcm', 'slow.pcm', 'slow.wav'].map((name) => join(folder, name));
  if (pcm === undefined || slow === undefined || wav === undefined)
    throw new Error('No place for a recording');
  await convertToPcm(from, pcm);
  const bytes = readFileSync(pcm);
  const at = (i: number): number => (2 * i + 1 < bytes.length ? bytes.readInt16LE(2 * i) / 32_768 : 0);
  const samples = Float32Array.from({ length: Math.floor((bytes.length / 2) * slower) }, (_, i) => {
    const place = i / slower;
    const before = Math.floor(place);
    return at(before) * (1 - place + before) + at(before + 1) * (place - before);
  });
  await writePcm(slow, samples);
  await repeatAsWav(slow, wav, samples.length / sampleRate);
  return wav;
}

/** Checks what is heard of them; says aloud that it is skipped where they are not there. */
export async function gateRealWords(ear: Ear, gates: Gates, folder = samplesBeside): Promise<void> {
  const absent = files.filter((file) => !existsSync(join(folder, file)));
  if (absent.length > 0) return console.log(`SKIPPED known words: ${absent.join(', ')} not in ${folder}`);
  const [telephone = '', spoken = '', cold = ''] = files.map((file) => join(folder, file));
  const failures = ({ failedSegments }: Heard): string => `${failedSegments} segments empty or looping`;

  const call = await ear.hear(telephone);
  const score = scoreWords(order.map(([, text]) => text).join(' '), call.text);
  const rate = score.edits / score.words;
  gates.check(`Telephone order: ${percent(rate)} of words wrong; at most 10 %`, rate <= 0.1);
  const right = rightSpeakers(call);
  gates.check(`Telephone order: ${percent(right)} of words under the right speaker; 90 %`, right >= 0.9);
  gates.check(`Telephone order: ${failures(call)}`, call.failedSegments === 0);

  for (const [name, path] of [
    ['Digits', spoken],
    ['Digits, slowed by 15 %', await slowed(spoken, ear.folder)],
  ] as const) {
    const heard = await ear.hear(path);
    const wrong = digitError(heard);
    gates.check(`${name}: ${percent(wrong)} wrong, ${heard.text}; at most 20 %`, wrong <= 0.2);
    gates.check(`${name}: ${failures(heard)}`, heard.failedSegments === 0);
  }

  const free = await ear.hear(cold);
  const freeScore = scoreWords(freeSpeech, free.text);
  const freeRate = freeScore.edits / freeScore.words;
  gates.check(`Free speech with a cold: ${percent(freeRate)} of words wrong; at most 12 %`, freeRate <= 0.12);
  gates.check(`Free speech: ${failures(free)}`, free.failedSegments === 0);
}

// `node bench/speech-gates.ts [folder of the real samples]`: what the embedded speech recogniser must reach.
// Ends with code 1 when it does not, with 2 when the recordings of Debian are not installed.
import { join } from 'node:path';
import { convertToPcm, joinPcm, repeatAsWav } from './speech-audio.ts';
import { describeWords, type Ear, measureWords, openEar, speakerShares } from './speech-measure.ts';
import { gateRealWords } from './speech-real-words.ts';
import {
  asteriskPrompts,
  librivoxSentences,
  missingPackages,
  realSamples,
  type Samples,
  shippedCall,
} from './speech-recordings.ts';
import { spokenWords } from './speech-scoring.ts';

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

export interface Gates {
  check(claim: string, passed: boolean): void;
  failed: number;
}

function openGates(): Gates {
  let failed = 0;
  return {
    check(claim, passed) {
      if (!passed) failed += 1;
      console.log(`${passed ? 'PASSED' : 'FAILED'}  ${claim}`);
    },
    get failed() {
      return failed;
    },
  };
}

// As measured before whole spans were decoded, rounded up to a tenth of a percent.
const mostDiarisationError = new Map([
  ['two-speaker-call', 0.166],
  ['meeting-dev00', 0.275],
]);

async function gatePrompts(ear: Ear, gates: Gates): Promise<void> {
  const sets = [
    ['60 Asterisk prompts', asteriskPrompts(), 0.055],
    ['5 LibriVox sentences', librivoxSentences(), 0.029],
  ] as const;
  for (const [title, utterances, most] of sets) {
    const measured = await measureWords(ear, utterances);
    gates.check(`${describeWords(title, measured)}; at most ${percent(most)}`, measured.rate <= most);
    gates.check(
      `${title}: ${measured.failedSegments} segments empty or looping`,
      measured.failedSegments === 0,
    );
    gates.check(
      `${title}: ${measured.severalSpeakers} with several speakers`,
      measured.severalSpeakers === 0,
    );
  }
}

async function gateShippedCall(ear: Ear, gates: Gates): Promise<void> {
  const call = shippedCall();
  const measured = await measureWords(ear, [call]);
  gates.check(`${describeWords('Shipped call', measured)}; at most 1.8 %`, measured.rate <= 0.018);
  const heard = await ear.hear(call.path);
  // A turn of the script includes its breaths, in which nobody is heard: 4 % of the time.
  const shares = speakerShares(call.turns, heard.sentences);
  gates.check(
    `Shipped call: right speaker in ${percent(shares.right)} of the time, ${percent(shares.missed)} not heard, ` +
      `${heard.speakers} speakers; 100 %, at most 5 %, 2`,
    shares.right === 1 && shares.missed <= 0.05 && heard.speakers === 2,
  );
  gates.check(`Shipped call: ${heard.failedSegments} segments empty or looping`, heard.failedSegments === 0);
}

async function gateKennedy(ear: Ear, gates: Gates, { kennedy, calls }: Samples): Promise<void> {
  const alone = await ear.hear(kennedy.path);
  const words = spokenWords(alone.text).join(' ');
  gates.check(`Kennedy word for word: ${alone.text}`, words === spokenWords(kennedy.text).join(' '));
  gates.check(`Kennedy alone: ${alone.speakers} speaker`, alone.speakers === 1);
  const two = calls.find((call) => call.name === 'two-speaker-call');
  if (!two) throw new Error('The two-person call is not among the samples');
  const parts = [join(ear.folder, 'kennedy.pcm'), join(ear.folder, 'two.pcm')];
  for (const [i, path] of [kennedy.path, two.path].entries()) await convertToPcm(path, parts[i] ?? '');
  const joined = join(ear.folder, 'three.pcm');
  await joinPcm(parts, joined, 1);
  const wav = join(ear.folder, 'three.wav');
  await repeatAsWav(joined, wav, 1);
  const three = await ear.hear(wav);
  gates.check(
    `Kennedy, then the two-person call: ${three.speakers} of 3 speakers; at least 2`,
    three.speakers >= 2 && three.speakers <= 3,
  );
  gates.check(
    `Kennedy, then the call: ${three.failedSegments} segments empty or looping`,
    three.failedSegments === 0,
  );
}

async function gateCalls(ear: Ear, gates: Gates, { calls }: Samples): Promise<void> {
  for (const { name, path, turns } of calls) {
    const heard = await ear.hear(path);
    const { errorRate } = speakerShares(turns, heard.sentences);
    const found = `${heard.speakers} speakers${heard.speakersUncertain ? ', marked uncertain' : ''}`;
    const claim = `${name}: diarisation error ${percent(errorRate)}, ${found}`;
    const most = mostDiarisationError.get(name) ?? 0;
    gates.check(`${claim}; at most ${percent(most)}`, errorRate <= most);
    gates.check(`${name}: ${heard.failedSegments} segments empty or looping`, heard.failedSegments === 0);
  }
}

async function runGates(folder: string | undefined): Promise<number> {
  await using ear = await openEar();
  const gates = openGates();
  await gatePrompts(ear, gates);
  await gateShippedCall(ear, gates);
  const samples = realSamples(folder);
  if ('missing' in samples) console.log(`SKIPPED the real recordings: ${samples.missing}`);
  else {
    await gateKennedy(ear, gates, samples);
    await gateCalls(ear, gates, samples);
    await gateRealWords(ear, gates, folder);
  }
  return gates.failed;
}

const missing = missingPackages();
if (missing !== undefined) {
  console.error(`Not measured: install the recordings first: ${missing}`);
  process.exitCode = 2;
} else {
  process.exitCode = (await runGates(process.argv[2])) === 0 ? 0 : 1;
}

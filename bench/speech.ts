// `node bench/speech.ts`: the embedded recogniser's speed and memory, with decoding, voice detection and speakers.
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sampleRate } from '../src/engines/speech/pcm-source.ts';
import { convertToPcm, repeatAsWav } from './speech-audio.ts';
import { type Ear, openEar } from './speech-measure.ts';
import { shippedCall } from './speech-recordings.ts';

export interface SpeechFigure {
  name: string;
  value: number;
  unit: 'x' | 'MB' | 's';
  goal: number;
}

const files = 100;
const hourSeconds = 3_600;
const shortestFileSeconds = 6;
const bytesPerSecond = 2 * sampleRate;
const memoryEveryMs = 200;

// Proportional set size of Linux in MB: what the recogniser's process would free by ending.
function childrenMb(): number {
  const children = readdirSync(`/proc/${process.pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${process.pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
  );
  return children.reduce((sum, pid) => sum + pssMb(pid), 0);
}

function pssMb(pid: string): number {
  try {
    const [, kb = '0'] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
    return Number(kb) / 1024;
  } catch {
    // A process that ended between the two reads uses nothing.
    return 0;
  }
}

async function watchingMemory<T>(work: () => Promise<T>): Promise<{ result: T; peakMb: number }> {
  let peakMb = 0;
  if (process.platform !== 'linux') return { result: await work(), peakMb: Number.NaN };
  const timer = setInterval(() => {
    peakMb = Math.max(peakMb, childrenMb());
  }, memoryEveryMs);
  try {
    const result = await work();
    return { result, peakMb };
  } finally {
    clearInterval(timer);
  }
}

async function measureHour(ear: Ear): Promise<SpeechFigure[]> {
  const [once, hour] = [join(ear.folder, 'once.pcm'), join(ear.folder, 'hour.wav')];
  await convertToPcm(shippedCall().path, once);
  await repeatAsWav(once, hour, hourSeconds);
  const { result, peakMb } = await watchingMemory(() => ear.hear(hour));
  const tookSeconds = result.milliseconds / 1000;
  return [
    { name: 'an hour: from the file to sentences with speakers', value: tookSeconds, unit: 's', goal: 360 },
    { name: 'an hour: real-time factor', value: tookSeconds / result.seconds, unit: 'x', goal: 0.08 },
    { name: "an hour: the recogniser's highest memory (PSS)", value: peakMb, unit: 'MB', goal: 700 },
  ];
}

// Every file has another length: the native library keeps memory for every shape it has seen.
async function measureFiles(ear: Ear): Promise<SpeechFigure[]> {
  const [once, wav] = [join(ear.folder, 'once.pcm'), join(ear.folder, 'file.wav')];
  await convertToPcm(shippedCall().path, once);
  const all = readFileSync(once);
  let milliseconds = 0;
  let seconds = 0;
  const { peakMb } = await watchingMemory(async () => {
    for (let i = 0; i < files; i += 1) {
      const part = join(ear.folder, 'part.pcm');
      const start = i * bytesPerSecond;
      const end = start + 2 * Math.round(((shortestFileSeconds + i / 10) * bytesPerSecond) / 2);
      await writeFile(part, all.subarray(start, end));
      await repeatAsWav(part, wav, 1);
      const heard = await ear.hear(wav);
      milliseconds += heard.milliseconds;
      seconds += heard.seconds;
    }
  });
  const factor = milliseconds / 1000 / seconds;
  return [
    {
      name: `${files} short files: real-time factor, processes started anew included`,
      value: factor,
      unit: 'x',
      goal: 0.08,
    },
    {
      name: `${files} short files: the recogniser's highest memory (PSS)`,
      value: peakMb,
      unit: 'MB',
      goal: 700,
    },
  ];
}

const shown = ({ value, unit }: SpeechFigure): string =>
  unit === 'x' ? value.toFixed(3) : `${value.toFixed(0)} ${unit}`;

/** Measures on one core, as the recogniser uses one, and prints a table; takes about five minutes. */
export async function benchSpeech(): Promise<SpeechFigure[]> {
  await using ear = await openEar();
  const figures = [...(await measureHour(ear)), ...(await measureFiles(ear))];
  const row = (figure: SpeechFigure) => ({
    measured: shown(figure),
    goal: shown({ ...figure, value: figure.goal }),
    reached: figure.value <= figure.goal ? 'yes' : 'no',
  });
  console.table(Object.fromEntries(figures.map((figure) => [figure.name, row(figure)])));
  return figures;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchSpeech();

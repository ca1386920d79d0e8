import type { PartReader } from './file-part.ts';
import { BoxContent, BoxNumbers, entriesHeld, type IsoBox } from './iso-boxes.ts';

/** Values of a sample where its fragment does not say (ISO 14496-12, 8.8.3). */
export type SampleDefaults = { duration: number; bytes: number };

/** Samples of one size and length. */
type EqualSamples = { count: number; bytes: number; duration: number };

/** Samples of a track that lie behind each other in the file. */
export type SampleRun = {
  trackId: number;
  /** In the track's own parts of a second; null where the fragment does not say when it begins. */
  startTime: number | null;
  position: number;
  samples: readonly EqualSamples[];
};

/** Values of each track's samples where the fragment does not say, by the track's number. */
export type Defaults = ReadonlyMap<number, SampleDefaults>;

const headerFlag = {
  base: 0x1,
  description: 0x2,
  duration: 0x8,
  bytes: 0x10,
  fragmentIsBase: 0x2_0000,
};
const runFlag = {
  offset: 0x1,
  firstFlags: 0x4,
  duration: 0x100,
  bytes: 0x200,
  flags: 0x400,
  composition: 0x800,
};

/** All runs of samples in fragments, in the order of the file. */
export async function* fragmentRuns(
  { read }: PartReader,
  fragments: readonly IsoBox[],
  defaults: Defaults,
): AsyncGenerator<SampleRun> {
  for (const { start, contentStart, end } of fragments) {
    const content = new BoxContent(await read(contentStart, end - contentStart));
    yield* readFragment(content, start, defaults);
  }
}

/** The samples of a fragment that begins at `start` (ISO 14496-12, 8.8), in the order of its boxes. */
function readFragment(fragment: BoxContent, start: number, defaults: Defaults): SampleRun[] {
  const runs: SampleRun[] = [];
  // Where nothing else is said, data begin behind those of the track part before.
  let position = start;
  for (const part of fragment.all('traf')) {
    const header = part.find('tfhd');
    if (header === null) continue;
    const partRuns = readPart(part, readHeader(header, defaults), { start, position });
    runs.push(...partRuns);
    const last = partRuns.at(-1);
    if (last !== undefined) position = last.position + bytesOf(last);
  }
  return runs;
}

type PartHeader = {
  trackId: number;
  base: number | null;
  fragmentIsBase: boolean;
  defaults: SampleDefaults;
};

function readHeader(box: BoxContent, known: Defaults): PartHeader {
  const numbers = new BoxNumbers(box);
  const has = (bit: number): boolean => (numbers.flags & bit) !== 0;
  const trackId = numbers.u32();
  const defaults = known.get(trackId);
  const base = has(headerFlag.base) ? numbers.u64() : null;
  if (has(headerFlag.description)) numbers.skip(4);
  const duration = has(headerFlag.duration) ? numbers.u32() : (defaults?.duration ?? 0);
  const bytes = has(headerFlag.bytes) ? numbers.u32() : (defaults?.bytes ?? 0);
  return { trackId, base, fragmentIsBase: has(headerFlag.fragmentIsBase), defaults: { duration, bytes } };
}

function readPart(
  part: BoxContent,
  header: PartHeader,
  places: { start: number; position: number },
): SampleRun[] {
  const base = header.base ?? (header.fragmentIsBase ? places.start : places.position);
  const time = part.find('tfdt');
  let startTime = time === null ? null : new BoxNumbers(time).time();
  let position = base;
  return part.all('trun').map((box) => {
    const { offset, samples } = readRun(box, header.defaults);
    const run = {
      trackId: header.trackId,
      startTime,
      position: offset === null ? position : base + offset,
      samples,
    };
    position = run.position + bytesOf(run);
    if (startTime !== null) startTime += durationOf(run);
    return run;
  });
}

function readRun(
  box: BoxContent,
  defaults: SampleDefaults,
): { offset: number | null; samples: EqualSamples[] } {
  const numbers = new BoxNumbers(box);
  const has = (bit: number): boolean => (numbers.flags & bit) !== 0;
  const announced = numbers.u32();
  const offset = has(runFlag.offset) ? numbers.i32() : null;
  if (has(runFlag.firstFlags)) numbers.skip(4);
  const fields = [runFlag.duration, runFlag.bytes, runFlag.flags, runFlag.composition].filter(has);
  if (fields.length === 0) return { offset, samples: [{ ...defaults, count: announced }] };
  const count = entriesHeld(numbers, announced, fields.length * 4);
  const samples = Array.from({ length: count }, () => {
    const duration = has(runFlag.duration) ? numbers.u32() : defaults.duration;
    const bytes = has(runFlag.bytes) ? numbers.u32() : defaults.bytes;
    numbers.skip((has(runFlag.flags) ? 4 : 0) + (has(runFlag.composition) ? 4 : 0));
    return { count: 1, duration, bytes };
  });
  return { offset, samples };
}

export function bytesOf({ samples }: Pick<SampleRun, 'samples'>): number {
  return samples.reduce((sum, { count, bytes }) => sum + count * bytes, 0);
}

/** In the track's own parts of a second. */
export function durationOf({ samples }: Pick<SampleRun, 'samples'>): number {
  return samples.reduce((sum, { count, duration }) => sum + count * duration, 0);
}

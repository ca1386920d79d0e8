import { asciiAt } from './byte-file.ts';
import { type FilePart, openPart, type PartReader } from './file-part.ts';
import { BoxContent, BoxNumbers, entriesHeld, fileBoxes, type IsoBox } from './iso-boxes.ts';
import {
  bytesOf,
  type Defaults,
  durationOf,
  fragmentRuns,
  type SampleDefaults,
  type SampleRun,
} from './iso-fragments.ts';

/** A stretch of a track that is to be played, in seconds of the track; a pause where `mediaStart` is null. */
export type Edit = { mediaStart: number | null; seconds: number };

export type MovieTrack = {
  id: number;
  isSound: boolean;
  isProtected: boolean;
  /** Parts of a second in which the track's times are given. */
  timescale: number;
  /** How long the samples play that the movie box lists; fragments are not among them. */
  listedSeconds: number;
  edits: readonly Edit[];
  fragmented: FragmentedLength;
};

/** The length of a track in fragments. */
type FragmentedLength = {
  seconds: number;
  /** When the last of it ends, on the track's own clock. */
  endSeconds: number;
  /** How much of it lies beyond the end of the file. */
  missingSeconds: number;
};

export type Movie = {
  tracks: readonly MovieTrack[];
  /** Fragments in the order of the file. */
  fragments: readonly IsoBox[];
  defaults: Defaults;
  /** How long the fragments play, as announced; 0 where nothing is. */
  announcedSeconds: number;
};

// A movie box lists every sample: some 8 bytes for each, and 12 hours have 2 million.
const mostMovieBytes = 512 * 1024 * 1024;

/** The movie box and the fragments of an mp4 or QuickTime file; null where there is no movie box. */
export async function readMovie(part: FilePart): Promise<Movie | null> {
  const reader = await openPart(part);
  return await readBoxes(reader).finally(reader.close);
}

async function readBoxes(reader: PartReader): Promise<Movie | null> {
  let movie: BoxContent | null = null;
  const fragments: IsoBox[] = [];
  for await (const { type, ...box } of fileBoxes(reader)) {
    if (type === 'moof') fragments.push({ type, ...box });
    if (type !== 'moov' || movie !== null) continue;
    const length = Math.min(box.end, reader.bytes) - box.contentStart;
    if (length <= mostMovieBytes) movie = new BoxContent(await reader.read(box.contentStart, length));
  }
  if (movie === null) return null;
  const described = describeMovie(movie);
  const tracks: MovieTrack[] = described.tracks.map((track) => ({ ...track, fragmented: noFragments }));
  for await (const run of fragmentRuns(reader, fragments, described.defaults)) {
    const index = tracks.findIndex(({ id }) => id === run.trackId);
    const track = tracks[index];
    if (track !== undefined) tracks[index] = { ...track, fragmented: lengthened(track, run, reader.bytes) };
  }
  return { ...described, tracks, fragments };
}

const noFragments: FragmentedLength = { seconds: 0, endSeconds: 0, missingSeconds: 0 };

function lengthened(
  { fragmented, listedSeconds, timescale }: MovieTrack,
  run: SampleRun,
  fileBytes: number,
): FragmentedLength {
  const seconds = durationOf(run) / timescale;
  const before = fragmented.seconds === 0 ? listedSeconds : fragmented.endSeconds;
  const startSeconds = run.startTime === null ? before : run.startTime / timescale;
  const bytes = bytesOf(run);
  const missingBytes = Math.min(bytes, Math.max(0, run.position + bytes - fileBytes));
  return {
    seconds: fragmented.seconds + seconds,
    endSeconds: startSeconds + seconds,
    missingSeconds: fragmented.missingSeconds + (bytes === 0 ? 0 : (seconds * missingBytes) / bytes),
  };
}

type DescribedMovie = Omit<Movie, 'fragments' | 'tracks'> & { tracks: readonly ListedTrack[] };
type ListedTrack = Omit<MovieTrack, 'fragmented'>;

function describeMovie(movie: BoxContent): DescribedMovie {
  const header = movie.find('mvhd');
  const timescale = header === null ? 0 : readTimescale(header);
  const length = movie.find('mvex', 'mehd');
  const defaults = new Map((movie.find('mvex')?.all('trex') ?? []).map(readDefaults));
  return {
    tracks: movie.all('trak').flatMap((track) => describeTrack(track, timescale) ?? []),
    defaults,
    announcedSeconds: length === null || timescale === 0 ? 0 : new BoxNumbers(length).time() / timescale,
  };
}

function readDefaults(box: BoxContent): [number, SampleDefaults] {
  const numbers = new BoxNumbers(box);
  const id = numbers.u32();
  numbers.skip(4);
  return [id, { duration: numbers.u32(), bytes: numbers.u32() }];
}

function describeTrack(track: BoxContent, movieTimescale: number): ListedTrack | null {
  const [header, media] = [track.find('tkhd'), track.find('mdia', 'mdhd')];
  const handler = track.find('mdia', 'hdlr');
  if (header === null || media === null || handler === null) return null;
  const timescale = readTimescale(media);
  if (timescale === 0) return null;
  const samples = track.find('mdia', 'minf', 'stbl');
  const edits = track.find('edts', 'elst');
  const durations = samples?.find('stts') ?? null;
  return {
    id: readTrackId(header),
    isSound: asciiAt(handler.bytes, 8, 4) === 'soun',
    isProtected: [...entriesOf(samples?.find('stsd') ?? null)].includes('enca'),
    timescale,
    listedSeconds: durations === null ? 0 : sumDurations(durations) / timescale,
    edits: edits === null || movieTimescale === 0 ? [] : readEdits(edits, movieTimescale, timescale),
  };
}

function readTimescale(box: BoxContent): number {
  const numbers = new BoxNumbers(box);
  numbers.skip(numbers.version === 1 ? 16 : 8);
  return numbers.u32();
}

function readTrackId(header: BoxContent): number {
  const numbers = new BoxNumbers(header);
  numbers.skip(numbers.version === 1 ? 16 : 8);
  return numbers.u32();
}

function* entriesOf(description: BoxContent | null): Generator<string> {
  if (description === null) return;
  for (const { type } of new BoxContent(description.bytes.subarray(8)).boxes()) yield type;
}

function sumDurations(table: BoxContent): number {
  const numbers = new BoxNumbers(table);
  const count = entriesHeld(numbers, numbers.u32(), 8);
  let sum = 0;
  for (let entry = 0; entry < count; entry += 1) sum += numbers.u32() * numbers.u32();
  return sum;
}

function readEdits(list: BoxContent, movieTimescale: number, timescale: number): Edit[] {
  const numbers = new BoxNumbers(list);
  const isWide = numbers.version === 1;
  const count = entriesHeld(numbers, numbers.u32(), isWide ? 20 : 12);
  return Array.from({ length: count }, () => {
    const seconds = numbers.time() / movieTimescale;
    const mediaTime = isWide ? numbers.i64() : numbers.i32();
    numbers.skip(4);
    return { seconds, mediaStart: mediaTime < 0 ? null : mediaTime / timescale };
  });
}

/** How much earlier than its own times a track is heard: what is cut at its start, less the pauses in front. */
export function editOffsetSeconds(edits: readonly Edit[]): number {
  let pauseSeconds = 0;
  for (const { mediaStart, seconds } of edits) {
    if (mediaStart !== null) return mediaStart - pauseSeconds;
    pauseSeconds += seconds;
  }
  return 0;
}

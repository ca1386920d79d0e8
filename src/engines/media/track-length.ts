import { EncodedPacketSink, type Input, type InputTrack } from 'mediabunny';
import { shownStretches } from './edit-list.ts';
import { editOffsetSeconds, type Movie, type MovieTrack } from './iso-movie.ts';
import type { MediaPart, SoundTrack } from './sound-track.ts';

/** When the sound of a file ends, on its own time line. */
export type TracksLength = { endSeconds: number; truncated: boolean };

// A stream that ends this much before its announced end was cut off.
const truncationSeconds = 1;

export async function measureTracks(
  input: Input,
  { movie }: MediaPart,
  heard: readonly SoundTrack[],
): Promise<TracksLength> {
  const all = await input.getAudioTracks();
  const tracks = heard.flatMap(({ number }) => all[number - 1] ?? []);
  const lengths = heard.map(({ movieTrack }, index) => {
    const track = tracks[index];
    if (track === undefined) return { endSeconds: 0, truncated: false };
    return movie === null || movieTrack === null
      ? measureByPackets(input, track)
      : measureByBoxes(movie, movieTrack, track);
  });
  const measured = await Promise.all(lengths);
  return {
    endSeconds: Math.max(...measured.map(({ endSeconds }) => endSeconds)),
    truncated: measured.some(({ truncated }) => truncated),
  };
}

// The boxes of an mp4 list the true content of its tracks; the durations in their headers are only copies of it.
async function measureByBoxes(
  movie: Movie,
  track: MovieTrack,
  inputTrack: InputTrack,
): Promise<TracksLength> {
  const { edits, fragmented, listedSeconds } = track;
  const offset = editOffsetSeconds(edits);
  if (movie.fragments.length > 0) {
    const end = Math.max(fragmented.endSeconds, listedSeconds) - offset;
    const missing = Math.max(fragmented.missingSeconds, movie.announcedSeconds - end);
    return { endSeconds: end, truncated: missing > truncationSeconds };
  }
  const shown = shownStretches(edits, listedSeconds)?.at(-1);
  const listedEnd = listedSeconds - offset;
  const reached = await reachedSeconds(inputTrack, listedEnd);
  return {
    endSeconds: shown === undefined ? listedEnd : shown.heardAt + shown.to - shown.from,
    truncated: reached < listedEnd - truncationSeconds,
  };
}

// Other containers announce one length for the whole file, which any of its tracks may reach.
async function measureByPackets(input: Input, track: InputTrack): Promise<TracksLength> {
  const announced = await input.getDurationFromMetadata([track]);
  if (announced === null) return { endSeconds: await input.computeDuration([track]), truncated: false };
  const reached = await reachedSeconds(track, announced);
  if (reached >= announced - truncationSeconds) return { endSeconds: announced, truncated: false };
  for (const other of await input.getTracks()) {
    if (other.id === track.id || (await reachedSeconds(other, announced)) < announced - truncationSeconds)
      continue;
    return { endSeconds: reached, truncated: false };
  }
  return { endSeconds: announced, truncated: true };
}

/** When the last packet before `seconds` ends; 0 where it is not in the file. */
async function reachedSeconds(track: InputTrack, seconds: number): Promise<number> {
  const last = await new EncodedPacketSink(track).getPacket(seconds).catch(() => null);
  return last === null ? 0 : last.timestamp + last.duration;
}

import { EncodedPacketSink, type InputAudioTrack } from 'mediabunny';
import { type FilePart, openPart } from './file-part.ts';
import { bytesOf, durationOf, fragmentRuns, type SampleRun } from './iso-fragments.ts';
import { editOffsetSeconds, type Movie, type MovieTrack } from './iso-movie.ts';

/** Encoded sound of one track, with the time at which it is heard. */
export type TimedPacket = {
  data: Uint8Array;
  startSeconds: number;
  /** As the container has it, which may count a pause behind the packet too. */
  seconds: number;
  /** Where a stream may change: equal for packets that one decoder takes. */
  format?: string;
};

const mostReadBytes = 256 * 1024;

/** The packets that the library finds. */
export async function* libraryPackets(track: InputAudioTrack): AsyncGenerator<TimedPacket> {
  for await (const { data, timestamp, duration } of new EncodedPacketSink(track).packets()) {
    yield { data, startSeconds: timestamp, seconds: duration };
  }
}

export type FragmentReading = {
  part: FilePart;
  movie: Movie;
  track: MovieTrack;
  /** Samples that lie behind each other are one packet: for uncompressed sound, where each is a few bytes. */
  joinsSamples: boolean;
};

/**
 * The packets of a track in the fragments of an mp4. The library passes over all of them without a word where the movie box
 * lists samples too.
 */
export async function* fragmentPackets(reading: FragmentReading): AsyncGenerator<TimedPacket> {
  const { part, movie, track } = reading;
  const reader = await openPart(part);
  try {
    let time = track.listedSeconds * track.timescale;
    for await (const run of fragmentRuns(reader, movie.fragments, movie.defaults)) {
      if (run.trackId !== track.id) continue;
      time = run.startTime ?? time;
      let position = run.position;
      for (const piece of pieces(run)) {
        const data = await reader.read(position, bytesOf(piece));
        yield* packetsOf(data, piece, { time, reading });
        position += data.length;
        time += durationOf(piece);
      }
    }
  } finally {
    await reader.close();
  }
}

// A run may hold a whole recording, so it is read piece by piece.
function* pieces({ samples }: SampleRun): Generator<Pick<SampleRun, 'samples'>> {
  let piece: { count: number; bytes: number; duration: number }[] = [];
  let bytes = 0;
  for (const sample of samples) {
    for (let left = sample.count; left > 0; ) {
      const room = Math.max(1, Math.floor((mostReadBytes - bytes) / Math.max(1, sample.bytes)));
      const count = Math.min(left, room);
      piece.push({ ...sample, count });
      bytes += count * sample.bytes;
      left -= count;
      if (bytes < mostReadBytes && left === 0) continue;
      yield { samples: piece };
      piece = [];
      bytes = 0;
    }
  }
  if (piece.length > 0) yield { samples: piece };
}

function* packetsOf(
  data: Uint8Array,
  piece: Pick<SampleRun, 'samples'>,
  { time, reading }: { time: number; reading: FragmentReading },
): Generator<TimedPacket> {
  const { track, joinsSamples } = reading;
  const seconds = (units: number): number => units / track.timescale;
  const startOf = (units: number): number => seconds(units) - editOffsetSeconds(track.edits);
  if (joinsSamples) {
    yield { data, startSeconds: startOf(time), seconds: seconds(durationOf(piece)) };
    return;
  }
  let at = 0;
  let now = time;
  for (const { count, bytes, duration } of piece.samples) {
    for (let sample = 0; sample < count && at + bytes <= data.length; sample += 1) {
      const packet = data.subarray(at, at + bytes);
      yield { data: packet, startSeconds: startOf(now), seconds: seconds(duration) };
      at += bytes;
      now += duration;
    }
  }
}

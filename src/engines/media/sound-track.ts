import type { InputAudioTrack } from 'mediabunny';
import { keepShown, type ShownStretch, shownStretches } from './edit-list.ts';
import type { FilePart } from './file-part.ts';
import { editOffsetSeconds, type Movie, type MovieTrack } from './iso-movie.ts';
import { firstSeconds, type SharedInput } from './media-input.ts';
import type { DamageTally, PcmBlock } from './pcm-block.ts';
import { placeAt } from './place-at.ts';
import { steadyTimes } from './steady-times.ts';
import { type AmrBand, amrRates, amrSampleEntries } from './telephony/amr-frames.ts';
import { placeOnTimeline } from './timeline.ts';
import { decoderFor, isUncompressed, type TrackConfig } from './track-decoder.ts';
import { fragmentPackets, libraryPackets, type TimedPacket } from './track-packets.ts';
import { decodePackets } from './track-sound.ts';
import { decodeVorbisTrack } from './vorbis-track.ts';

/** A sound track of a container that keeps packets. */
export type SoundTrack = {
  /** From 1, in the order of the container. */
  number: number;
  /** The container's name for the codec, known to us or not. */
  codecName: string;
  /** Null where the library does not know the codec. */
  config: TrackConfig | null;
  /** The boxes of an mp4 on this track. */
  movieTrack: MovieTrack | null;
};

export type MediaPart = { part: FilePart; container: string; movie: Movie | null };

/** Layers of MPEG audio in Matroska that the library has no name for; one decoder reads all three. */
const otherMpegCodecs: Readonly<Record<string, 'mp3'>> = { 'A_MPEG/L2': 'mp3', 'A_MPEG/L1': 'mp3' };

export async function describeTrack(
  track: InputAudioTrack,
  { container, movie }: MediaPart,
): Promise<SoundTrack> {
  const id = await track.getInternalCodecId();
  const codec = (await track.getCodec()) ?? (typeof id === 'string' ? otherMpegCodecs[id] : null) ?? null;
  const number = track.number;
  const movieTrack = movie?.tracks.find((candidate) => candidate.id === track.id) ?? null;
  const band = amrSampleEntries[nameOf(id)];
  if (band !== undefined) return { number, codecName: band, movieTrack, config: amrConfig(band) };
  if (codec === null) return { number, codecName: nameOf(id), config: null, movieTrack };
  const config = await track.getDecoderConfig().catch(() => null);
  const description = config?.description === undefined ? null : bytesOf(config.description);
  return {
    number,
    codecName: codec,
    movieTrack,
    config: {
      codec,
      channels: await track.getNumberOfChannels(),
      sampleRate: await track.getSampleRate(),
      description,
      hasAdtsHeaders: description === null && container.startsWith('mpeg'),
    },
  };
}

// Its sample entry always says two channels.
function amrConfig(band: AmrBand): TrackConfig {
  return {
    codec: band,
    channels: 1,
    sampleRate: amrRates[band],
    description: null,
    hasAdtsHeaders: false,
  };
}

function nameOf(id: string | number | Uint8Array | null): string {
  return typeof id === 'string' && id.trim() !== '' ? id.trim() : 'an unknown codec';
}

function bytesOf(source: NonNullable<AudioDecoderConfig['description']>): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}

/** Whether the track's sound can be had here. */
export function isDecodable({ config }: SoundTrack): boolean {
  return config !== null && (config.codec === 'vorbis' || decoderFor(config) !== null);
}

/** The sound of a track on the time line of the file, whose first track begins at zero. */
export async function* openTrack(
  { media, sound, shared }: { media: MediaPart; sound: SoundTrack; shared: SharedInput },
  tally: DamageTally,
): AsyncGenerator<PcmBlock> {
  const heldBefore = tally.heldSeconds ?? 0;
  const input = shared.acquire();
  try {
    const track = (await input.getAudioTracks())[sound.number - 1];
    if (track === undefined || sound.config === null) return;
    const zeroSeconds = await firstSeconds(input);
    const noteJoint = (seconds: number): void =>
      tally.notices.add('media_parts_joined', placeAt(seconds - zeroSeconds));
    const packets = steadyTimes(packetsOf(media, sound, track), noteJoint);
    const blocks = await decodeTrack(packets, { track, config: sound.config, tally });
    const shown = shownOf(media, sound);
    yield* placeOnTimeline(shown === null ? blocks : keepShown(blocks, shown, tally), zeroSeconds);
    // As much as the boxes list must have come out of the library.
    const listed = shown === null ? listedSeconds(sound) : 0;
    tally.heldSeconds = Math.max(tally.heldSeconds ?? 0, heldBefore + listed);
  } finally {
    shared.release();
  }
}

function listedSeconds({ movieTrack }: SoundTrack): number {
  if (movieTrack === null) return 0;
  const { listedSeconds: listed, fragmented, edits } = movieTrack;
  return listed + fragmented.seconds - Math.max(0, editOffsetSeconds(edits));
}

// A fragment's sound lies behind what the edit list could know when it was written.
function shownOf({ movie }: MediaPart, { movieTrack }: SoundTrack): ShownStretch[] | null {
  if (movie === null || movieTrack === null || movie.fragments.length > 0) return null;
  return shownStretches(movieTrack.edits, movieTrack.listedSeconds);
}

async function* packetsOf(
  { part, movie }: MediaPart,
  { movieTrack, config }: SoundTrack,
  track: InputAudioTrack,
): AsyncGenerator<TimedPacket> {
  if (movie === null || movieTrack === null || movie.fragments.length === 0) {
    yield* libraryPackets(track);
    return;
  }
  if (movieTrack.listedSeconds > 0) yield* libraryPackets(track);
  const joinsSamples = config !== null && isUncompressed(config.codec);
  yield* fragmentPackets({ part, movie, track: movieTrack, joinsSamples });
}

async function decodeTrack(
  packets: AsyncIterable<TimedPacket>,
  { track, config, tally }: { track: InputAudioTrack; config: TrackConfig; tally: DamageTally },
): Promise<AsyncIterable<PcmBlock>> {
  const decoder = decoderFor(config);
  if (decoder !== null) return decodePackets(packets, decoder, tally);
  const wholeConfig = await track.getDecoderConfig();
  if (wholeConfig === null) throw new Error('The track has no decoder configuration');
  return decodeVorbisTrack(packets, wholeConfig, tally);
}

import { mergeTracks, type TrackToMerge } from './merge-tracks.ts';
import type { DamageTally, MediaInfo, PcmBlock } from './pcm-block.ts';

/** A sound track that can be heard. */
export type HeardTrack = {
  name: string;
  codec: string;
  channels: number;
  sampleRate: number;
  /** Its sound on the time line of the file. */
  open: (tally: DamageTally) => AsyncIterable<PcmBlock>;
};

/** More lines of talk than these are the loudspeakers of one room. */
const mostLines = 16;

export function describeSound(
  heard: readonly HeardTrack[],
): Pick<MediaInfo, 'codec' | 'sampleRate' | 'channels' | 'lines'> {
  const { codec = '', channels = 0, sampleRate = 0 } = heard[0] ?? {};
  if (heard.length === 1) return { codec, sampleRate, channels };
  const lines = toMerge(heard).reduce((sum, track) => sum + (track.mode === 'mix' ? 1 : track.channels), 0);
  return { codec, sampleRate, channels: lines, lines: lines > mostLines ? 1 : lines };
}

/** A track by itself as it is, several in step. */
export function openHeard(heard: readonly HeardTrack[], tally: DamageTally): AsyncIterable<PcmBlock> {
  const [first] = heard;
  return first !== undefined && heard.length === 1 ? first.open(tally) : mergeTracks(toMerge(heard), tally);
}

/**
 * Each of several tracks is what it would be alone: two channels are two lines, others are mixed into one. Where that makes
 * too many, every track is one line.
 */
function toMerge(heard: readonly HeardTrack[]): TrackToMerge[] {
  const pairs = heard.filter(({ channels }) => channels === 2).length;
  const splits = heard.length + pairs <= mostLines;
  return heard.map((track) => ({ ...track, mode: splits && track.channels === 2 ? 'split' : 'mix' }));
}

/** Says of tracks without a decoder that they are not heard. */
export function noteLeftOut(tracks: readonly { name: string; codec: string }[], tally: DamageTally): void {
  for (const { name, codec } of tracks) tally.notices.add('media_track_left_out', `${name} (${codec})`);
}

import type { Input } from 'mediabunny';
import { containerParts } from './container-parts.ts';
import { type FilePart, openPart, wholeFile } from './file-part.ts';
import { foreignTracks, inspectForeign } from './inspect-foreign.ts';
import { inspectTransport } from './inspect-transport.ts';
import { readMovie } from './iso-movie.ts';
import { joinParts } from './join-parts.ts';
import { containerName, firstSeconds, openInput, SharedInput } from './media-input.ts';
import { refuseMedia } from './media-refusal.ts';
import type { Inspection } from './pcm-block.ts';
import { describeTrack, isDecodable, type MediaPart, openTrack, type SoundTrack } from './sound-track.ts';
import { measureTracks } from './track-length.ts';
import { describeSound, type HeardTrack, noteLeftOut, openHeard } from './track-lines.ts';
import { isTransportStart } from './transport-packets.ts';

// The sync bytes of some packets.
const headBytes = 2048;
const movieContainers = ['mp4', 'mov'];
/** A file whose container keeps packets: mp4, m4a, mov, webm, mkv, flac, MPEG-TS. Every sound track is heard. */
export async function inspectPackets(file: string): Promise<Inspection> {
  const whole = await wholeFile(file);
  if (await isTransportStream(whole)) return inspectTransport(file);
  const parts: Inspection[] = [];
  for (const part of await containerParts(whole)) parts.push(await inspectPart(part));
  return joinParts(parts) ?? refuseMedia('media_empty');
}

async function isTransportStream(whole: FilePart): Promise<boolean> {
  const reader = await openPart(whole);
  const head = await reader.read(0, headBytes).finally(reader.close);
  return isTransportStart(head);
}

async function inspectPart(part: FilePart): Promise<Inspection> {
  const input = openInput(part);
  try {
    const container = containerName((await input.getFormat()).name);
    const movie = movieContainers.includes(container) ? await readMovie(part) : null;
    return await inspectTracks(input, { part, container, movie });
  } catch (error) {
    if (error instanceof Error) return refuseMedia('media_truncated');
    throw error;
  } finally {
    input.dispose();
  }
}

async function inspectTracks(input: Input, media: MediaPart): Promise<Inspection> {
  const described: SoundTrack[] = [];
  for (const track of await input.getAudioTracks()) described.push(await describeTrack(track, media));
  if (described.length === 0) return await explainMissingTrack(input, media);
  if (described.some(({ movieTrack }) => movieTrack?.isProtected)) return refuseMedia('media_protected');
  const decodable = described.filter(isDecodable);
  if (decodable.length === 0) {
    const name = `${described[0]?.codecName} in ${media.container}`;
    return await inspectForeign(media.part.file, name, media.container);
  }
  const { endSeconds, truncated } = await measureTracks(input, media, decodable);
  const durationSeconds = endSeconds - (await firstSeconds(input));
  if (!(durationSeconds > 0)) return refuseMedia('media_empty');
  const foreign =
    decodable.length < described.length ? await foreignTracksOf(media.part, described.length) : null;
  const shared = new SharedInput(media.part);
  const heard = described.flatMap((sound): HeardTrack[] => {
    const { channels = 0, sampleRate = 0 } = sound.config ?? {};
    const open: HeardTrack['open'] = (tally) => openTrack({ media, sound, shared }, tally);
    if (decodable.includes(sound)) return [{ ...nameTrack(sound), channels, sampleRate, open }];
    const byFfmpeg = foreign?.[sound.number - 1];
    return byFfmpeg === undefined ? [] : [byFfmpeg];
  });
  const leftOut =
    foreign !== null ? [] : described.filter((sound) => !decodable.includes(sound)).map(nameTrack);
  return {
    kind: 'openable',
    info: { kind: 'media', container: media.container, ...describeSound(heard), durationSeconds, truncated },
    open: (tally) => {
      noteLeftOut(leftOut, tally);
      return openHeard(heard, tally);
    },
  };
}

// Of joined files FFmpeg would read the first.
async function foreignTracksOf({ file, start, end }: FilePart, count: number): Promise<HeardTrack[] | null> {
  const whole = await wholeFile(file);
  return start === whole.start && end === whole.end ? await foreignTracks(file, count) : null;
}

function nameTrack({ number, codecName }: SoundTrack): { name: string; codec: string } {
  return { name: `track ${number}`, codec: codecName };
}

// An mp4 that was cut off has lost its index, which most writers put last.
async function explainMissingTrack(input: Input, { container, movie }: MediaPart): Promise<Inspection> {
  if (movieContainers.includes(container) && movie === null) {
    return refuseMedia({ code: 'media_truncated', problem: 'no_index' });
  }
  const isLost = (await input.getTracks()).length === 0 && container !== 'flac';
  return refuseMedia(isLost ? 'media_truncated' : 'media_no_audio');
}

import { inspectForeign } from './inspect-foreign.ts';
import { refuseMedia } from './media-refusal.ts';
import { decodeOgg } from './ogg-decode.ts';
import { type OggEvent, type OggLink, walkOgg } from './ogg-walk.ts';
import type { Inspection } from './pcm-block.ts';

/** An Ogg file with Opus, Vorbis or FLAC inside. It is read whole, as only its granules tell how long it plays. */
export async function inspectOgg(file: string): Promise<Inspection> {
  const survey = new Survey();
  for await (const event of walkOgg(file)) survey.take(event);
  const [first] = survey.links;
  if (first === undefined) return explainNoLink(file, survey);
  const durationSeconds = survey.seconds;
  if (!(durationSeconds > 0)) {
    const isBroken = survey.isCut || survey.unreadable.has('damaged');
    return refuseMedia(isBroken ? 'media_truncated' : 'media_empty');
  }
  const counts = new Set(survey.links.map(({ sound }) => sound.channels));
  // A line of talk cannot be told apart through links of which some have fewer channels.
  const channels = counts.size === 1 ? first.sound.channels : 1;
  return {
    kind: 'openable',
    info: {
      kind: 'media',
      container: 'ogg',
      codec: first.sound.codec,
      durationSeconds,
      channels,
      sampleRate: first.sound.rate,
      truncated: survey.isCut,
    },
    open: (tally) => decodeOgg(file, channels, tally),
  };
}

function explainNoLink(file: string, { unreadable }: Survey): Inspection | Promise<Inspection> {
  if (unreadable.has('speex')) return inspectForeign(file, 'Ogg Speex', 'ogg');
  if (unreadable.has('other')) return inspectForeign(file, 'this Ogg stream', 'ogg');
  return refuseMedia({ code: 'media_truncated', problem: 'no_beginning' });
}

/** Adds up what an Ogg file holds, without decoding it. */
class Survey {
  readonly links: OggLink[] = [];
  readonly unreadable = new Set<string>();
  seconds = 0;
  isCut = false;

  take(event: OggEvent): void {
    const rate = this.links.at(-1)?.sound.rate ?? 1;
    if (event.kind === 'link') this.links.push(event.link);
    else if (event.kind === 'sound') this.seconds += event.keep / rate;
    else if (event.kind === 'silence') this.seconds += event.samples / rate;
    else if (event.kind === 'unreadable_stream') this.unreadable.add(event.codec);
    else if (event.kind === 'cut') this.isCut = true;
  }
}

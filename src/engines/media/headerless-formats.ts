import { dialogicAdpcmCodec } from './adpcm-codec.ts';
import type { BlockCodec } from './block-codec.ts';
import { g711Codec, g722Codec, gsmCodec, signedLinearCodec } from './telephony/telephony-codecs.ts';

/** A format without a header. A file's name, or who imports it, says that it is one. */
export type HeaderlessFormat = {
  name: string;
  title: string;
  /** Endings of its files' names with their media types. */
  mediaTypes: Readonly<Record<string, string>>;
  reading:
    | { kind: 'codec'; codec: BlockCodec }
    /** `ffmpegName` is what FFmpeg calls it, where it reads it. */
    | { kind: 'foreign'; ffmpegName: string | null };
};

/** The rates at which Asterisk keeps signed linear sound; the endings of its files have the number, but for the first. */
const signedLinearRates = [
  ['', 8000],
  ['12', 12_000],
  ['16', 16_000],
  ['24', 24_000],
  ['32', 32_000],
  ['44', 44_100],
  ['48', 48_000],
  ['96', 96_000],
  ['192', 192_000],
] as const;

/** The one whose frames have a signature. */
export const gsm = builtIn('gsm', 'GSM 06.10', { gsm: 'audio/GSM' }, gsmCodec());

export const headerlessFormats: readonly HeaderlessFormat[] = [
  builtIn('g722', 'G.722', { g722: 'audio/G722' }, g722Codec()),
  gsm,
  builtIn('ulaw', 'G.711 µ-law', namedAlike('audio/PCMU', 'ulaw ul ulw mu mulaw pcmu'), g711Codec('ulaw')),
  builtIn('alaw', 'G.711 A-law', namedAlike('audio/PCMA', 'alaw al alw pcma'), g711Codec('alaw')),
  ...signedLinearRates.map(([suffix, rate]) => signedLinear(suffix, rate)),
  builtIn('vox', 'Dialogic (OKI) ADPCM at 8000 Hz', { vox: 'audio/x-vox' }, dialogicAdpcmCodec(8000)),
  foreign('g729', 'G.729', { g729: 'audio/G729' }, 'g729'),
  foreign('g723', 'G.723.1', { g723: 'audio/G723', g723sf: 'audio/G723' }, null),
  foreign('g726-32', 'G.726', namedAlike('audio/G726-32', 'g726 g726-16 g726-24 g726-32 g726-40'), null),
  foreign('ilbc', 'iLBC', { ilbc: 'audio/iLBC' }, null),
  foreign('siren7', 'Siren 7 (G.722.1)', { siren7: 'audio/G7221', siren: 'audio/G7221' }, null),
  foreign('siren14', 'Siren 14 (G.722.1 Annex C)', { siren14: 'audio/G7221' }, null),
];

/** Endings that files of several headerless formats have. */
export const ambiguousEndings: readonly string[] = ['raw', 'pcm', 'lin'];

function builtIn(
  name: string,
  title: string,
  mediaTypes: Readonly<Record<string, string>>,
  codec: BlockCodec,
): HeaderlessFormat {
  return { name, title, mediaTypes, reading: { kind: 'codec', codec } };
}

function foreign(
  name: string,
  title: string,
  mediaTypes: Readonly<Record<string, string>>,
  ffmpegName: string | null,
): HeaderlessFormat {
  return { name, title, mediaTypes, reading: { kind: 'foreign', ffmpegName } };
}

function signedLinear(suffix: string, rate: number): HeaderlessFormat {
  const name = `sln${suffix}`;
  const title = `signed linear of 16 bits at ${rate} Hz`;
  return builtIn(name, title, namedAlike('audio/x-sln', `${name} slin${suffix}`), signedLinearCodec(rate));
}

function namedAlike(mediaType: string, endings: string): Readonly<Record<string, string>> {
  return Object.fromEntries(endings.split(' ').map((ending) => [ending, mediaType]));
}

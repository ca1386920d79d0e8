import * as signature from './signatures.ts';

/** The reader of a format; `inspect-media.ts` knows them by these names. `none`: not even FFmpeg. */
type Reader =
  | (
      | 'wav'
      | 'w64'
      | 'au'
      | 'aiff'
      | 'caf'
      | 'ogg'
      | 'mpeg'
      | 'adts'
      | 'flac'
      | 'packets'
      | 'amr-nb'
      | 'amr-wb'
    )
  | ('foreign' | 'none');

/** A format whose files say in their first bytes what they are. */
export type SignedFormat = {
  /** As MediaInfo.container and the API's `imported_as` say it. */
  name: string;
  title: string;
  /** Endings of its files' names with their media types; the first is used where a file has none of them. */
  mediaTypes: Readonly<Record<string, string>>;
  /** Which sound in it is decoded, and by what; for people. */
  sound: string;
  decoder: string;
  reader: Reader;
  signature: signature.Signature;
};

type Reading = Pick<SignedFormat, 'sound' | 'decoder' | 'reader' | 'signature'>;

const own = 'built in';
const opencore = '@audio/decode-amr (opencore-amr)';
const packets = { sound: 'AAC, MP3, Opus, FLAC, Vorbis, AMR, PCM, A-law, µ-law', reader: 'packets' } as const;
const demultiplexer = 'mediabunny and the decoder of each codec';
const isMovie = { ...packets, decoder: demultiplexer, signature: signature.isMp4 };
const isMatroska = { ...packets, decoder: demultiplexer, signature: signature.isMatroska };

/** Its frames may also begin later in a file than at its first byte. */
export const mpegAudio = format('mp3', 'MP3', alike('audio/mpeg', 'mp3 mp2 mp1 mpga'), {
  sound: 'MPEG audio, layers 1 to 3',
  decoder: 'mpg123-decoder',
  reader: 'mpeg',
  signature: signature.isMpegAudio,
});

/** The same holds for these. */
export const aacAudio = format('adts', 'AAC', alike('audio/aac', 'aac'), {
  sound: 'AAC with ADTS headers',
  decoder: 'audio-file-decoder (FFmpeg as WebAssembly)',
  reader: 'adts',
  signature: signature.isAdts,
});

/** In the order in which they are looked for. */
export const signedFormats: readonly SignedFormat[] = [
  format('wav', 'WAV, RF64, BW64', alike('audio/wav', 'wav wave wav49 rf64 bwf'), {
    sound: 'PCM, float, A-law, µ-law, GSM 06.10, G.722, IMA, Microsoft and Dialogic ADPCM',
    decoder: own,
    reader: 'wav',
    signature: signature.isRiff('WAVE', 'RF64', 'BW64'),
  }),
  format('w64', 'Wave64', alike('audio/x-w64', 'w64'), {
    sound: 'as WAV',
    decoder: own,
    reader: 'w64',
    signature: signature.isWave64,
  }),
  format('au', 'AU, SND', alike('audio/basic', 'au snd'), {
    sound: 'PCM, float, A-law, µ-law, G.722',
    decoder: own,
    reader: 'au',
    signature: signature.isAu,
  }),
  format('aiff', 'AIFF, AIFF-C', alike('audio/aiff', 'aiff aif aifc'), {
    sound: 'PCM, float, A-law, µ-law',
    decoder: own,
    reader: 'aiff',
    signature: signature.isAiff,
  }),
  format('caf', 'CAF', alike('audio/x-caf', 'caf'), {
    sound: 'PCM, float, A-law, µ-law',
    decoder: own,
    reader: 'caf',
    signature: signature.isCaf,
  }),
  format('amr', 'AMR', alike('audio/AMR', 'amr'), {
    sound: 'AMR-NB',
    decoder: opencore,
    reader: 'amr-nb',
    signature: signature.isAmr('amr-nb'),
  }),
  format('amr-wb', 'AMR wideband', alike('audio/AMR-WB', 'awb amrwb'), {
    sound: 'AMR-WB',
    decoder: opencore,
    reader: 'amr-wb',
    signature: signature.isAmr('amr-wb'),
  }),
  format('ogg', 'Ogg', alike('audio/ogg', 'ogg oga opus spx'), {
    sound: 'Opus, Vorbis, FLAC',
    decoder: 'opus-decoder, @wasm-audio-decoders',
    reader: 'ogg',
    signature: signature.isOgg,
  }),
  format('flac', 'FLAC', alike('audio/flac', 'flac'), {
    sound: 'FLAC',
    decoder: '@wasm-audio-decoders/flac',
    reader: 'flac',
    signature: signature.isFlacStream,
  }),
  format(
    'mp4',
    'MP4, M4A, 3GP',
    {
      ...alike('video/mp4', 'mp4 m4v f4v'),
      ...alike('audio/mp4', 'm4a m4b m4r'),
      ...alike('video/3gpp', '3gp 3gpp 3g2'),
    },
    isMovie,
  ),
  format('mov', 'QuickTime', alike('video/quicktime', 'mov qt'), isMovie),
  format('webm', 'WebM', alike('video/webm', 'webm weba'), isMatroska),
  format('matroska', 'Matroska', alike('video/x-matroska', 'mkv mka'), isMatroska),
  format('mpeg-transport-stream', 'MPEG transport stream', alike('video/mp2t', 'ts mts m2ts'), {
    ...packets,
    sound: 'AAC, MP3',
    decoder: demultiplexer,
    signature: signature.isTransportStream,
  }),
  aacAudio,
  mpegAudio,
  foreign('asf', 'Windows Media', alike('audio/x-ms-wma', 'wma wmv asf'), signature.isWindowsMedia),
  foreign('avi', 'AVI', alike('video/x-msvideo', 'avi'), signature.isRiff('AVI ')),
  foreign('qcp', 'QCELP', alike('audio/qcelp', 'qcp'), signature.isRiff('QLCM')),
  foreign('flv', 'Flash video', alike('video/x-flv', 'flv'), signature.isFlashVideo),
  foreign('mpeg', 'MPEG program stream', alike('video/mpeg', 'mpg mpeg vob'), signature.isProgramStream),
  foreign('wavpack', 'WavPack', alike('audio/x-wavpack', 'wv'), signature.isWavPack),
  foreign('ape', "Monkey's Audio", alike('audio/x-ape', 'ape'), signature.isMonkeysAudio),
  foreign('ac3', 'AC-3', alike('audio/ac3', 'ac3 eac3'), signature.isAc3),
  foreign('rm', 'RealMedia', alike('application/vnd.rn-realmedia', 'rm rmvb ra'), signature.isRealMedia),
  foreign('dsf', 'DSD', alike('audio/x-dsf', 'dsf'), signature.isDsd),
  foreign('sph', 'NIST Sphere', alike('audio/x-nist', 'sph'), signature.beginsWith('NIST_1A\n')),
  foreign('voc', 'Creative Voice', alike('audio/x-voc', 'voc'), signature.beginsWith('Creative Voice File')),
  format('amr-multichannel', 'AMR of several channels', alike('audio/AMR', 'amr'), {
    sound: 'none',
    decoder: 'none',
    reader: 'none',
    signature: signature.beginsWith('#!AMR_MC1.0\n'),
  }),
  format('amr-wb-multichannel', 'AMR wideband of several channels', alike('audio/AMR-WB', 'awb'), {
    sound: 'none',
    decoder: 'none',
    reader: 'none',
    signature: signature.beginsWith('#!AMR-WB_MC1.0\n'),
  }),
  format('ilbc-file', 'iLBC', alike('audio/iLBC', 'lbc'), {
    sound: 'none',
    decoder: 'none',
    reader: 'none',
    signature: signature.beginsWith('#!iLBC'),
  }),
];

function format(
  name: string,
  title: string,
  mediaTypes: Readonly<Record<string, string>>,
  reading: Reading,
): SignedFormat {
  return { name, title, mediaTypes, ...reading };
}

function foreign(
  name: string,
  title: string,
  mediaTypes: Readonly<Record<string, string>>,
  isFormat: signature.Signature,
): SignedFormat {
  const reading = { sound: 'what FFmpeg knows', decoder: 'FFmpeg in the `PATH`', reader: 'foreign' } as const;
  return { name, title, mediaTypes, ...reading, signature: isFormat };
}

function alike(mediaType: string, endings: string): Readonly<Record<string, string>> {
  return Object.fromEntries(endings.split(' ').map((ending) => [ending, mediaType]));
}

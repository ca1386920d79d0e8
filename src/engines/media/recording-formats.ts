import path from 'node:path';
import { type HeaderlessFormat, headerlessFormats } from './headerless-formats.ts';
import { signedFormats } from './signed-formats.ts';

/** A row of the table of formats, for whoever only names them. */
export type RecordingFormat = {
  name: string;
  title: string;
  mediaTypes: Readonly<Record<string, string>>;
  sound: string;
  decoder: string;
};

/** THE TABLE of recordings: every format by name, endings, what is in it and what decodes it. */
export const recordingFormats: readonly RecordingFormat[] = [
  ...signedFormats,
  ...headerlessFormats.map(describeHeaderless),
];

/** Names that `import --format` takes: sound whose files may lack a header. */
export const formatNames: readonly string[] = [...headerlessFormats.map(({ name }) => name), 'amr', 'amr-wb'];

const endings = new Set(recordingFormats.flatMap(({ mediaTypes }) => Object.keys(mediaTypes)));

/** The end of a file's name, without the dot and in lower case. */
export function endingOf(file: string): string {
  return path.extname(file).slice(1).toLowerCase();
}

/** Whether files whose names end so are recordings. */
export function isRecordingEnding(ending: string): boolean {
  return endings.has(ending);
}

/** How a recording of a container is kept: the ending that its name had, where it fits, and the media type. */
export function storedType(container: string, ending: string): { extension: string; mediaType: string } {
  const types = recordingFormats.find(({ name }) => name === container)?.mediaTypes ?? {};
  const [first] = Object.entries(types);
  const given = types[ending];
  if (given !== undefined) return { extension: ending, mediaType: given };
  const [extension, mediaType] = first ?? ['media', 'application/octet-stream'];
  return { extension, mediaType };
}

function describeHeaderless(format: HeaderlessFormat): RecordingFormat {
  const { name, title, mediaTypes, reading } = format;
  const decoder =
    reading.kind === 'codec' ? 'built in' : reading.ffmpegName === null ? 'none' : 'FFmpeg in the `PATH`';
  return { name, title, mediaTypes, sound: 'without a header', decoder };
}

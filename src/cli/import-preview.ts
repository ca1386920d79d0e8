import { readFile } from 'node:fs/promises';
import { noticeMeanings } from '../base/notice.ts';
import {
  type ParsedTranscript,
  type ParseOptions,
  parseTranscript,
} from '../domain/transcripts/parse-transcript.ts';
import { transcriptLines } from '../domain/transcripts/stored-transcript.ts';
import { probeSound } from '../engines/sound/read-sound.ts';
import { fileKind, recordingFormat } from './file-kind.ts';
import { noticeLines } from './notice-lines.ts';
import { shortened, spokenLength } from './plain-text.ts';

/** What a file would be stored as; nothing is stored, and no database is needed. */
export type Preview =
  | { kind: 'transcript'; file: string; parsed: Extract<ParsedTranscript, { kind: 'parsed' }> }
  | {
      kind: 'recording';
      file: string;
      importedAs: string;
      codec: string;
      seconds: number;
      channels: number;
      isCutOff: boolean;
    }
  | { kind: 'refused'; file: string; code: string; message: string };

const linesShown = 5;
const speakersShown = 50;
const lineWidth = 100;

export async function previewFile(file: string, options: ParseOptions): Promise<Preview> {
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null)
    return { kind: 'refused', file, code: 'file_missing', message: 'There is no such file.' };
  const kind = await fileKind(file, options.format);
  if (kind.kind === 'refused') return { ...kind, file };
  if (kind.kind === 'recording') {
    const info = await probeSound(file, { told: recordingFormat(options.format) });
    if (info.kind === 'refused') return { ...info, file };
    const { container, codec, durationSeconds, channels, truncated } = info;
    return {
      ...{ kind: 'recording', file, importedAs: container, codec, channels },
      ...{ seconds: durationSeconds, isCutOff: truncated },
    };
  }
  const parsed = parseTranscript({ name: file, bytes }, options);
  return parsed.kind === 'refused' ? { ...parsed, file } : { kind: 'transcript', file, parsed };
}

/** As `--json` prints it. */
export function presentPreview(preview: Preview): object {
  if (preview.kind === 'refused') {
    const { file, code, message } = preview;
    return { file, status: 'refused', code, message };
  }
  if (preview.kind === 'recording') {
    const { file, importedAs, codec, seconds, channels, isCutOff } = preview;
    return {
      file,
      status: 'readable',
      imported_as: importedAs,
      codec,
      duration: seconds,
      channels,
      cut_off: isCutOff,
    };
  }
  const { file, parsed } = preview;
  const lines = transcriptLines(parsed.transcript);
  return {
    ...{
      file,
      status: 'readable',
      imported_as: parsed.format,
      ...parsed.header,
      duration: parsed.durationSeconds,
    },
    ...{ lines: lines.length, speakers: speakerCounts(lines) },
    first_lines: lines.slice(0, linesShown).map(({ speakerName, start, end, text }) => ({
      ...{ speaker_name: speakerName, start, end, text },
    })),
    notices: parsed.notices.map(({ code, count, firstPlace }) => ({
      ...{ code, count, first_place: firstPlace, meaning: noticeMeanings[code] },
    })),
  };
}

/** For people. */
export function previewLines(preview: Preview): string[] {
  if (preview.kind === 'refused') return [`${preview.file}: ${preview.code}: ${preview.message}`];
  if (preview.kind === 'recording') {
    const { file, importedAs, codec, seconds, channels, isCutOff } = preview;
    const cut = isCutOff ? ', cut off' : '';
    return [
      `${file}: recording, ${importedAs} (${codec}), ${spokenLength(Math.round(seconds))}, channels: ${channels}${cut}`,
    ];
  }
  const { file, parsed } = preview;
  const lines = transcriptLines(parsed.transcript);
  const length =
    parsed.durationSeconds === null ? '' : `, ${spokenLength(Math.round(parsed.durationSeconds))}`;
  const about = Object.entries(parsed.header).map(
    ([name, value]) =>
      `  ${name}: ${shortened(typeof value === 'string' ? value : JSON.stringify(value), lineWidth)}`,
  );
  return [
    `${file}: ${parsed.format}, lines: ${lines.length}${length}`,
    ...about,
    `  speakers: ${spokenBy(speakerCounts(lines))}`,
    ...lines.slice(0, linesShown).map(lineOf),
    ...(lines.length > linesShown ? [`  … ${lines.length - linesShown} more`] : []),
    ...noticeLines(parsed.notices),
  ];
}

interface SpeakerCount {
  speaker_name: string | null;
  lines: number;
}

function speakerCounts(lines: readonly { speakerName: string | null }[]): SpeakerCount[] {
  const counts = new Map<string | null, number>();
  for (const { speakerName } of lines) counts.set(speakerName, (counts.get(speakerName) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ speaker_name: name, lines: count }));
}

function spokenBy(counts: readonly SpeakerCount[]): string {
  const shown = counts
    .slice(0, speakersShown)
    .map(
      ({ speaker_name: name, lines }) =>
        `${name === null ? '(nobody named)' : shortened(name, lineWidth)} ${lines}`,
    );
  const more = counts.length > speakersShown ? [`… ${counts.length - speakersShown} more`] : [];
  return [...shown, ...more].join(', ');
}

function lineOf({ speakerName, start, text }: ReturnType<typeof transcriptLines>[number]): string {
  const at = start === null ? '' : `${spokenLength(Math.floor(start))}  `;
  return `  ${at}${shortened(`${speakerName ?? '(nobody named)'}: ${text}`, lineWidth)}`;
}

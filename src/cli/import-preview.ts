import { transcriptLines } from '../domain/transcripts/stored-transcript.ts';
import type { Preview } from '../intake/preview.ts';
import { faultSentence } from '../intake/sentences/fault-sentence.ts';
import type { ImportFailureCode } from './import-report.ts';
import { noticeLines, noticeSentences } from './notice-lines.ts';
import { shortened, spokenLength } from './plain-text.ts';

/** A file that could not even be looked into. */
interface FailedPreview {
  kind: 'failed';
  code: ImportFailureCode;
  message: string;
}

export type PreviewOrFailure = Preview | FailedPreview;
export type FilePreview = PreviewOrFailure & { file: string };

const linesShown = 5;
const speakersShown = 50;
const lineWidth = 100;

/** As `--json` prints it. */
export function presentPreview(preview: FilePreview): object {
  if (preview.kind === 'refused') {
    const { file, code } = preview;
    return { file, status: 'refused', code, message: faultSentence(preview) };
  }
  if (preview.kind === 'failed') {
    const { file, kind, code, message } = preview;
    return { file, status: kind, code, message };
  }
  if (preview.kind === 'recording') {
    const { file, info } = preview;
    const { container, codec, durationSeconds, channels, truncated } = info;
    return {
      file,
      status: 'readable',
      imported_as: container,
      codec,
      duration: durationSeconds,
      channels,
      cut_off: truncated,
    };
  }
  const { file, parsed } = preview;
  const lines = transcriptLines(parsed.transcript);
  return {
    file,
    status: 'readable',
    imported_as: parsed.format,
    ...parsed.header,
    duration: parsed.durationSeconds,
    lines: lines.length,
    speakers: speakerCounts(lines),
    first_lines: lines.slice(0, linesShown).map(({ speakerName, start, end, text }) => ({
      speaker_name: speakerName,
      start,
      end,
      text,
    })),
    notices: parsed.notices.map(({ code, count, firstPlace }) => ({
      code,
      count,
      first_place: firstPlace,
      meaning: noticeSentences[code],
    })),
  };
}

/** Lines for people to read. */
export function previewLines(preview: FilePreview): string[] {
  if (preview.kind === 'failed') return [`${preview.file}: ${preview.code}: ${preview.message}`];
  if (preview.kind === 'refused') return [`${preview.file}: ${preview.code}: ${faultSentence(preview)}`];
  if (preview.kind === 'recording') {
    const { file, info } = preview;
    const { container, codec, durationSeconds, channels, truncated } = info;
    const length = spokenLength(Math.round(durationSeconds));
    const cut = truncated ? ', cut off' : '';
    return [`${file}: recording, ${container} (${codec}), ${length}, channels: ${channels}${cut}`];
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

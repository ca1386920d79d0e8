import type { TranscriptFormat } from '../format.ts';
import { chooseLabels, oneLine } from '../speaker-labels.ts';
import type { StoredMessage } from '../stored-transcript.ts';
import { refuse, type TranscriptReading } from '../transcript-refusal.ts';

const STAMP = String.raw`\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?`;
const BRACKETED_STAMP = new RegExp(String.raw`^\s*(?:\[${STAMP}\]|\(${STAMP}\))\s*[-–]?\s*`, 'u');
const BARE_STAMP = new RegExp(String.raw`^\s*${STAMP}\s+[-–]?\s*(?=\p{L})`, 'u');

const otherExtensions = new Set(
  'ass css csv htm html js py rtf sql ssa svg ts tsv ttml xml yaml yml'.split(' '),
);

export const labelledText: TranscriptFormat = {
  id: 'text',
  name: 'Lines of the form "Name: text"',
  source: null,
  takes: ['speakers'],
  matches: ({ extension }) => (otherExtensions.has(extension) ? 0 : 0.1),
  read: ({ lines }) => parseText(lines),
};

/** Takes the lines of a "Name: text" file; gives messages without times, since the file does not say when speech ends. */
export function parseText(lines: readonly string[]): TranscriptReading {
  const fault = otherFormat(lines);
  if (fault) return refuse('unknown_format', `This is no transcript: ${fault}.`);
  const plain = lines.map((line) => line.replace(BRACKETED_STAMP, '').trim());
  const spoken = plain.filter((line) => line !== '');
  const labelOf = chooseLabels(spoken.map((line) => [withoutStamp(line)]));
  const messages: { speaker_name: string | null; text: string }[] = [];
  let isNewParagraph = true;
  for (const line of plain) {
    const labelled = line === '' ? null : labelOf(withoutStamp(line));
    const last = messages.at(-1);
    if (labelled) messages.push({ speaker_name: labelled.label, text: labelled.rest });
    else if (line !== '' && last && (last.speaker_name !== null || !isNewParagraph)) last.text += ` ${line}`;
    else if (line !== '') messages.push({ speaker_name: null, text: line });
    isNewParagraph = line === '';
  }
  return messagesRead(messages);
}

function messagesRead(messages: StoredMessage[]): TranscriptReading {
  const spoken = messages
    .map((message) => ({ ...message, text: oneLine(message.text) }))
    .filter((message) => message.text !== '');
  if (!spoken.some((message) => /[\p{L}\p{N}]/u.test(message.text))) {
    return refuse('no_speech', 'The file holds no words.');
  }
  if (spoken.every((message) => message.speaker_name === null)) {
    return refuse('unknown_format', 'No line has the form "Name: text".');
  }
  return { kind: 'read', transcript: { messages: spoken }, header: {} };
}

function withoutStamp(line: string): string {
  return line.replace(BARE_STAMP, '');
}

/** Names what the file is when it clearly is something else. */
function otherFormat(lines: readonly string[]): string | null {
  const filled = lines.filter((line) => line.trim() !== '');
  const start = (filled[0] ?? '').trimStart();
  if (/^<(?:!doctype|\?xml|!--|[a-z][\w-]*[\s>/])/iu.test(start)) return 'it begins like HTML or XML';
  if (start.startsWith('%PDF-')) return 'it is a PDF document';
  if (start.startsWith('{\\rtf')) return 'it is a rich-text (RTF) document';
  if (/^\[script info\]/iu.test(start)) return 'it is a SubStation Alpha subtitle file';
  if (isTable(filled)) return 'it looks like a table (CSV)';
  const controls = filled.reduce((count, line) => count + (line.match(CONTROLS)?.length ?? 0), 0);
  if (controls > filled.length) return 'it is full of control characters';
  if (filled.some((line) => /(?<![!-~])[!-~]{500}/u.test(line)))
    return 'it holds runs of 500 characters without a space';
  return null;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROLS = /[\u0001-\u0008\u000e-\u001f\u007f-\u009f]/gu;

function isTable(filled: readonly string[]): boolean {
  if (filled.length < 2) return false;
  return [/,(?!\s)/gu, /;(?!\s)/gu, /\t/gu].some((separator) => {
    const columns = filled[0]?.match(separator)?.length ?? 0;
    return columns >= 2 && filled.every((line) => (line.match(separator)?.length ?? 0) >= columns);
  });
}

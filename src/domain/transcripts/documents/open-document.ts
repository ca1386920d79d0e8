import { refuse, type TranscriptRefusal } from '../transcript-refusal.ts';
import { readDocx } from './docx-text.ts';

/** The text that was taken out of a document; null where the file is text itself, as far as its first bytes show. */
export type OpenedDocument = { kind: 'document'; container: string; text: string } | TranscriptRefusal | null;

const asText = 'save it as .docx or .txt';

/** Files that are no text by their first bytes, and what to do. */
const foreign: readonly { magic: readonly number[]; message: string }[] = [
  {
    magic: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    message: `This is a document of old Word (.doc) or one with a password; ${asText}, without a password.`,
  },
  {
    magic: [0x25, 0x50, 0x44, 0x46, 0x2d],
    message: `This is a PDF document; ${asText}, or copy its text into a .txt file.`,
  },
  { magic: [0x7b, 0x5c, 0x72, 0x74, 0x66], message: `This is a rich-text document (.rtf); ${asText}.` },
  { magic: [0x1f, 0x8b], message: 'This is a packed file (gzip); unpack it first.' },
  { magic: [0x37, 0x7a, 0xbc, 0xaf], message: 'This is an archive (.7z); unpack it first.' },
  { magic: [0x52, 0x61, 0x72, 0x21], message: 'This is an archive (.rar); unpack it first.' },
];

/** ZIP files that are told by the names of their entries, and what to do. */
const zips: readonly { entry: RegExp; message: string }[] = [
  { entry: /^xl\/workbook/u, message: 'This is a workbook (.xlsx); copy its text into a .txt file.' },
  { entry: /^ppt\//u, message: 'This is a presentation (.pptx); copy its text into a .txt file.' },
  {
    entry: /^(?:Index\/Document\.iwa|Index\.zip|index\.xml)$/u,
    message: `This is a document of Pages; ${asText}.`,
  },
  {
    entry: /^META-INF\/container\.xml$/u,
    message: 'This is a book (.epub); copy its text into a .txt file.',
  },
  { entry: /^content\.xml$/u, message: `This is an OpenDocument file, such as .odt; ${asText}.` },
];

/** Takes a file; gives its text where it is a document of Word, refuses by name what is another kind of file. */
export function openDocument(bytes: Uint8Array): OpenedDocument {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06]))
    return openZip(bytes);
  const found = foreign.find(({ magic }) => startsWith(bytes, magic));
  return found ? refuse('unknown_format', found.message) : null;
}

function openZip(bytes: Uint8Array): OpenedDocument {
  const docx = readDocx(bytes);
  if (docx.kind === 'refused') return docx;
  if (docx.kind === 'text') return { kind: 'document', container: 'docx', text: docx.text };
  const known = zips.find(({ entry }) => docx.names.some((name) => entry.test(name)));
  return refuse(
    'unknown_format',
    known?.message ?? 'This is a ZIP archive; unpack it and import the files in it.',
  );
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}

import { type ForeignDocument, refuse, type TranscriptRefusal } from '../transcript-refusal.ts';
import { readDocx } from './docx-text.ts';

/** The text that was taken out of a document; null where the file is text itself, as far as its first bytes show. */
export type OpenedDocument = { kind: 'document'; container: string; text: string } | TranscriptRefusal | null;

/** Documents that are not text, by their first bytes. */
const foreign: readonly { magic: readonly number[]; document: ForeignDocument }[] = [
  { magic: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], document: 'old_word' },
  { magic: [0x25, 0x50, 0x44, 0x46, 0x2d], document: 'pdf' },
  { magic: [0x7b, 0x5c, 0x72, 0x74, 0x66], document: 'rtf' },
  { magic: [0x1f, 0x8b], document: 'gzip' },
  { magic: [0x37, 0x7a, 0xbc, 0xaf], document: '7z' },
  { magic: [0x52, 0x61, 0x72, 0x21], document: 'rar' },
];

/** Kinds of ZIP file, by the names of their entries. */
const zips: readonly { entry: RegExp; document: ForeignDocument }[] = [
  { entry: /^xl\/workbook/u, document: 'xlsx' },
  { entry: /^ppt\//u, document: 'pptx' },
  { entry: /^(?:Index\/Document\.iwa|Index\.zip|index\.xml)$/u, document: 'pages' },
  { entry: /^META-INF\/container\.xml$/u, document: 'epub' },
  { entry: /^content\.xml$/u, document: 'odt' },
];

/** Takes a file; gives its text where it is a document of Word, and refuses other kinds of files by name. */
export function openDocument(bytes: Uint8Array): OpenedDocument {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06]))
    return openZip(bytes);
  const found = foreign.find(({ magic }) => startsWith(bytes, magic));
  return found ? refuseDocument(found.document) : null;
}

function openZip(bytes: Uint8Array): OpenedDocument {
  const docx = readDocx(bytes);
  if (docx.kind === 'refused') return docx;
  if (docx.kind === 'text') return { kind: 'document', container: 'docx', text: docx.text };
  const known = zips.find(({ entry }) => docx.names.some((name) => entry.test(name)));
  return refuseDocument(known?.document ?? 'zip');
}

function refuseDocument(document: ForeignDocument): TranscriptRefusal {
  return refuse({ code: 'unknown_format', problem: 'is_document', document });
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}

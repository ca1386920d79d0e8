import { type FilePart, openPart, type PartReader } from './file-part.ts';
import { fileBoxes } from './iso-boxes.ts';

const ebmlId = 0x1a45dfa3;
const segmentId = 0x18538067;
const mostHeaderBytes = 12;
// STREAMINFO, 34 bytes, comes first in every FLAC file.
const flacStart = Buffer.from('fLaC\0\0\0\x22', 'latin1');
const flacLast = Buffer.from('fLaC\x80\0\0\x22', 'latin1');
const searchBytes = 1024 * 1024;

/** Where the files begin that were joined to one; libraries and players see the first of them. */
export async function containerParts(whole: FilePart): Promise<FilePart[]> {
  const reader = await openPart(whole);
  try {
    const starts = await partStarts(reader);
    return starts.map((start, index) => ({
      file: whole.file,
      start: whole.start + start,
      end: whole.start + (starts[index + 1] ?? reader.bytes),
    }));
  } finally {
    await reader.close();
  }
}

async function partStarts(reader: PartReader): Promise<number[]> {
  const head = Buffer.from(await reader.read(0, flacStart.length));
  if (head.length === flacStart.length && head.readUInt32BE(0) === ebmlId) return ebmlStarts(reader);
  if (head.equals(flacStart) || head.equals(flacLast)) return flacStarts(reader);
  return movieStarts(reader);
}

// A file has one movie box; what begins behind it with a type box is another file.
async function movieStarts(reader: PartReader): Promise<number[]> {
  const starts = [0];
  let hasMovie = false;
  for await (const { type, start } of fileBoxes(reader)) {
    if (type === 'moov') hasMovie = true;
    if (type !== 'ftyp' || !hasMovie) continue;
    starts.push(start);
    hasMovie = false;
  }
  return starts;
}

async function ebmlStarts({ read, bytes }: PartReader): Promise<number[]> {
  const starts = [0];
  let hasSegment = false;
  for (let position = 0; position < bytes; ) {
    const header = readElement(await read(position, mostHeaderBytes));
    // A segment of unknown size reaches to the end, and the library reads on into the next.
    if (header === null || header.end === null) break;
    if (header.id === ebmlId && hasSegment) {
      starts.push(position);
      hasSegment = false;
    }
    if (header.id === segmentId) hasSegment = true;
    position += header.end;
  }
  return starts;
}

/** An element's id and where it ends; null as end where its size is unknown (RFC 8794, 4 to 6). */
function readElement(bytes: Uint8Array): { id: number; end: number | null } | null {
  const idBytes = Math.clz32(bytes[0] ?? 0) - 23;
  const sizeBytes = Math.clz32(bytes[idBytes] ?? 0) - 23;
  if (idBytes > 4 || sizeBytes > 8 || idBytes + sizeBytes > bytes.length) return null;
  const id = bytes.subarray(0, idBytes).reduce((sum, byte) => sum * 256 + byte, 0);
  const sizeField = bytes.subarray(idBytes, idBytes + sizeBytes);
  const marker = 2 ** (8 - sizeBytes);
  const isUnknown = sizeField.every((byte, index) => byte === (index === 0 ? 2 * marker - 1 : 0xff));
  if (isUnknown) return { id, end: null };
  const size = sizeField.reduce((sum, byte, index) => sum * 256 + (index === 0 ? byte - marker : byte), 0);
  return { id, end: idBytes + sizeBytes + size };
}

async function flacStarts({ read, bytes }: PartReader): Promise<number[]> {
  const starts: number[] = [];
  for (let position = 0; position < bytes; position += searchBytes) {
    const window = Buffer.from(await read(position, searchBytes + flacStart.length - 1));
    for (const pattern of [flacStart, flacLast]) {
      for (let at = window.indexOf(pattern); at >= 0; at = window.indexOf(pattern, at + 1)) {
        starts.push(position + at);
      }
    }
  }
  return starts.sort((first, second) => first - second);
}

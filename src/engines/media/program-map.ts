import { viewOf } from './byte-file.ts';

/** A stream of a programme, as its map lists it (ISO 13818-1, 2.4.4). */
export type MappedStream = { pid: number; codecName: string; isSound: boolean };

const associationTable = 0;
const mapTable = 2;
const headerBytes = 3;
const checksumBytes = 4;

const soundTypes: Record<number, string> = {
  3: 'mp3',
  4: 'mp3',
  15: 'aac',
  17: 'aac in LATM',
  28: 'aac without headers',
  128: 'pcm of Blu-ray',
  129: 'ac3',
  130: 'dts',
  131: 'truehd',
  133: 'dts',
  134: 'dts',
  135: 'eac3',
};
// Private data whose descriptors say what they are (ETSI EN 300 468).
const privateSound: Record<number, string> = { 106: 'ac3', 122: 'eac3', 123: 'dts', 124: 'aac' };
const registration = 0x05;
const privateNames: Record<string, string> = { Opus: 'opus', 'AC-3': 'ac3', EAC3: 'eac3', BSSD: 'aes3' };
const privateData = 0x06;

/** The PIDs at which the maps of programmes are found. */
export function readAssociation(section: Uint8Array): number[] | null {
  const entries = tableOf(section, associationTable);
  if (entries === null) return null;
  const view = viewOf(entries);
  const pids: number[] = [];
  for (let at = 5; at + 4 <= entries.length; at += 4) {
    if (view.getUint16(at, false) !== 0) pids.push(view.getUint16(at + 2, false) & 0x1fff);
  }
  return pids;
}

/** The streams of one programme. */
export function readMap(section: Uint8Array): MappedStream[] | null {
  const entries = tableOf(section, mapTable);
  if (entries === null || entries.length < 9) return null;
  const view = viewOf(entries);
  const streams: MappedStream[] = [];
  for (let at = 9 + (view.getUint16(7, false) & 0xfff); at + 5 <= entries.length; ) {
    const descriptorBytes = view.getUint16(at + 3, false) & 0xfff;
    const descriptors = entries.subarray(at + 5, at + 5 + descriptorBytes);
    const codecName = soundName(entries[at] ?? 0, descriptors);
    const pid = view.getUint16(at + 1, false) & 0x1fff;
    streams.push({ pid, codecName: codecName ?? 'no sound', isSound: codecName !== null });
    at += 5 + descriptorBytes;
  }
  return streams;
}

/**
 * The bytes that follow the length of a table's section, without its checksum. Null where it is another table or
 * not whole.
 */
function tableOf(section: Uint8Array, table: number): Uint8Array | null {
  const start = 1 + (section[0] ?? 0);
  if (section[start] !== table || start + headerBytes > section.length) return null;
  const length = viewOf(section).getUint16(start + 1, false) & 0xfff;
  const end = start + headerBytes + length;
  return end > section.length ? null : section.subarray(start + headerBytes, end - checksumBytes);
}

function soundName(type: number, descriptors: Uint8Array): string | null {
  const known = soundTypes[type];
  if (known !== undefined) return known;
  if (type !== privateData) return null;
  for (let at = 0; at + 2 <= descriptors.length; at += 2 + (descriptors[at + 1] ?? 0)) {
    const tag = descriptors[at] ?? 0;
    const name = String.fromCharCode(...descriptors.subarray(at + 2, at + 6));
    const found = privateSound[tag] ?? (tag === registration ? privateNames[name] : undefined);
    if (found !== undefined) return found;
  }
  return null;
}

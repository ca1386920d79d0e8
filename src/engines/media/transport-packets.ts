import type { FileHandle } from 'node:fs/promises';
import { readRange } from './byte-file.ts';

/** A packet of an MPEG transport stream (ISO 13818-1, 2.4.3). */
export type TransportPacket = {
  pid: number;
  /** A section or a PES packet begins in it. */
  startsUnit: boolean;
  payload: Uint8Array;
  counter: number;
};

const packetBytes = 188;
const syncByte = 0x47;
const windowBytes = 1024 * 1024;
// Blu-ray and some recorders put four bytes of time before each packet; broadcasts may put 16 of error correction behind.
const strides = [188, 192, 204];
const syncsNeeded = 4;
// Fewer hold no sound.
const leastPackets = 3;

/** How far apart packets are and where the first begins; null where the bytes are no transport stream. */
function findTransportSync(bytes: Uint8Array, from = 0): { start: number; stride: number } | null {
  for (let start = from; start < bytes.length; start += 1) {
    if (bytes[start] !== syncByte) continue;
    const stride = strides.find((candidate) => isInSync(bytes, start, candidate));
    if (stride !== undefined) return { start, stride };
  }
  return null;
}

/** Whether a file of these first bytes is a transport stream; four bytes of time may stand before its first packet. */
export function isTransportStart(bytes: Uint8Array): boolean {
  const sync = findTransportSync(bytes.subarray(0, syncsNeeded * Math.max(...strides)));
  return sync !== null && sync.start <= 4 && bytes.length >= leastPackets * sync.stride;
}

function isInSync(bytes: Uint8Array, start: number, stride: number): boolean {
  if (start + stride > bytes.length) return false;
  for (let packet = 1; packet < syncsNeeded && start + packet * stride < bytes.length; packet += 1) {
    if (bytes[start + packet * stride] !== syncByte) return false;
  }
  return true;
}

/** The packets of a stretch of a file; where bytes are lost or foreign, it is picked up at the next packet. */
export async function* readTransport(
  handle: FileHandle,
  { start, end }: { start: number; end: number },
): AsyncGenerator<TransportPacket> {
  let rest: Uint8Array = new Uint8Array(0);
  for (let position = start; position < end; ) {
    const read = await readRange(handle, position, Math.min(windowBytes, end - position));
    if (read.length === 0) return;
    position += read.length;
    const window = Buffer.concat([rest, read]);
    const used: number = yield* packetsIn(window, position >= end);
    rest = window.subarray(used);
  }
}

function* packetsIn(window: Uint8Array, isLast: boolean): Generator<TransportPacket, number> {
  let stride = packetBytes;
  let at = 0;
  // A packet is known as one only by the packets that follow it.
  const ahead = isLast ? packetBytes : syncsNeeded * Math.max(...strides);
  while (at + ahead <= window.length) {
    if (window[at] !== syncByte || !followsSync(window, at, stride)) {
      const sync = findTransportSync(window, at);
      if (sync === null) return isLast ? window.length : Math.max(at, window.length - ahead);
      ({ start: at, stride } = sync);
      if (at + ahead > window.length) break;
    }
    const packet = parsePacket(window.subarray(at, at + packetBytes));
    if (packet !== null) yield packet;
    at += stride;
  }
  return at;
}

function followsSync(window: Uint8Array, at: number, stride: number): boolean {
  const next = window[at + stride];
  return next === undefined || next === syncByte;
}

function parsePacket(bytes: Uint8Array): TransportPacket | null {
  const [, second = 0, third = 0, fourth = 0, fifth = 0] = bytes;
  const isBroken = (second & 0x80) !== 0;
  const [hasAdaptation, hasPayload] = [(fourth & 0x20) !== 0, (fourth & 0x10) !== 0];
  const payloadStart = hasAdaptation ? 5 + fifth : 4;
  if (isBroken || !hasPayload || payloadStart > bytes.length) return null;
  return {
    pid: ((second & 0x1f) << 8) | third,
    startsUnit: (second & 0x40) !== 0,
    payload: bytes.subarray(payloadStart),
    counter: fourth & 15,
  };
}

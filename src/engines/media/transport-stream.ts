import type { FileHandle } from 'node:fs/promises';
import { viewOf } from './byte-file.ts';
import { type MappedStream, readAssociation, readMap } from './program-map.ts';
import { readTransport, type TransportPacket } from './transport-packets.ts';

/** Bytes of one stream with the time at which their first frame is heard, where that is said. */
export type StreamUnit = {
  pid: number;
  data: Uint8Array;
  seconds: number | null;
  /** Packets are missing before or within it. */
  followsLoss: boolean;
  /** They are missing where they tear a unit apart. */
  isBroken: boolean;
};

/** The events of a transport stream: the list of its streams, anew whenever that changes, and their content. */
export type TransportEvent =
  | { kind: 'streams'; streams: readonly MappedStream[] }
  | ({ kind: 'unit' } & StreamUnit);

const associationPid = 0;
// A section has at most 1024 bytes.
const mostSectionPackets = 8;
const clockHertz = 90_000;
const clockWrap = 2 ** 33;
// Behind it count the bytes that a PES packet announces.
const lengthEnd = 6;
// A PES packet of sound is short; one of this length without an end is not believed.
const mostUnitBytes = 4 * 1024 * 1024;

/** Streams and their units; units of streams that `wants` refuses are given without their data. */
export async function* readStreams(
  handle: FileHandle,
  span: { start: number; end: number },
  wants: (pid: number) => boolean,
): AsyncGenerator<TransportEvent> {
  const programmes = new Programmes();
  const units = new Map<number, OpenUnit>();
  for await (const packet of readTransport(handle, span)) {
    const streams = programmes.see(packet);
    if (streams !== null) yield { kind: 'streams', streams };
    if (!programmes.has(packet.pid)) continue;
    const unit = units.get(packet.pid) ?? new OpenUnit(packet.pid);
    units.set(packet.pid, unit);
    const finished = unit.take(packet, wants(packet.pid));
    if (finished !== null) yield { kind: 'unit', ...finished };
  }
  for (const unit of units.values()) {
    const finished = unit.finish();
    if (finished !== null) yield { kind: 'unit', ...finished };
  }
}

/** The tables of a stream, which come again and again. */
class Programmes {
  readonly #sections = new Map<number, Uint8Array[]>();
  readonly #streams = new Map<number, readonly MappedStream[]>();
  #maps: readonly number[] = [];
  #pids: ReadonlySet<number> = new Set();

  has(pid: number): boolean {
    return this.#pids.has(pid);
  }

  /** All streams, where this packet has changed them. */
  see(packet: TransportPacket): readonly MappedStream[] | null {
    const { pid } = packet;
    // Some writers leave out the table that says where the maps are.
    if (this.#maps.length === 0 && packet.startsUnit && readMap(packet.payload) !== null) this.#maps = [pid];
    if (pid !== associationPid && !this.#maps.includes(pid)) return null;
    const section = this.#section(packet);
    if (pid === associationPid) {
      this.#maps = readAssociation(section) ?? this.#maps;
      return null;
    }
    const streams = readMap(section);
    if (streams === null || JSON.stringify(streams) === JSON.stringify(this.#streams.get(pid))) return null;
    this.#streams.set(pid, streams);
    const all = this.#maps.flatMap((map) => this.#streams.get(map) ?? []);
    this.#pids = new Set(all.map((stream) => stream.pid));
    return all;
  }

  #section({ pid, startsUnit, payload }: TransportPacket): Uint8Array {
    const parts = startsUnit ? [] : (this.#sections.get(pid) ?? []);
    if (parts.length < mostSectionPackets) parts.push(payload);
    this.#sections.set(pid, parts);
    return Buffer.concat(parts);
  }
}

/** A PES packet that is not yet whole (ISO 13818-1, 2.4.3.6). */
class OpenUnit {
  readonly #pid: number;
  #parts: Uint8Array[] = [];
  #bytes = 0;
  #isBroken = false;
  #followsLoss = false;
  #last: { counter: number; payload: Buffer } | null = null;

  constructor(pid: number) {
    this.#pid = pid;
  }

  take({ startsUnit, payload, counter }: TransportPacket, isWanted: boolean): StreamUnit | null {
    // A packet may be sent twice.
    if (counter === this.#last?.counter && this.#last.payload.equals(payload)) return null;
    const isLost = this.#last !== null && counter !== ((this.#last.counter + 1) & 15);
    this.#last = { counter, payload: Buffer.from(payload.buffer, payload.byteOffset, payload.length) };
    const wasWhole = this.#isWhole();
    const finished = startsUnit ? this.finish() : null;
    if (isLost) this.#followsLoss = true;
    if (isLost && !(startsUnit && wasWhole)) this.#isBroken = true;
    const isKept = this.#parts.length === 0 || (isWanted && this.#bytes < mostUnitBytes);
    if (isKept) this.#parts.push(payload);
    this.#bytes += payload.length;
    return finished;
  }

  #isWhole(): boolean {
    const announced = announcedBytes(this.#parts[0]);
    return announced > 0 && this.#bytes >= announced + lengthEnd;
  }

  finish(): StreamUnit | null {
    const bytes = Buffer.concat(this.#parts);
    const [isBroken, followsLoss] = [this.#isBroken, this.#followsLoss];
    this.#parts = [];
    this.#bytes = 0;
    this.#isBroken = false;
    this.#followsLoss = false;
    if (bytes.length < 9 || bytes.readUIntBE(0, 3) !== 1) return null;
    const data = bytes.subarray(9 + (bytes[8] ?? 0));
    return { pid: this.#pid, data, seconds: readTime(bytes), isBroken, followsLoss };
  }
}

function announcedBytes(unit: Uint8Array | undefined): number {
  return unit === undefined || unit.length < lengthEnd ? 0 : viewOf(unit).getUint16(4, false);
}

function readTime(bytes: Buffer): number | null {
  if (((bytes[7] ?? 0) & 0x80) === 0 || bytes.length < 14) return null;
  const high = ((bytes[9] ?? 0) >> 1) & 7;
  const middle = bytes.readUInt16BE(10) >> 1;
  const low = bytes.readUInt16BE(12) >> 1;
  return (high * 2 ** 30 + middle * 2 ** 15 + low) / clockHertz;
}

/** The clock starts again at 0 after some 26 hours; this is the nearest time to one that is known. */
export function unwrapped(seconds: number, near: number): number {
  const wrap = clockWrap / clockHertz;
  return seconds + Math.round((near - seconds) / wrap) * wrap;
}

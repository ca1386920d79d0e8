import { meterFor, type OggSound, type PacketMeter, readOggHead } from './ogg-codec.ts';
import { OggPackets } from './ogg-packets.ts';
import { type OggPage, readOggPages } from './ogg-pages.ts';
import { type OggGroup, type OggPacket, OggTimeline, type Placed } from './ogg-timeline.ts';
import { isVorbisSetup } from './vorbis-packets.ts';

/** One stream of sound; `setup` is what a Vorbis decoder needs besides its head, known before the first sound. */
export type OggLink = { sound: OggSound; setup: Uint8Array | null };

export type OggEvent =
  | Placed
  | { kind: 'link'; link: OggLink }
  /** The stream that was read ends without saying so. */
  | { kind: 'end_missing' }
  /** The file ends inside a page. */
  | { kind: 'cut' }
  /** A stream of sound beside the one that is read. */
  | { kind: 'second_stream' }
  | { kind: 'unreadable_stream'; codec: 'speex' | 'other' | 'damaged' };

/**
 * The content of an Ogg file, in order: the sound of its links, which follow each other, placed by their granules.
 * Of several streams of sound side by side the first is read.
 */
export async function* walkOgg(file: string): AsyncGenerator<OggEvent> {
  const walk = new Walk();
  for await (const item of readOggPages(file)) {
    if (item.kind === 'page') yield* walk.read(item);
    else if (walk.isCutBy(item.serial)) yield { kind: 'cut' };
  }
  yield* walk.finish();
}

class Walk {
  #current: LinkReader | null = null;
  /** Streams that are not read, and whether that was told. */
  readonly #others = new Map<number, { isSound: boolean; isTold: boolean }>();
  /** Streams that play side by side begin with one page each before all others. */
  #isAtBeginning = false;
  #isCut = false;

  *read(page: OggPage): Generator<OggEvent> {
    if (page.isFirst) {
      yield* this.#begin(page);
      return;
    }
    this.#isAtBeginning = false;
    if (page.serial === this.#current?.serial) {
      yield* this.#current.read(page);
      return;
    }
    const other = this.#others.get(page.serial);
    if (other?.isSound !== true || other.isTold) return;
    other.isTold = true;
    yield { kind: 'second_stream' };
  }

  /** Whether a page of this stream, of which the file has only the beginning, belongs to what is read. */
  isCutBy(serial: number | null): boolean {
    this.#isCut = serial === null || this.#others.get(serial)?.isSound !== false;
    return this.#isCut;
  }

  *finish(): Generator<OggEvent> {
    if (this.#current === null) return;
    const isUnfinished = this.#current.isUnfinished && !this.#isCut;
    yield* this.#current.finish(this.#isCut || isUnfinished);
    if (isUnfinished) yield { kind: 'cut' };
  }

  *#begin(page: OggPage): Generator<OggEvent> {
    const isBeside = this.#isAtBeginning && this.#current !== null;
    this.#isAtBeginning = true;
    const head = readOggHead(page.body);
    const isSound = head.codec !== 'other';
    if (isSound && !isBeside) yield* this.#end();
    if ('rate' in head && !isBeside) {
      this.#others.delete(page.serial);
      this.#current = new LinkReader(page, head);
      yield { kind: 'link', link: this.#current.link };
      return;
    }
    const isTold = !('rate' in head);
    this.#others.set(page.serial, { isSound, isTold });
    if (isTold) yield { kind: 'unreadable_stream', codec: head.codec };
  }

  // Should it go on beside the next link, that is told.
  *#end(): Generator<OggEvent> {
    if (this.#current === null) return;
    yield* this.#current.finish(false);
    this.#others.set(this.#current.serial, { isSound: true, isTold: false });
    this.#current = null;
  }
}

/** Reads the pages of one stream. */
class LinkReader {
  readonly serial: number;
  readonly link: OggLink;
  readonly #packets = new OggPackets();
  readonly #meter: PacketMeter;
  readonly #timeline: OggTimeline;
  #before: OggPage;
  #waiting: OggPacket[] = [];
  #isAfterLoss = false;
  #isDamaged = false;
  #isUnreadable = false;

  constructor(first: OggPage, sound: OggSound) {
    this.serial = first.serial;
    this.link = { sound, setup: null };
    this.#meter = meterFor(sound);
    this.#timeline = new OggTimeline(sound);
    this.#before = first;
  }

  /** The last packet goes on behind the last page. */
  get isUnfinished(): boolean {
    return this.#packets.isUnfinished;
  }

  *read(page: OggPage): Generator<OggEvent> {
    if (isSamePage(this.#before, page)) return;
    // Numbers that stand still or go back are a writer's fault and no loss.
    if (page.sequence > this.#before.sequence + 1) yield* this.#interrupt();
    this.#before = page;
    if (page.isDamaged) this.#isDamaged = true;
    for (const packet of this.#packets.push(page)) yield* this.#take(packet);
    const hasSound = this.#waiting.length > 0;
    if (page.granule !== null && (hasSound || page.isLast)) yield* this.#place(page.granule, page.isLast);
  }

  *finish(isCut: boolean): Generator<OggEvent> {
    if (this.#waiting.length > 0) yield* this.#place(null, false);
    yield* this.#timeline.finish();
    if (!this.#before.isLast && !isCut) yield { kind: 'end_missing' };
  }

  *#take(packet: Uint8Array): Generator<OggEvent> {
    const samples = this.#meter.measure(packet);
    if (samples === 'header') {
      if (isVorbisSetup(packet)) this.link.setup = packet;
      return;
    }
    if (samples === 'unreadable') {
      if (!this.#isUnreadable) yield { kind: 'unreadable_stream', codec: 'damaged' };
      this.#isUnreadable = true;
      return;
    }
    this.#waiting.push({ bytes: packet, samples });
  }

  *#interrupt(): Generator<OggEvent> {
    if (this.#waiting.length > 0) yield* this.#place(null, false);
    this.#packets.forget();
    this.#meter.interrupt();
    this.#isAfterLoss = true;
  }

  #place(granule: number | null, isLast: boolean): Placed[] {
    const packets = this.#waiting;
    const samples = packets.reduce((sum, packet) => sum + packet.samples, 0);
    const group: OggGroup = {
      packets,
      samples,
      granule,
      isLast,
      isAfterLoss: this.#isAfterLoss,
      isDamaged: this.#isDamaged,
    };
    this.#waiting = [];
    this.#isAfterLoss = false;
    this.#isDamaged = false;
    return this.#timeline.push(group);
  }
}

// A stream that was put together from overlapping pieces has a page twice.
function isSamePage(before: OggPage, page: OggPage): boolean {
  return (
    page.sequence === before.sequence &&
    page.granule === before.granule &&
    Buffer.compare(page.body, before.body) === 0
  );
}

import type { NoticeTally } from '../../../base/notice.ts';
import { refuse, type TranscriptRefusal } from '../transcript-refusal.ts';
import { readStamp, readTiming, type Timing } from './cue-timing.ts';

/** Timed cues as WebVTT (https://www.w3.org/TR/webvtt1/#file-parsing) and SubRip share them. */
export interface Cue {
  /** Seconds. */
  start: number;
  end: number;
  /** The lines of its text, joined by line ends. */
  text: string;
  /** The line above the timing, where there is one that is no mere number. */
  identifier: string | null;
  /** Of its timing, counted from 1. */
  lineNumber: number;
}

export interface CueSource {
  text: string;
  notices: NoticeTally;
  /** WebVTT has a header and blocks that carry no speech; its parts may be strung together, each with its header. */
  isWebVtt: boolean;
}

const IDENTIFIER = /^\s*(?:\d+|[\da-f-]{8,}(?:\/\S+)?)\s*$/iu;
const NUMBER = /^\s*\d+\s*$/u;
const SILENT_BLOCK = /^(?:NOTE|STYLE|REGION)(?:[ \t]|$)/u;
const HEADER = /^\ufeff?WEBVTT(?:[ \t]|$)/u;
/** A file is refused where more of its timings than this share can not be read. */
const mostUnreadable = 0.5;

export interface CuesRead {
  kind: 'cues';
  cues: Cue[];
  /** The file consists of several, one after the other. */
  isStitched: boolean;
}

/** Takes a file's text; gives its cues in order, odd ones mended, or the fault with its line number. */
export function readCues(source: CueSource): CuesRead | TranscriptRefusal {
  const reader = new CueReader(source);
  const text = source.text.includes('\r') ? source.text.replace(/\r\n?/gu, '\n') : source.text;
  // A list of all lines would need more memory than the cues.
  let at = 0;
  for (let from = 0; from <= text.length; at++) {
    const end = text.indexOf('\n', from);
    reader.read(text.slice(from, end === -1 ? text.length : end), at);
    if (end === -1) break;
    from = end + 1;
  }
  return reader.finish();
}

class CueReader {
  readonly #source: CueSource;
  readonly #cues: Cue[] = [];
  /** Lines of the block so far; what they belong to is known at its timing. */
  #blockLines = 0;
  #isSilent = false;
  /** A block of one line: it may be the identifier of a cue after a blank line. */
  #lone: string | null = null;
  /** Line numbers of text before the first cue. */
  readonly #before: number[] = [];
  /** The last line of text: the next line tells whether it is a cue's identifier. */
  #pending: string | null = null;
  readonly #unreadable: { count: number; line: string; lineNumber: number } = {
    count: 0,
    line: '',
    lineNumber: 0,
  };
  #headers = 0;
  #offsetSeconds = 0;
  #firstOffsetSeconds: number | null = null;

  constructor(source: CueSource) {
    this.#source = source;
  }

  read(line: string, at: number): void {
    // In WebVTT a line of spaces is text, and automatic captions have many.
    if (line === '' || (!this.#source.isWebVtt && line.trim() === '')) this.#endBlock();
    else this.#readLine(line, at);
  }

  #readLine(line: string, at: number): void {
    if (this.#blockLines === 0 && this.#source.isWebVtt)
      this.#isSilent = SILENT_BLOCK.test(line) || HEADER.test(line);
    this.#blockLines++;
    const timing = readTiming(line, this.#blockLines <= 2);
    // Some writers leave no blank line between the header and the first cue.
    if (timing && !(this.#isSilent && timing.end === null)) this.#begin(timing, line, at);
    else if (this.#isSilent) this.#readHeader(line);
    else this.#addText(line, at);
  }

  #endBlock(): void {
    if (this.#blockLines > 0) this.#lone = this.#blockLines === 1 && !this.#isSilent ? this.#pending : null;
    this.#blockLines = 0;
    this.#isSilent = false;
  }

  #begin(timing: Timing, line: string, at: number): void {
    const identifier = this.#takeIdentifier();
    const last = this.#cues.at(-1);
    this.#isSilent = false;
    if (timing.isMended) this.#source.notices.add('cues_mended', `line ${at + 1}`);
    if (timing.start === null) {
      this.#unreadable.count++;
      if (this.#unreadable.count === 1) Object.assign(this.#unreadable, { line, lineNumber: at + 1 });
      this.#source.notices.add('cues_unreadable', `line ${at + 1}`);
    }
    const start = timing.start === null ? (last?.end ?? 0) : timing.start + this.#offsetSeconds;
    const end = timing.end === null ? -1 : timing.end + this.#offsetSeconds;
    this.#cues.push({ start, end, text: '', identifier, lineNumber: at + 1 });
    this.#blockLines = 2;
    this.#lone = null;
  }

  /** The line before a timing is its cue's, not the text of the cue before. */
  #takeIdentifier(): string | null {
    const above = this.#blockLines === 1 ? this.#lone : this.#pending;
    const isFree = this.#source.isWebVtt && this.#blockLines === 2;
    if (above === null || this.#isSilent || (!isFree && !IDENTIFIER.test(above))) {
      this.#flush();
      return null;
    }
    this.#pending = null;
    if (this.#cues.length === 0) this.#before.pop();
    return NUMBER.test(above) ? null : above.trim();
  }

  #addText(line: string, at: number): void {
    this.#flush();
    this.#pending = line;
    if (this.#cues.length === 0) this.#before.push(at + 1);
  }

  /** The line that waited is text: a blank line inside a cue ends it for a player, here it would lose speech. */
  #flush(): void {
    const last = this.#cues.at(-1);
    if (last && this.#pending !== null)
      last.text = last.text === '' ? this.#pending : `${last.text}\n${this.#pending}`;
    this.#pending = null;
  }

  /** Parts of a stream say where they begin (https://www.rfc-editor.org/rfc/rfc8216#section-3.5). */
  #readHeader(line: string): void {
    if (HEADER.test(line)) this.#headers++;
    if (!line.startsWith('X-TIMESTAMP-MAP')) return;
    const ticks = /MPEGTS:(\d{1,12})/u.exec(line)?.[1];
    const local = /LOCAL:([\d:.]+)/u.exec(line)?.[1] ?? '';
    const start = readStamp(local);
    if (ticks === undefined || start === null) return;
    const offset = Number(ticks) / 90_000 - start;
    this.#firstOffsetSeconds ??= offset;
    this.#offsetSeconds = Math.max(0, Math.round((offset - this.#firstOffsetSeconds) * 1000) / 1000);
  }

  finish(): CuesRead | TranscriptRefusal {
    this.#flush();
    const { count, line, lineNumber } = this.#unreadable;
    if (count > this.#cues.length * mostUnreadable) {
      return refuse('malformed', `Line ${lineNumber}: "${line.trim().slice(0, 80)}" is not a cue timing.`);
    }
    const [firstBefore] = this.#before;
    if (firstBefore !== undefined)
      this.#source.notices.add('lines_left_out', `line ${firstBefore}`, this.#before.length);
    const cues = mendOrder(this.#cues, this.#source.notices);
    return { kind: 'cues', cues, isStitched: this.#headers > 1 };
  }
}

/**
 * A cue without an end lasts until the next. So does one that ends before it starts, with one exception: its end
 * fits between its neighbours and its start does not. Then the start is wrong.
 */
function mendOrder(cues: Cue[], notices: NoticeTally): Cue[] {
  for (const [at, cue] of cues.entries()) {
    if (cue.end >= cue.start) continue;
    const before = cues[at - 1];
    const next = cues[at + 1];
    if (cue.end >= 0) notices.add('cues_mended', `line ${cue.lineNumber}`);
    if (next && cue.start > next.start && cue.end >= (before?.start ?? 0) && cue.end <= next.start) {
      const wrong = cue.start;
      cue.start = before ? Math.max(before.start, Math.min(before.end, cue.end)) : cue.end;
      if (before?.end === wrong) before.end = cue.start;
    }
    cue.end = Math.max(cue.start, next?.start ?? cue.start);
  }
  return cues;
}

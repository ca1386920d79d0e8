import type { Notice } from '../base/notice.ts';
import { noticeLines } from './notice-lines.ts';
import { progressBar } from './output.ts';
import { timeLeft } from './time-left.ts';

export type FileOutcome =
  | {
      file: string;
      kind: 'accepted';
      id: string;
      status: string;
      failure: string | null;
      notice: string | null;
      /** Notices of the reading: parts of the file that were mended, guessed or left out. */
      notices: readonly Notice[];
    }
  /** Nothing of it is stored. */
  | { file: string; kind: 'refused'; code: string; message: string }
  /** An error that nobody expected: whether something is stored is not known. */
  | { file: string; kind: 'failed'; code: 'unexpected_error'; message: string };

export type AcceptedFile = Extract<FileOutcome, { kind: 'accepted' }>;

/** Where a terminal does not tell its width. */
const usualColumns = 80;

/** The part of a stream that a report needs. */
interface Output {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

interface ReportOptions {
  json: boolean;
  files: number;
  out: Output;
  err: Output;
  nowMs(): number;
}

/**
 * Tells of each file as soon as something is known of it, so that a command that is cut off has told what it did.
 * With --json and several files this goes to standard error, since the array comes last. Of a single file only
 * faults are told before the end.
 */
export class ImportReport {
  readonly #options: ReportOptions;
  readonly #told: Output;
  #startedMs: number;
  #lastDoneMs = 0;
  #done = 0;
  #total: number;
  #statusLine = '';
  #step = '';
  #ended = false;

  constructor(options: ReportOptions) {
    this.#options = options;
    this.#told = options.json ? options.err : options.out;
    this.#total = options.files;
    this.#startedMs = options.nowMs();
  }

  /** The next file was taken in, or was not. */
  taken(outcome: FileOutcome): void {
    this.#tell(outcome);
    const notices = outcome.kind === 'accepted' ? noticeLines(outcome.notices) : [];
    for (const line of notices) this.#line(this.#options.err, line);
    this.#count();
  }

  /** From now on the command waits for this many conversations. */
  waitFor(conversations: number): void {
    this.#done = 0;
    this.#total = conversations;
    this.#startedMs = this.#options.nowMs();
    this.#count(0);
  }

  /** Tells the step of a conversation that the command waits for. */
  step(file: string, { kind, progress }: { kind: string; progress: number }): void {
    const bar = `${kind.padEnd(9)} ${progressBar(progress)}  ${file}`;
    const { err } = this.#options;
    if (!err.isTTY) return;
    if (this.#total > 1) {
      this.#show(`${this.#counted()}  ${bar}`);
      return;
    }
    // With a single conversation each step leaves its line.
    err.write(`${this.#step === '' || this.#step === kind ? '\r' : '\n'}\u001b[K${bar}`);
    this.#step = kind;
  }

  /** A conversation that was waited for is completed, failed or gone. */
  settled(outcome: AcceptedFile): void {
    if (this.#step !== '') this.#options.err.write('\n');
    this.#step = '';
    this.#tell(outcome);
    this.#count();
  }

  /** A word to the person at the terminal. */
  say(line: string): void {
    this.#line(this.#options.err, line);
  }

  /** The result as one JSON value, if that is wished; all else has been told. */
  end(outcomes: FileOutcome[]): void {
    this.#show('');
    if (!this.#options.json || this.#ended) return;
    this.#ended = true;
    const values = outcomes.map(presented);
    const value = this.#options.files === 1 && values.length === 1 ? values[0] : values;
    this.#options.out.write(`${JSON.stringify(value)}\n`);
  }

  #tell(outcome: FileOutcome): void {
    const { json, files, err } = this.#options;
    if (outcome.kind !== 'accepted') {
      this.#line(err, `${outcome.file}: ${outcome.code}: ${outcome.message}`);
      return;
    }
    const { file, id, status, failure, notice } = outcome;
    if (!json || files > 1) this.#line(this.#told, `${file}: ${status}, id ${id}`);
    const fault = failure ?? notice;
    if (fault !== null) this.#line(err, `${file}: ${fault}`);
  }

  #line(stream: Output, line: string): void {
    const shown = this.#statusLine;
    this.#show('');
    stream.write(`${line}\n`);
    this.#show(shown);
  }

  #count(by = 1): void {
    this.#done += by;
    this.#lastDoneMs = this.#options.nowMs();
    const isOver = this.#done === this.#total;
    if (this.#total > 1) this.#show(isOver ? '' : this.#counted());
  }

  #counted(): string {
    const nowMs = this.#options.nowMs();
    const left = timeLeft({
      done: this.#done,
      total: this.#total,
      elapsedMs: nowMs - this.#startedMs,
      idleMs: nowMs - this.#lastDoneMs,
    });
    return [`${this.#done}/${this.#total}`, left].filter(Boolean).join('  ');
  }

  /** One line at the end of the terminal, in place of the one before. */
  #show(line: string): void {
    const { isTTY, columns } = this.#options.err;
    if (!isTTY || line === this.#statusLine) return;
    // A line that goes on in the next row could not be replaced.
    this.#options.err.write(`\r\u001b[K${line.slice(0, (columns || usualColumns) - 1)}`);
    this.#statusLine = line;
  }
}

function presented(outcome: FileOutcome): Record<string, string> {
  if (outcome.kind === 'accepted') return { id: outcome.id, status: outcome.status };
  const { file, kind, code, message } = outcome;
  return { file, status: kind, code, message };
}

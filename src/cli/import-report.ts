import type { Notice } from '../base/notice.ts';
import { noticeLines } from './notice-lines.ts';
import { progressBar } from './output.ts';
import { timeLeft } from './time-left.ts';

export type FileOutcome =
  | {
      file: string;
      kind: 'accepted';
      id: string;
      /** Else it was here before, and nothing is stored. */
      isNew: boolean;
      status: string;
      failure: string | null;
      notice: string | null;
      /** Notices of the reading: parts of the file that were mended, guessed or left out. */
      notices: readonly Notice[];
    }
  /** Nothing of it is stored. */
  | { file: string; kind: 'refused'; code: string; message: string }
  /** Whether something is stored is not known. */
  | { file: string; kind: 'failed'; code: ImportFailureCode; message: string };

export type ImportFailureCode = 'database_gone' | 'database_refused' | 'not_begun' | 'unexpected_error';

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
  /** Whether conversations are waited for, so that what becomes of a file is known only then. */
  waits: boolean;
  out: Output;
  err: Output;
  nowMs(): number;
}

/**
 * Tells of each file as soon as something is known of it, so that a command that is cut off has told what it did.
 * With --json and several files this goes to standard error. The array on standard output grows by a line for each file whose
 * outcome is known. Of a single file only faults are told before the end.
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
  readonly #outcomes: FileOutcome[] = [];
  /** How many of them are in the array. */
  #printed = 0;

  constructor(options: ReportOptions) {
    this.#options = options;
    this.#told = options.json ? options.err : options.out;
    this.#total = options.files;
    this.#startedMs = options.nowMs();
  }

  /** The next file was taken in, or was not. */
  taken(outcome: FileOutcome): void {
    this.#outcomes.push(outcome);
    this.#tell(outcome);
    this.#printKnown();
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
    this.#tell(outcome, settledLine);
    this.#printKnown();
    this.#count();
  }

  /** A word to the person at the terminal. */
  say(line: string): void {
    this.#line(this.#options.err, line);
  }

  /** Tells how many were here before, and ends the JSON. */
  end(): void {
    this.#show('');
    if (this.#ended) return;
    this.#ended = true;
    this.#sayBefore();
    const { json, files, out } = this.#options;
    if (!json) return;
    const [only] = this.#outcomes;
    if (files === 1 && only) {
      out.write(`${JSON.stringify(presented(only))}\n`);
      return;
    }
    while (this.#printed < this.#outcomes.length) this.#printNext();
    out.write(this.#printed === 0 ? '[]\n' : '\n]\n');
  }

  #sayBefore(): void {
    const before = this.#outcomes.filter((outcome) => outcome.kind === 'accepted' && !outcome.isNew).length;
    if (before === 0 || this.#options.files === 1) return;
    const taken = this.#outcomes.filter((outcome) => outcome.kind === 'accepted').length - before;
    const others = this.#outcomes.length - taken - before;
    this.say(`Taken in: ${taken}, already here: ${before}, not taken in: ${others}.`);
  }

  #printKnown(): void {
    const { json, files, waits } = this.#options;
    if (!json || files === 1) return;
    for (let next = this.#outcomes[this.#printed]; next; next = this.#outcomes[this.#printed]) {
      if (waits && next.kind === 'accepted' && next.status === 'processing') return;
      this.#printNext();
    }
  }

  /** A line that is cut off from the rest is a JSON value but for the comma before it. */
  #printNext(): void {
    const next = this.#outcomes[this.#printed];
    if (!next) return;
    this.#options.out.write(`${this.#printed === 0 ? '[' : ','}\n${JSON.stringify(presented(next))}`);
    this.#printed += 1;
  }

  #tell(outcome: FileOutcome, lineOf = takenLine): void {
    const { json, files, err } = this.#options;
    if (outcome.kind !== 'accepted') {
      this.#line(err, `${outcome.file}: ${outcome.code}: ${outcome.message}`);
      return;
    }
    const { failure, notice } = outcome;
    if (!json || files > 1) this.#line(this.#told, lineOf(outcome));
    const fault = failure ?? notice;
    if (fault !== null) this.#line(err, `${outcome.file}: ${fault}`);
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

function takenLine(outcome: AcceptedFile): string {
  const { file, id, status, isNew } = outcome;
  return isNew
    ? settledLine(outcome)
    : `${file}: already here as ${id} (${status}); --again takes it in once more`;
}

function settledLine({ file, id, status }: AcceptedFile): string {
  return `${file}: ${status}, id ${id}`;
}

function presented(outcome: FileOutcome): Record<string, unknown> {
  if (outcome.kind === 'accepted') {
    const { id, status, isNew } = outcome;
    return isNew ? { id, status } : { id, status, already_here: true };
  }
  const { file, kind, code, message } = outcome;
  return { file, status: kind, code, message };
}

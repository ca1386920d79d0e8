import { assemble, type Utterance } from '../assemble.ts';
import type { ReadOptions } from '../format.ts';
import type { TranscriptHeader } from '../transcript-header.ts';
import type { TranscriptReading } from '../transcript-reading.ts';
import { refuse } from '../transcript-refusal.ts';

/** The facts that are known of a turn when it begins. */
export interface Opening {
  speaker: string | null;
  start?: number | null;
  end?: number | null;
  text?: string;
  extra?: Readonly<Record<string, string>>;
}

/** Collects who says what from the lines of a text; lines are counted from 0 here and from 1 in what is told to people. */
export class Turns {
  readonly options: ReadOptions;
  readonly utterances: Utterance[] = [];
  readonly #lines: number[] = [];
  readonly #form: string | null;
  #begun = 0;

  /** `form` is that of a line that begins a turn, for people; without any such line the text is refused. */
  constructor(options: ReadOptions, form: string | null = null) {
    this.options = options;
    this.#form = form;
  }

  /** Begins a turn at a line. */
  begin(line: number, { speaker, start = null, end = null, text = '', extra }: Opening): void {
    this.utterances.push(extra ? { speaker, text, start, end, extra } : { speaker, text, start, end });
    this.#lines.push(line);
    this.#begun++;
  }

  /** Adds a line to the turn that is open; what stands before all turns is nobody's. */
  add(line: number, text: string): void {
    const open = this.utterances.at(-1);
    if (open) open.text = open.text === '' ? text : `${open.text}\n${text}`;
    else {
      this.begin(line, { speaker: null, text });
      this.#begun--;
    }
  }

  leaveOut(line: number): void {
    this.options.notices.add('lines_left_out', placeOfLine(line));
  }

  lineOf(index: number): number {
    return this.#lines[index] ?? 0;
  }

  finish(header: TranscriptHeader = {}, form?: 'messages'): TranscriptReading {
    if (this.#form !== null && this.#begun === 0)
      return refuse('malformed', `No line of the file has the form ${this.#form}.`);
    const placeOf = (index: number): string => placeOfLine(this.lineOf(index));
    return assemble(this.utterances, { options: this.options, header, placeOf, ...(form && { form }) });
  }
}

export function placeOfLine(line: number): string {
  return `line ${line + 1}`;
}

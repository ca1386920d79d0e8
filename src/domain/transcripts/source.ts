import { type JsonContent, readJsonContent } from './json/json-content.ts';
import { type ForeignText, foreignText } from './text/foreign-text.ts';

const headCharacters = 64 * 1024;

/** A transcript file as its readers see it; what is costly is made when it is first asked for. */
export class Source {
  /** As given, with or without folders. */
  readonly name: string;
  /** Lower case, without the dot; empty where there is none. */
  readonly extension: string;
  /** Without a byte order mark. */
  readonly text: string;
  /** The document that the text was taken from, such as `docx`; null where the file is text itself. */
  readonly container: string | null;
  readonly #bytes: Uint8Array | null;
  #lines: readonly string[] | null = null;
  #head: readonly string[] | null = null;
  #json: JsonContent | null = null;
  #foreign: ForeignText | null | undefined;

  /** `bytes`: the text in UTF-8, where it came so. */
  constructor(name: string, text: string, container: string | null = null, bytes: Uint8Array | null = null) {
    this.name = name;
    this.extension = /\.([^./\\]+)$/u.exec(name)?.[1]?.toLowerCase() ?? '';
    this.text = text;
    this.container = container;
    this.#bytes = bytes;
  }

  /** All lines, without their ends. */
  get lines(): readonly string[] {
    this.#lines ??= splitLines(this.text);
    return this.#lines;
  }

  /** The lines of the first 64 KB: what formats are told apart by. */
  get head(): readonly string[] {
    this.#head ??= splitLines(this.text.slice(0, headCharacters));
    return this.#head;
  }

  /** The text as JSON or as lines of JSON, or why it is none. */
  get json(): JsonContent {
    this.#json ??= readJsonContent(this.text, this.#bytes);
    return this.#json;
  }

  /** The kind of text that it is instead of a transcript; null where it may be one. */
  get foreign(): ForeignText | null {
    if (this.#foreign === undefined) this.#foreign = foreignText(this);
    return this.#foreign;
  }
}

/** Vertical tabs, form feeds and Unicode's separators end lines as well: word processors write them. */
const rareEnds = /[\r\v\f\u0085\u2028\u2029]/u;

function splitLines(text: string): string[] {
  return rareEnds.test(text) ? text.split(/\r\n|[\r\n\v\f\u0085\u2028\u2029]/u) : text.split('\n');
}

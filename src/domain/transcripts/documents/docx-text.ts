import sax from 'sax';
import { refuse, type TranscriptRefusal } from '../transcript-refusal.ts';
import { readZip } from './zip-entries.ts';

/** The text of a document's body, and what else was in the file. */
export type DocxReading =
  | { kind: 'text'; text: string }
  | { kind: 'other_zip'; names: string[] }
  | TranscriptRefusal;

const xmlBytesMax = 64 * 1024 * 1024;
const textCharactersMax = 20 * 1024 * 1024;
/** Word 365 numbers it now and then. */
const body = /^word\/document\d*\.xml$/u;

/**
 * Takes a .docx file (ECMA-376); gives its body as lines: paragraphs, breaks and tabs. A row of a table is one line
 * with tabs between its cells. Headers, footers, comments and deleted text are no part of it.
 */
export function readDocx(bytes: Uint8Array): DocxReading {
  const text = new BodyText();
  const zip = readZip(bytes, {
    isWanted: (name) => body.test(name),
    take: (piece) => text.write(piece),
    bytesMax: xmlBytesMax,
  });
  if (zip.kind === 'too_large') return refuse({ code: 'too_large', problem: 'unpacked' });
  if (zip.kind === 'damaged') return refuse({ code: 'malformed', problem: 'zip_damaged' });
  if (!zip.found) return { kind: 'other_zip', names: zip.names };
  return text.end();
}

/** Elements whose text is not on the page, or is there a second time. */
const silent = new Set(['del', 'moveFrom', 'Fallback', 'instrText', 'delText', 'pPr', 'rPr', 'sectPr']);

/** Gathers text from WordprocessingML while it is unpacked. */
class BodyText {
  readonly #parser = sax.parser(true, { xmlns: false, position: false });
  readonly #decoder = new TextDecoder('utf-8');
  readonly #lines: string[] = [];
  #line = '';
  #characters = 0;
  #isText = false;
  #silentDepth = 0;
  #tableDepth = 0;
  #cells: string[][] = [];
  #fault: TranscriptRefusal | null = null;

  constructor() {
    this.#parser.onerror = () => {
      this.#fault ??= refuse({ code: 'malformed', problem: 'docx_damaged' });
    };
    // Word never writes one; nothing that it could define is read.
    this.#parser.ondoctype = () => {
      this.#fault ??= refuse({ code: 'malformed', problem: 'docx_doctype' });
    };
    this.#parser.onopentag = ({ name }) => this.#open(localName(name));
    this.#parser.onclosetag = (name) => this.#close(localName(name));
    this.#parser.ontext = (text) => this.#add(text);
    this.#parser.oncdata = (text) => this.#add(text);
  }

  write(bytes: Uint8Array): void {
    if (!this.#fault) this.#parser.write(this.#decoder.decode(bytes, { stream: true }));
  }

  end(): { kind: 'text'; text: string } | TranscriptRefusal {
    if (!this.#fault) this.#parser.write(this.#decoder.decode());
    // The library throws at the call after a fault.
    if (!this.#fault) this.#parser.close();
    return this.#fault ?? { kind: 'text', text: this.#lines.join('\n') };
  }

  #open(name: string): void {
    if (this.#silentDepth > 0 || silent.has(name)) this.#silentDepth++;
    else if (name === 't') this.#isText = true;
    else if (name === 'tab' || name === 'ptab') this.#put('\t');
    else if (name === 'br' || name === 'cr') this.#put('\n');
    else if (name === 'noBreakHyphen') this.#put('-');
    else if (name === 'tbl') this.#tableDepth++;
  }

  #close(name: string): void {
    if (this.#silentDepth > 0) this.#silentDepth--;
    else if (name === 't') this.#isText = false;
    else if (name === 'p') this.#tableDepth > 0 ? this.#put('\n') : this.#endLine();
    else if (name === 'tc' && this.#tableDepth === 1) this.#endCell();
    else if (name === 'tr' && this.#tableDepth === 1) this.#endRow();
    else if (name === 'tbl') this.#tableDepth--;
  }

  #add(text: string): void {
    if (this.#isText && this.#silentDepth === 0) this.#put(text);
  }

  #put(text: string): void {
    this.#characters += text.length;
    if (this.#characters > textCharactersMax)
      this.#fault ??= refuse({ code: 'too_large', problem: 'document_text' });
    else this.#line += text;
  }

  #endLine(): void {
    this.#lines.push(this.#line);
    this.#line = '';
  }

  #endCell(): void {
    this.#cells.push(this.#line.split('\n').filter((line) => line.trim() !== ''));
    this.#line = '';
  }

  /** A row is one line. A cell with several paragraphs goes on below it: a whole talk may stand in one. */
  #endRow(): void {
    this.#lines.push(this.#cells.map(([first = '']) => first).join('\t'));
    for (const [, ...more] of this.#cells) for (const line of more) this.#lines.push(line);
    this.#cells = [];
  }
}

/** Without the prefix of its namespace, which every program may choose. */
function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

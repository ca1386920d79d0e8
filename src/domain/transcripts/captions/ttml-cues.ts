import sax from 'sax';
import { refuse, type TranscriptRefusal } from '../transcript-refusal.ts';
import type { Cue } from './cue-blocks.ts';
import { type TtmlRates, ttmlRates, ttmlSeconds } from './ttml-time.ts';

export interface TtmlRead {
  kind: 'ttml';
  /** The identifier of a cue is its agent's. */
  cues: Cue[];
  /** Names of agents by their ids. */
  agents: Map<string, string>;
  title: string | null;
  language: string | null;
}

interface Frame {
  name: string;
  /** Seconds, of the document. */
  start: number;
  end: number | null;
  agent: string | null;
  cue: Cue | null;
}

type Attributes = Readonly<Record<string, string>>;

/** Takes a TTML document; gives a cue for every paragraph, or for every timed span of one. Nested times add up. */
export function readTtml(text: string): TtmlRead | TranscriptRefusal {
  return new TtmlReader().read(text);
}

class TtmlReader {
  readonly #parser = sax.parser(true, { xmlns: false, position: true });
  readonly #read: TtmlRead = { kind: 'ttml', cues: [], agents: new Map(), title: null, language: null };
  readonly #frames: Frame[] = [];
  #rates: TtmlRates = ttmlRates({});
  #agentId: string | null = null;
  #fault: TranscriptRefusal | null = null;

  constructor() {
    const fault = (problem: 'ttml_damaged' | 'ttml_doctype'): void => {
      this.#fault ??= refuse({ code: 'malformed', problem, line: this.#parser.line + 1 });
    };
    this.#parser.onerror = () => fault('ttml_damaged');
    // Definitions of a document type are not read, so a file that has some is refused.
    this.#parser.ondoctype = () => fault('ttml_doctype');
    this.#parser.onopentag = ({ name, attributes }) => this.#open(localName(name), plain(attributes));
    this.#parser.onclosetag = () => this.#frames.pop();
    this.#parser.ontext = (said) => this.#add(said);
    this.#parser.oncdata = (said) => this.#add(said);
  }

  read(text: string): TtmlRead | TranscriptRefusal {
    this.#parser.write(text);
    // After a fault the parser throws.
    if (!this.#fault) this.#parser.close();
    return this.#fault ?? this.#read;
  }

  #open(name: string, attributes: Attributes): void {
    if (name === 'tt') {
      this.#rates = ttmlRates(attributes);
      this.#read.language = attributes['lang']?.trim() || null;
    }
    if (name === 'agent') this.#agentId = attributes['id'] ?? null;
    const parent = this.#frames.at(-1);
    const begin = ttmlSeconds(attributes['begin'], this.#rates);
    const start = (parent?.start ?? 0) + (begin ?? 0);
    const end = this.#endOf(attributes, parent, start);
    const agent = attributes['agent']?.split(' ')[0] ?? parent?.agent ?? null;
    const frame: Frame = { name, start, end, agent, cue: parent?.cue ?? null };
    if (name === 'p' || (name === 'span' && begin !== null && parent?.cue)) frame.cue = this.#begin(frame);
    if (name === 'br' && frame.cue) frame.cue.text += '\n';
    this.#frames.push(frame);
  }

  #endOf(attributes: Attributes, parent: Frame | undefined, start: number): number | null {
    const end = ttmlSeconds(attributes['end'], this.#rates);
    if (end !== null) return (parent?.start ?? 0) + end;
    const duration = ttmlSeconds(attributes['dur'], this.#rates);
    return duration === null ? (parent?.end ?? null) : start + duration;
  }

  #begin({ start, end, agent }: Frame): Cue {
    const lineNumber = this.#parser.line + 1;
    const cue = { start, end: end ?? -1, text: '', identifier: agent, lineNumber };
    this.#read.cues.push(cue);
    return cue;
  }

  #add(text: string): void {
    const frame = this.#frames.at(-1);
    if (frame?.cue) frame.cue.text += text.replace(/\s+/gu, ' ');
    else if (frame?.name === 'title') this.#read.title ??= text.trim() || null;
    else if (frame?.name === 'name' && this.#agentId !== null && text.trim() !== '')
      this.#read.agents.set(this.#agentId, text.trim());
  }
}

/** Without namespace prefixes, which every program may choose. */
function plain(attributes: Readonly<Record<string, unknown>>): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [localName(name), String(value)]),
  );
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

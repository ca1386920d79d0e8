import { assemble, type Utterance } from '../assemble.ts';
import type { ReadOptions, TimeUnit } from '../format.ts';
import { secondsMax } from '../stored-transcript.ts';
import type { TranscriptHeader } from '../transcript-header.ts';
import type { TranscriptReading } from '../transcript-reading.ts';
import { refuse } from '../transcript-refusal.ts';
import { alignWords } from './align-words.ts';
import { isBlank } from './json-fields.ts';
import { readTime } from './json-time.ts';
import { haveSameWords } from './same-words.ts';
import { cutAtSpeakers, type SpokenSentence, type Word, wordsToSentences } from './words-to-sentences.ts';

/** An entry as the file has it, before its times are checked. */
export interface Said extends Omit<Utterance, 'start' | 'end'> {
  start?: number | null;
  end?: number | null;
}

export interface Comparison {
  from?: number;
  speaker?: string | null;
}

const nameMax = 200;
const ticksPerSecond = 10_000_000;
const perSecond = { s: 1, ms: 1000, ticks: ticksPerSecond } as const;

/**
 * Gathers the entries that the reader of a JSON format finds. One odd entry is mended or left out with a notice.
 * Where most are odd the file is refused, naming the format and the first of them.
 */
export class Gathering {
  readonly options: ReadOptions;
  readonly #format: string;
  readonly #utterances: Utterance[] = [];
  readonly #places: string[] = [];
  #oddEntries = 0;
  #firstOddEntry = '';
  #firstOddTime = '';

  constructor(format: string, options: ReadOptions) {
    this.#format = format;
    this.options = options;
  }

  /** How many utterances there are. */
  get count(): number {
    return this.#utterances.length;
  }

  /** Keeps what was said; what has no words is left out with a notice. */
  add({ speaker, text, start, end, changesSpeaker, extra }: Said, place: string): void {
    if (isBlank(text)) {
      this.leaveOut(place);
      return;
    }
    const isNamed = speaker !== null && speaker.length <= nameMax;
    if (speaker !== null && !isNamed) this.options.notices.add('names_left_out', place);
    const utterance: Utterance = {
      speaker: isNamed ? speaker : null,
      text,
      start: this.#bounded(start ?? null, place),
      end: this.#bounded(end ?? null, place),
    };
    if (changesSpeaker) utterance.changesSpeaker = true;
    if (extra) utterance.extra = extra;
    this.#utterances.push(utterance);
    this.#places.push(place);
  }

  /** Keeps a sentence of which the file also has the words: they tell who says which part of it. */
  addSentence(said: Said, words: readonly Word[], place: string): void {
    if (isBlank(said.text)) {
      this.addWords(words, null, place);
      return;
    }
    const known = new Set(words.map(({ speaker }) => speaker).filter((speaker) => speaker !== null));
    const pieces = words.length > 0 ? alignWords(said.text, words) : [];
    if (pieces === null) this.options.notices.add('words_misfit', place);
    const isOthers = said.speaker !== null && !known.has(said.speaker);
    if (!pieces || known.size === 0 || isOthers) {
      this.add(said, place);
      return;
    }
    if (known.size === 1 && words.every(({ speaker }) => speaker !== null)) {
      const [speaker = null] = known;
      this.add({ ...said, speaker }, place);
      return;
    }
    const named = words.map((word) => ({ ...word, speaker: word.speaker ?? said.speaker }));
    const parts = cutAtSpeakers(named, pieces);
    for (const [at, part] of parts.entries()) {
      const start = at === 0 ? (said.start ?? part.start) : part.start;
      const end = at === parts.length - 1 ? (said.end ?? part.end) : part.end;
      this.add({ ...said, ...part, start, end }, place);
    }
  }

  /** Keeps words that the file has no sentences for. `text` is the same words with their punctuation, where the file has it. */
  addWords(words: readonly Word[], text: string | null, place: string): void {
    if (words.length === 0) {
      this.leaveOut(place);
      return;
    }
    for (const sentence of wordsToSentences(words, text)) this.addSpoken(sentence, place);
  }

  addSpoken({ speaker, text, start, end }: SpokenSentence, place: string): void {
    this.add({ speaker, text, start, end }, place);
  }

  /**
   * Compares what was gathered, from the utterance `from` on, with a text that should be the same. Where there is nothing else
   * the text itself is kept.
   */
  compareWith(text: string | null, place: string, { from = 0, speaker = null }: Comparison = {}): void {
    if (text === null || isBlank(text)) return;
    const said = this.#utterances.slice(from).map((utterance) => utterance.text);
    if (said.length === 0) this.add({ speaker, text }, place);
    else if (!haveSameWords(said.join(' '), text)) this.options.notices.add('words_misfit', place);
  }

  leaveOut(place: string): void {
    this.options.notices.add('items_left_out', place);
  }

  /** Leaves out an entry that is none, such as a number among objects. */
  leaveOutOdd(place: string): void {
    if (this.#oddEntries++ === 0) this.#firstOddEntry = place;
    this.options.notices.add('items_unreadable', place);
  }

  /** Takes a time of the file in a unit that the format fixes, unless the importer says another; gives seconds, or null. */
  seconds(value: unknown, unit: TimeUnit | 'ticks', place: () => string): number | null {
    if (value === undefined || value === null || value === '') return null;
    const time = readTime(value);
    if (time?.kind === 'seconds') return time.seconds;
    if (time?.kind === 'number')
      return time.number / perSecond[unit === 'ticks' ? unit : (this.options.timeUnit ?? unit)];
    this.oddTime(place());
    return null;
  }

  oddTime(place: string): void {
    if (this.#firstOddTime === '') this.#firstOddTime = place;
  }

  /** Gives the reading. Messages have no times of a recording. */
  finish(header: TranscriptHeader, form?: 'messages'): TranscriptReading {
    const untimed = form === undefined ? this.#utterances.filter(({ start }) => start === null).length : 0;
    const fault = this.#fault(untimed);
    if (fault !== null) return refuse({ code: 'malformed', format: this.#format, ...fault });
    if (untimed < this.#utterances.length) this.#noticeUntimed(untimed);
    return assemble(this.#utterances, {
      options: this.options,
      header,
      placeOf: (index) => this.#places[index] ?? '',
      ...(form && { form }),
    });
  }

  #fault(untimed: number): { problem: 'odd_entries' | 'odd_times'; place: string } | null {
    const said = this.#utterances.length;
    if (this.#oddEntries > said) return { problem: 'odd_entries', place: this.#firstOddEntry };
    if (this.#firstOddTime === '' || untimed * 2 <= said) return null;
    return { problem: 'odd_times', place: this.#firstOddTime };
  }

  #noticeUntimed(count: number): void {
    const first = this.#utterances.findIndex(({ start }) => start === null);
    this.options.notices.add('cues_unreadable', this.#places[first] ?? null, count);
  }

  #bounded(seconds: number | null, place: string): number | null {
    if (seconds === null || (seconds >= 0 && seconds <= secondsMax)) return seconds;
    if (seconds < 0) {
      this.options.notices.add('cues_mended', place);
      return 0;
    }
    this.oddTime(place);
    return null;
  }
}

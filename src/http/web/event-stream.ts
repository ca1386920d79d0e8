import type { ServerResponse } from 'node:http';
import type { Pool } from '../../db/pool.ts';
import { type Event, lastSequence, readEvents } from '../../events/event-log.ts';

/** The person for whom a stream is, as long as the session lasts. */
export interface StreamCaller {
  accountId: string;
  userId: string;
  /** As rights are now; null where the session has ended. */
  look(): Promise<Sight | null>;
}

/** The things that a person may hear of. */
export interface Sight {
  /** Of these conversations and uploads those that the person may see, deleted ones too. */
  visibleOf(subjects: Subjects): Promise<ReadonlySet<string>>;
  hearsOfWebhooks: boolean;
}

interface Subjects {
  conversations: readonly string[];
  uploads: readonly string[];
}

/** A step's headway. It is told while it happens and kept nowhere. */
export interface ProgressNews {
  conversationId: string;
  step: string;
  /** Of 100. */
  percent: number;
}

export interface StreamTimes {
  /** Between two writes: what happens meanwhile goes together. */
  paceMs: number;
  /** Between two signs of life, when the session is looked at too. */
  beatMs: number;
}

interface Parts {
  pool: Pool;
  caller: StreamCaller;
  sight: Sight;
  response: ServerResponse;
  times: StreamTimes;
  onError(error: unknown): void;
}

const readAtOnce = 200;
/** A client that missed more reads all anew, which costs less. */
const mostMissed = 2_000;

/** One open response with server-sent events (WHATWG HTML, 9.2), in the order of the account's log. */
export class EventStream {
  readonly caller: StreamCaller;
  readonly #parts: Parts;
  #sight: Sight;
  /** Null until it has begun: nothing is told before the place is known. */
  #cursor: number | null = null;
  #isDirty = false;
  #isBusy = false;
  #isClosed = false;
  #missedBeats = 0;
  readonly #progress = new Map<string, ProgressNews>();

  constructor(parts: Parts) {
    this.caller = parts.caller;
    this.#parts = parts;
    this.#sight = parts.sight;
    const { response } = parts;
    response.on('drain', () => this.wake());
    response.once('close', () => (this.#isClosed = true));
  }

  /** `after`: the last event that the client has seen; null where it has seen none. */
  async begin(after: number | null): Promise<void> {
    const last = await lastSequence(this.#parts.pool, this.caller.accountId);
    const isKnown = after !== null && after <= last && after >= Math.max(0, last - mostMissed);
    const place = isKnown ? after : last;
    this.#cursor = place;
    this.#write(`retry: 2000\n\n${message('hello', { resumed: isKnown }, place)}`);
    this.wake();
  }

  /** Something may have happened. */
  wake(): void {
    this.#isDirty = true;
    if (this.#cursor !== null && !this.#isBusy && !this.#isClosed) void this.#run(this.#cursor);
  }

  progressed(news: ProgressNews): void {
    // A client that takes nothing hears later, and then of the last only.
    this.#progress.set(news.conversationId, news);
    this.wake();
  }

  async beat(): Promise<void> {
    if (this.#isClosed) return;
    this.#missedBeats = this.#parts.response.writableNeedDrain ? this.#missedBeats + 1 : 0;
    if (this.#missedBeats > 1) {
      this.#parts.response.destroy();
      return;
    }
    const sight = await this.caller.look();
    if (!sight) return this.end('session_ended');
    this.#sight = sight;
    if (this.#missedBeats === 0) this.#write(': beat\n\n');
  }

  end(reason: 'session_ended' | 'server_stops'): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#parts.response.end(message('ended', { reason }));
  }

  async #run(begin: number): Promise<void> {
    this.#isBusy = true;
    try {
      let place = begin;
      while (this.#isDirty && !this.#isClosed && !this.#parts.response.writableNeedDrain) {
        this.#isDirty = false;
        place = await this.#send(place);
        this.#cursor = place;
        await new Promise((resolve) => setTimeout(resolve, this.#parts.times.paceMs).unref());
      }
    } catch (error) {
      // The database is away: the client comes again and goes on where it was.
      this.#parts.onError(error);
      this.#parts.response.destroy();
    } finally {
      this.#isBusy = false;
    }
  }

  /** Tells what came after the place; gives the next one. */
  async #send(place: number): Promise<number> {
    const { pool, caller } = this.#parts;
    const progress = [...this.#progress.values()];
    this.#progress.clear();
    const read = await readEvents(pool, caller.accountId, place, readAtOnce);
    if (read.kind === 'events_gone') {
      const last = await lastSequence(pool, caller.accountId);
      this.#write(message('hello', { resumed: false }, last));
      return last;
    }
    const { events } = read;
    if (events.length === 0 && progress.length === 0) return place;
    const visible = await this.#sight.visibleOf(subjectsOf(events, progress));
    const heard = events.filter((event) => this.#hears(event, visible));
    const next = events.at(-1)?.sequence ?? place;
    this.#isDirty ||= events.length === readAtOnce;
    this.#write(
      [
        ...heard.map(changeOf),
        ...progress.filter(({ conversationId }) => visible.has(conversationId)).map(progressOf),
        // The place in the log goes on, also past what others alone may see.
        ...(events.length > 0 ? [`id: ${next}\n\n`] : []),
      ].join(''),
    );
    return next;
  }

  #hears({ type, subjectId }: Event, visible: ReadonlySet<string>): boolean {
    return type.startsWith('webhook.') ? this.#sight.hearsOfWebhooks : visible.has(subjectId);
  }

  #write(text: string): void {
    if (!this.#isClosed && text !== '') this.#parts.response.write(text);
  }
}

function subjectsOf(events: readonly Event[], progress: readonly ProgressNews[]): Subjects {
  const named = (prefix: string): string[] =>
    events.filter(({ type }) => type.startsWith(prefix)).map(({ subjectId }) => subjectId);
  const moving = progress.map(({ conversationId }) => conversationId);
  return { conversations: [...new Set([...named('conversation.'), ...moving])], uploads: named('upload.') };
}

function changeOf({ sequence, type, subjectId, at }: Event): string {
  return message('change', { type, id: subjectId, at: at.toISOString() }, sequence);
}

function progressOf({ conversationId, step, percent }: ProgressNews): string {
  return message('progress', { id: conversationId, step, progress: percent / 100 });
}

function message(name: string, data: object, id?: number): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

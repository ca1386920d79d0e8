import { apiPrefix } from '../api.ts';
import { type News, readNews } from './news.ts';

export interface Heard {
  news: News;
  /** The place in the account's log; null where the news has none. */
  place: string | null;
}

interface Options {
  /** The place after which to begin; null: from now. */
  place(): string | null;
  onNews(heard: Heard): void;
  /** The server refused: gives whether the session is still there. */
  isSignedIn(): Promise<boolean>;
}

const names = ['hello', 'change', 'progress', 'ended'];
const soonestMs = 1_000;
const latestMs = 30_000;

/** The browser's stream of news. It comes again by itself, until it is closed or the session is over. */
export class EventStream {
  readonly #options: Options;
  #source: EventSource | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #isClosed = false;

  constructor(options: Options) {
    this.#options = options;
    this.#open();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#source?.close();
  }

  #open(): void {
    if (this.#isClosed) return;
    const place = this.#options.place();
    const source = new EventSource(`${apiPrefix}/events${place === null ? '' : `?after=${place}`}`);
    this.#source = source;
    for (const name of names)
      source.addEventListener(name, (event: MessageEvent<string>) => {
        this.#tries = 0;
        const news = readNews(name, event.data);
        if (news) this.#options.onNews({ news, place: event.lastEventId || null });
        if (news?.kind === 'ended') this.#again();
      });
    // A broken connection it mends itself; after a refusal it is closed.
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED) this.#again();
    });
  }

  #again(): void {
    this.#source?.close();
    if (this.#isClosed) return;
    const waitMs = Math.min(latestMs, soonestMs * 2 ** this.#tries);
    this.#tries += 1;
    clearTimeout(this.#timer);
    // Browsers that lost the same server do not all come at once.
    this.#timer = setTimeout(() => void this.#whileSignedIn(), waitMs * (0.5 + Math.random()));
  }

  async #whileSignedIn(): Promise<void> {
    const isSignedIn = await this.#options.isSignedIn().catch(() => null);
    if (isSignedIn === null) this.#again();
    else if (isSignedIn) this.#open();
  }
}

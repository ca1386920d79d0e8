import { setTimeout as delay, setImmediate } from 'node:timers/promises';
import pg from 'pg';

interface PulseTimes {
  beatMs: number;
  /** The database is away when it has said nothing for so long. */
  silenceMs: number;
}

/** Together less than the two seconds in which a request is answered, whatever happens. */
const pulseTimes: PulseTimes = { beatMs: 300, silenceMs: 1_300 };
const connectTimeoutMs = 5_000;

/** Thrown to whoever waits for a database that gives no answer. */
export class DatabaseAway extends Error {
  override name = 'DatabaseAway';
}

/**
 * Asks the database again and again over a connection of its own. A cut network tells nobody: what was sent is waited for until
 * a time-out, which has to be longer than any query takes.
 */
export class DatabasePulse {
  readonly #url: string;
  readonly #closing = new AbortController();
  readonly #waiting = new Set<() => void>();
  readonly #onChange: (isAway: boolean) => void;
  readonly #times: PulseTimes;
  #isAway = false;
  #heardMs = Number.POSITIVE_INFINITY;
  #beating: Promise<void> = Promise.resolve();

  constructor(url: string, onChange: (isAway: boolean) => void, times = pulseTimes) {
    this.#url = url;
    this.#onChange = onChange;
    this.#times = times;
  }

  /** Begins when the database has been reached: a start may be slow. */
  start(): void {
    this.#beating = this.#keepBeating();
  }

  /** Somebody's query was answered: the database is not away, however slow it is. */
  heard(): void {
    this.#heardMs = performance.now();
  }

  get isAway(): boolean {
    return this.#isAway;
  }

  /** Calls `act` when the database falls silent; the function that is given back ends that. */
  onAway(act: () => void): () => void {
    this.#waiting.add(act);
    return () => this.#waiting.delete(act);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#beating;
  }

  async #keepBeating(): Promise<void> {
    const { signal } = this.#closing;
    const { beatMs } = this.#times;
    while (!signal.aborted) {
      const client = new pg.Client({
        connectionString: this.#url,
        application_name: 'meetric-pulse',
        connectionTimeoutMillis: connectTimeoutMs,
      });
      client.on('error', () => {});
      let heard = await this.#answerTo(client.connect());
      while (heard === 'answer' && !signal.aborted) {
        this.#tell(false);
        await delay(beatMs, undefined, { signal, ref: false }).catch(() => {});
        heard = await this.#answerTo(client.query('select 1'));
      }
      // A fault that is told is told to everybody else too.
      if (heard === 'silence' && !signal.aborted) this.#tell(true);
      void client.end().catch(() => {});
      await delay(beatMs, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  #tell(isAway: boolean): void {
    if (isAway === this.#isAway) return;
    this.#isAway = isAway;
    this.#onChange(isAway);
    if (isAway) for (const act of [...this.#waiting]) act();
  }

  async #answerTo(asked: Promise<unknown>): Promise<Heard> {
    const { silenceMs } = this.#times;
    let heard: Heard = 'silence';
    const hearing = asked.then(
      () => {
        heard = 'answer';
        this.heard();
      },
      () => {
        heard = 'fault';
      },
    );
    const askedMs = performance.now();
    for (;;) {
      const sinceMs = Math.max(askedMs, this.#heardMs);
      const leftMs = sinceMs + silenceMs - performance.now();
      if (leftMs <= 0 || this.#closing.signal.aborted) return heard;
      await within(Math.min(leftMs, silenceMs), hearing);
      // A process that was held up itself reads what has come before it judges.
      for (let turn = 0; turn < 2; turn += 1) await setImmediate();
      if (heard !== 'silence') return heard;
    }
  }
}

type Heard = 'answer' | 'fault' | 'silence';

async function within(timeoutMs: number, work: Promise<void>): Promise<void> {
  const over = new AbortController();
  await Promise.race([work, delay(timeoutMs, undefined, { signal: over.signal }).catch(() => {})]);
  over.abort();
}

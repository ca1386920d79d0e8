import { setTimeout as delay, setImmediate } from 'node:timers/promises';
import pg from 'pg';

interface PulseTimes {
  beatMs: number;
  /** The database is away when it has said nothing for so long. */
  silenceMs: number;
}

/** Together less than the two seconds in which a request is answered, whatever happens. */
const pulseTimes: PulseTimes = { beatMs: 300, silenceMs: 1_300 };

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
  readonly #beating: Promise<void>;

  constructor(url: string, onChange: (isAway: boolean) => void, times = pulseTimes) {
    this.#url = url;
    this.#onChange = onChange;
    this.#times = times;
    this.#beating = this.#keepBeating();
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
    const { beatMs, silenceMs } = this.#times;
    while (!signal.aborted) {
      const client = new pg.Client({ connectionString: this.#url, application_name: 'meetric-pulse' });
      client.on('error', () => {});
      let heard = await answerTo(client.connect(), silenceMs);
      while (heard === 'answer' && !signal.aborted) {
        this.#tell(false);
        await delay(beatMs, undefined, { signal, ref: false }).catch(() => {});
        heard = await answerTo(client.query('select 1'), silenceMs);
      }
      // A fault that is told is told to everybody else too.
      this.#tell(heard === 'silence' && !signal.aborted);
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
}

async function answerTo(asked: Promise<unknown>, silenceMs: number): Promise<'answer' | 'fault' | 'silence'> {
  let heard: 'answer' | 'fault' | 'silence' = 'silence';
  const hearing = asked.then(
    () => (heard = 'answer'),
    () => (heard = 'fault'),
  );
  const silent = new AbortController();
  await Promise.race([hearing, delay(silenceMs, undefined, { signal: silent.signal }).catch(() => {})]);
  silent.abort();
  // A process that was held up itself reads what has come before it judges.
  await setImmediate();
  await setImmediate();
  return heard;
}

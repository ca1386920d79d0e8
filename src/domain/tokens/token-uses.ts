import type { Clock } from '../../base/clock.ts';
import { type Db, execute } from '../../db/pool.ts';
import type { Token } from './token.ts';

const everyMs = 60_000;

// In the order of the keys, so that two processes never wait for each other.
const store = {
  name: 'store-token-uses',
  text: `insert into token_use (account_id, token_id, last_used_at)
    select account_id, token_id, used_at
    from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) as used (account_id, token_id, used_at)
    order by account_id, token_id
    on conflict (account_id, token_id) do update
      set last_used_at = greatest(token_use.last_used_at, excluded.last_used_at)`,
};

interface Use {
  accountId: string;
  at: Date;
}

/** When each token called last. A call costs no write: once a minute a process tells of all that called meanwhile. */
export class TokenUses {
  readonly #db: Db;
  readonly #clock: Clock;
  #noted = new Map<string, Use>();
  #timer: NodeJS.Timeout | null = null;

  constructor(options: { db: Db; clock: Clock }) {
    this.#db = options.db;
    this.#clock = options.clock;
  }

  start(): void {
    // A use that could not be written is written with the next minute's.
    this.#timer = setInterval(() => void this.flush().catch(() => {}), everyMs);
    this.#timer.unref();
  }

  /** Writes down what is noted, and ends the timer. */
  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.flush();
  }

  note({ accountId, id }: Pick<Token, 'accountId' | 'id'>): void {
    const known = this.#noted.get(id);
    if (known) known.at = this.#clock.now();
    else this.#noted.set(id, { accountId, at: this.#clock.now() });
  }

  /** Writes down what was noted until now; of what fails nothing is lost. */
  async flush(): Promise<void> {
    const noted = this.#noted;
    if (noted.size === 0) return;
    this.#noted = new Map();
    const uses = [...noted.values()];
    const values = [uses.map(({ accountId }) => accountId), [...noted.keys()], uses.map(({ at }) => at)];
    try {
      await execute(this.#db, store, values);
    } catch (error) {
      for (const [id, use] of noted) if (!this.#noted.has(id)) this.#noted.set(id, use);
      throw error;
    }
  }
}

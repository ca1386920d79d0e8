import pg from 'pg';
import { DatabaseAway, type DatabasePulse } from './pulse.ts';

type Connected = (error: Error | undefined, client: pg.PoolClient | undefined, done: Release) => void;
type Release = (release?: unknown) => void;

const gone = (): DatabaseAway => new DatabaseAway('The database gives no answer');

/** A pool that makes nobody wait while the database is silent: what waits then is refused, and what comes is refused at once. */
export class WatchedPool extends pg.Pool {
  readonly #pulse: DatabasePulse;
  readonly #taken = new Set<pg.PoolClient>();

  constructor(options: pg.PoolConfig, pulse: DatabasePulse) {
    super(options);
    this.#pulse = pulse;
    this.on('acquire', (client) => this.#taken.add(client));
    this.on('release', (error, client) => {
      this.#taken.delete(client);
      if (!error) pulse.heard();
    });
    pulse.onAway(() => this.#letGo());
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.PoolClient> | undefined {
    const connecting = this.#pulse.isAway ? Promise.reject(gone()) : this.#untilAway(super.connect());
    if (callback === undefined) return connecting;
    connecting.then(
      (client) => callback(undefined, client, (release) => client.release(release === true)),
      (error: Error) => callback(error, undefined, () => {}),
    );
    return undefined;
  }

  #untilAway(connecting: Promise<pg.PoolClient>): Promise<pg.PoolClient> {
    return new Promise((resolve, reject) => {
      let isAwaited = true;
      const stop = this.#pulse.onAway(() => {
        isAwaited = false;
        reject(gone());
      });
      connecting.then(
        (client) => {
          stop();
          if (isAwaited) resolve(client);
          else client.release(true);
        },
        (error: Error) => {
          stop();
          reject(error);
        },
      );
    });
  }

  /** Connections over a network that was cut never work again, and nobody tells. */
  #letGo(): void {
    for (const client of this.#taken) void client.end().catch(() => {});
    for (let idle = this.idleCount; idle > 0; idle -= 1) {
      super.connect().then(
        (client) => client.release(true),
        () => {},
      );
    }
  }
}

import { hash, timingSafeEqual } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../base/clock.ts';
import type { Db } from '../../db/pool.ts';
import { type StoredToken, tokensChangedSince } from './queries.ts';
import { isLive, type Token } from './token.ts';
import { hashToken, lookupOf } from './token-format.ts';

const pollMs = 400;
/** Older knowledge than this is no ground to let anybody in: a revocation must count within a second. */
const trustMs = 900;
/** Unknown but well-formed tokens wait for the next look at the database; however many they are, looks are this far apart. */
const unknownLookMs = 100;
/** A transaction may commit a little after its row took its time stamp. */
const overlapMs = 10_000;

interface Known {
  token: StoredToken;
  /** SHA-256 of the text whose keyed hash was found to be the row's: a tenth of that hash's cost, which is for each call. */
  proof: string | null;
  /** The same of the secret before a rotation, which is taken for a while. */
  oldProof: string | null;
}

/** All live tokens, held in memory: a request costs no look-up, and a flood of bad tokens no query each. */
export class TokenDirectory {
  readonly #db: Db;
  readonly #clock: Clock;
  readonly #key: Buffer;
  readonly #byLookup = new Map<string, Known>();
  readonly #byProof = new Map<string, Known>();
  #newest: Date | null = null;
  #newestSinceMs = 0;
  #knownAtMs = Number.NEGATIVE_INFINITY;
  #look: Promise<void> | null = null;
  #lastLookMs = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: { db: Db; clock: Clock; tokenHashKey: Buffer }) {
    this.#db = options.db;
    this.#clock = options.clock;
    this.#key = options.tokenHashKey;
  }

  async start(): Promise<void> {
    await this.refresh();
    // A failed look is noticed where its result is needed: authenticate() looks again and fails closed.
    this.#timer = setInterval(() => void this.refresh().catch(() => {}), pollMs);
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
  }

  /** The live token that `text` is, or null. Throws where the database has given no news for a second. */
  async authenticate(text: string): Promise<Token | null> {
    const proof = hash('sha256', text, 'base64');
    if (!this.#byProof.has(proof) && lookupOf(text) === null) return null;
    if (this.#clock.monotonicMs() - this.#knownAtMs > trustMs) await this.refresh();
    const known = this.#byProof.get(proof) ?? (await this.#prove(text, proof));
    const now = this.#clock.now();
    if (!known || !isLive(known.token, now)) return null;
    return proof === known.proof || takesOldSecret(known.token, now) ? known.token : null;
  }

  async #prove(text: string, proof: string): Promise<Known | null> {
    const lookup = lookupOf(text);
    if (lookup === null) return null;
    if (!this.#byLookup.has(lookup)) await this.#lookForUnknown();
    const known = this.#byLookup.get(lookup);
    if (!known) return null;
    const shown = hashToken(this.#key, text);
    const { secretHash, oldSecretHash } = known.token;
    if (timingSafeEqual(secretHash, shown)) known.proof = proof;
    else if (oldSecretHash && timingSafeEqual(oldSecretHash, shown)) known.oldProof = proof;
    else return null;
    this.#byProof.set(proof, known);
    return known;
  }

  /** Learns what changed since the last look; concurrent calls share one query, which starts after each of them. */
  async refresh(): Promise<void> {
    const running = this.#look;
    if (running) {
      await running.catch(() => {});
      if (this.#look !== null && this.#look !== running) return this.#look;
    }
    this.#look = this.#learn().finally(() => (this.#look = null));
    return this.#look;
  }

  async #lookForUnknown(): Promise<void> {
    const askedAtMs = this.#clock.monotonicMs();
    const waitMs = this.#lastLookMs + unknownLookMs - askedAtMs;
    if (waitMs > 0) await delay(waitMs);
    if (this.#lastLookMs <= askedAtMs) await this.refresh();
    else await this.#look;
  }

  async #learn(): Promise<void> {
    const startedAtMs = this.#clock.monotonicMs();
    this.#lastLookMs = startedAtMs;
    // Once a look that long after the newest change has seen the overlap, nothing older can come any more.
    const settled = this.#knownAtMs - this.#newestSinceMs > overlapMs;
    const since = this.#newest && new Date(this.#newest.getTime() - (settled ? 0 : overlapMs));
    for (const token of await tokensChangedSince(this.#db, since)) {
      if (this.#newest === null || token.changedAt > this.#newest) {
        this.#newest = token.changedAt;
        this.#newestSinceMs = startedAtMs;
      }
      this.#replace(token);
    }
    this.#knownAtMs = startedAtMs;
  }

  /** The row as it is now, in place of what was known of it. */
  #replace(token: StoredToken): void {
    const known = this.#byLookup.get(token.lookup);
    this.#byLookup.delete(token.lookup);
    if (known?.proof) this.#byProof.delete(known.proof);
    if (known?.oldProof) this.#byProof.delete(known.oldProof);
    if (token.revokedAt !== null) return;
    const proof = known?.token.secretHash.equals(token.secretHash) ? known.proof : null;
    // The old secret shows itself again.
    const next = { token, proof, oldProof: null };
    this.#byLookup.set(token.lookup, next);
    if (proof) this.#byProof.set(proof, next);
  }
}

function takesOldSecret({ oldSecretUntil }: StoredToken, now: Date): boolean {
  return oldSecretUntil !== null && oldSecretUntil > now;
}

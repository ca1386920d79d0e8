import { type Attempt, type Ending, type EndpointPaces, type Pace, slowAfterMs } from './endpoint-paces.ts';

/** Of one process; what is claimed beyond that is made ready meanwhile. */
export const sentAtOnce = 128;
export const sentAtOncePerEndpoint = 10;
/** Also of one process: each endpoint that has not answered yet may have one, since nothing else tells whether it will. */
export const connectionsAtMost = 10 * sentAtOnce;

/** Of `most`: at least the rest is for endpoints that answer. */
const shareOfOthers = 3 / 4;
/** Of `most`: endpoints that timed out, or hang right now. */
const shareOfSlow = 5 / 8;
/** Of the bodies inside; with more, none is sent to an endpoint that has not answered yet. */
const mostBytes = 67_108_864;

const paces: readonly Pace[] = ['quick', 'new', 'slow'];

interface Waiting {
  bytes: number;
  open: (attempt: Attempt) => void;
}

interface Endpoint {
  pace: Pace;
  inside: number;
  waiting: Waiting[];
  /** Its place in the order of turns; null while it waits for nothing, or has all the places that it may have. */
  turn: number | null;
}

/**
 * Lets in attempts: at most `most` at once of endpoints that answer, and `mostOfOne` of one subscription. Subscriptions
 * take turns. However many others hang, a quarter of `most` is left.
 */
export class SendGate {
  readonly #paces: EndpointPaces;
  readonly #most: number;
  readonly #mostOfOne: number;
  readonly #mostOthersInAll: number;
  readonly #mostOthers: number;
  readonly #mostSlow: number;
  /** Those inside or waiting. */
  readonly #endpoints = new Map<string, Endpoint>();
  readonly #inside: Record<Pace, number> = { quick: 0, new: 0, slow: 0 };
  /** Each in the order of turns. */
  readonly #turns: Record<Pace, Map<string, Endpoint>> = {
    quick: new Map(),
    new: new Map(),
    slow: new Map(),
  };
  /** Those inside that do not hang yet, in the order of their start. */
  readonly #fresh = new Set<Attempt>();
  #bytes = 0;
  #lastTurn = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(paces: EndpointPaces, most: number, mostOfOne: number) {
    this.#paces = paces;
    this.#most = most;
    this.#mostOfOne = mostOfOne;
    this.#mostOthers = Math.floor(most * shareOfOthers);
    this.#mostOthersInAll = most * (connectionsAtMost / sentAtOnce - 1);
    this.#mostSlow = Math.floor(most * shareOfSlow);
  }

  /** An attempt, once it is inside; each is handed back to `leave`. `bytes`: of its body, or nearly. */
  enter(subscription: string, bytes: number): Attempt | Promise<Attempt> {
    this.#look();
    const endpoint = this.#endpoint(subscription);
    this.#sort(subscription, endpoint);
    const isFree = endpoint.waiting.length === 0 && this.#mayHaveMore(subscription, endpoint);
    if (isFree && this.#hasRoom(endpoint.pace)) return this.#letIn(subscription, endpoint, bytes);
    return new Promise((open) => {
      endpoint.waiting.push({ bytes, open });
      this.#sort(subscription, endpoint);
      // Time alone may make room.
      this.#timer ??= setInterval(() => this.#look(), slowAfterMs).unref();
    });
  }

  leave(attempt: Attempt, ending: Ending): void {
    const { subscription } = attempt;
    const endpoint = this.#endpoint(subscription);
    this.#paces.end(attempt, ending);
    this.#fresh.delete(attempt);
    this.#bytes -= attempt.bytes;
    endpoint.inside -= 1;
    this.#inside[endpoint.pace] -= 1;
    this.#sort(subscription, endpoint);
    if (endpoint.inside === 0 && endpoint.waiting.length === 0) this.#endpoints.delete(subscription);
    this.#look();
  }

  /** Lets in those for whom there is room by now. */
  #look(): void {
    this.#age();
    this.#letInWaiting();
    if (paces.some((pace) => this.#turns[pace].size > 0)) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #letInWaiting(): void {
    for (let next = this.#next(); next; next = this.#next()) {
      const [subscription, endpoint] = next;
      for (const { bytes, open } of endpoint.waiting.splice(0, 1))
        open(this.#letIn(subscription, endpoint, bytes));
      // Behind all others, if it wants more.
      this.#turns[endpoint.pace].delete(subscription);
      endpoint.turn = null;
      this.#sort(subscription, endpoint);
    }
  }

  /** Whose turn it is, of those for whom there is room. */
  #next(): [string, Endpoint] | undefined {
    let next: [string, Endpoint] | undefined;
    for (const pace of paces) {
      const first = this.#hasRoom(pace) ? this.#turns[pace].entries().next().value : undefined;
      if (first && (first[1].turn ?? 0) < (next?.[1].turn ?? Number.POSITIVE_INFINITY)) next = first;
    }
    return next;
  }

  #letIn(subscription: string, endpoint: Endpoint, bytes: number): Attempt {
    const attempt = this.#paces.begin(subscription, bytes);
    this.#bytes += bytes;
    this.#fresh.add(attempt);
    endpoint.inside += 1;
    this.#inside[endpoint.pace] += 1;
    return attempt;
  }

  #hasRoom(pace: Pace): boolean {
    const { quick, new: unknown, slow } = this.#inside;
    const others = unknown + slow;
    if (pace === 'quick') return quick + Math.min(others, this.#mostOthers) < this.#most;
    // Whatever hangs, those that answer have their connections.
    if (others >= this.#mostOthersInAll) return false;
    return pace === 'new' ? this.#bytes < mostBytes : slow < this.#mostSlow;
  }

  #mayHaveMore(subscription: string, { inside }: Endpoint): boolean {
    return inside < (this.#paces.isHeldToOne(subscription) ? 1 : this.#mostOfOne);
  }

  /** Attempts that hang by now make their endpoints slow. */
  #age(): void {
    for (const attempt of this.#fresh) {
      if (!this.#paces.isOverdue(attempt)) return;
      this.#fresh.delete(attempt);
      this.#sort(attempt.subscription, this.#endpoint(attempt.subscription));
    }
  }

  /** Counts the endpoint by its pace of now, and gives it a turn where it wants one. */
  #sort(subscription: string, endpoint: Endpoint): void {
    const pace = this.#paces.paceOf(subscription);
    const wants = endpoint.waiting.length > 0 && this.#mayHaveMore(subscription, endpoint);
    if (pace === endpoint.pace && wants === (endpoint.turn !== null)) return;
    this.#turns[endpoint.pace].delete(subscription);
    this.#inside[endpoint.pace] -= endpoint.inside;
    this.#inside[pace] += endpoint.inside;
    endpoint.pace = pace;
    this.#lastTurn += 1;
    endpoint.turn = wants ? this.#lastTurn : null;
    if (wants) this.#turns[pace].set(subscription, endpoint);
  }

  #endpoint(subscription: string): Endpoint {
    const known = this.#endpoints.get(subscription);
    if (known) return known;
    const made: Endpoint = { pace: this.#paces.paceOf(subscription), inside: 0, waiting: [], turn: null };
    this.#endpoints.set(subscription, made);
    return made;
  }
}

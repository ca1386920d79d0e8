import { setImmediate } from 'node:timers/promises';
import { Dispatcher } from 'undici';
import { claimDeliveries } from '../../../src/domain/webhooks/claim.ts';
import { deliverHandler, heldAtOnce, heldPerEndpoint } from '../../../src/domain/webhooks/deliver.ts';
import type { EndpointPaces } from '../../../src/domain/webhooks/endpoint-paces.ts';
import { leaseTimes } from '../../../src/jobs/lease-times.ts';
import { silent } from '../../jobs/job-rows.ts';
import type { Installation, SettableClock } from '../limits/installation.ts';

interface Pending {
  endsMs: number;
  deliveryId: string;
  handler: Dispatcher.DispatchHandler;
}

/** Long enough for the slowest machine: only the clock that is handed in runs here. */
const leaseMs = 3_600_000;

const controller: Dispatcher.DispatchController = {
  aborted: false,
  paused: false,
  reason: null,
  rawHeaders: [],
  rawTrailers: [],
  abort: () => {},
  pause: () => {},
  resume: () => {},
};

/** A process that delivers, and its receivers, in virtual time: those on `hang.test` never answer, all others in `answerMs`. */
export class VirtualReceivers extends Dispatcher {
  /** When the delivery came to its receiver, by id. */
  readonly arrivedMs = new Map<string, number>();
  readonly answeredMs = new Map<string, number>();
  readonly #installation: Installation;
  readonly #clock: SettableClock;
  readonly #paces: EndpointPaces;
  readonly #answerMs: number;
  readonly #handler: ReturnType<typeof deliverHandler>;
  readonly #running = new Map<string, { subjectId: string; done: Promise<unknown> }>();
  #pending: Pending[] = [];

  constructor(world: {
    installation: Installation;
    clock: SettableClock;
    paces: EndpointPaces;
    answerMs: number;
  }) {
    super();
    const { installation, clock, paces, answerMs } = world;
    this.#installation = installation;
    this.#clock = clock;
    this.#paces = paces;
    this.#answerMs = answerMs;
    const { pool, keys } = installation;
    const rest = { log: silent, random: () => 0.5, onAttempt: () => {}, publicUrl: () => '' };
    this.#handler = deliverHandler({ pool, keys, clock, paces, dispatcher: this, ...rest });
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const nowMs = this.#clock.monotonicMs();
    const headers = new Map(Object.entries(options.headers ?? {}));
    const deliveryId = String(headers.get('x-webhook-delivery-id'));
    const hangs = String(options.origin).includes('//hang.test');
    this.arrivedMs.set(deliveryId, nowMs);
    const endsMs = nowMs + (hangs ? leaseTimes.longestAttemptMs : this.#answerMs);
    this.#pending.push({ endsMs, deliveryId, handler });
    return true;
  }

  /** Time goes on: what ends by then ends, and what is due is claimed and sent. */
  async pass(ms: number): Promise<void> {
    this.#clock.forward(ms);
    const nowMs = this.#clock.monotonicMs();
    const ended = this.#pending.filter(({ endsMs }) => endsMs <= nowMs);
    this.#pending = this.#pending.filter(({ endsMs }) => endsMs > nowMs);
    const done = ended.map(({ deliveryId }) => this.#running.get(deliveryId)?.done);
    for (const one of ended) this.#end(one, nowMs);
    await Promise.all(done);
    await this.#claim();
    // Those that were let in at once are sent by then.
    await setImmediate();
  }

  /** Lets everything end. */
  override async close(): Promise<void> {
    while (this.#running.size > 0) {
      for (const { handler } of this.#pending.splice(0))
        handler.onResponseError?.(controller, new Error('the test is over'));
      await setImmediate();
    }
  }

  #end({ deliveryId, handler, endsMs }: Pending, nowMs: number): void {
    const startedMs = this.arrivedMs.get(deliveryId) ?? 0;
    if (endsMs - startedMs >= leaseTimes.longestAttemptMs) {
      const timeout = Object.assign(new Error('no answer'), { code: 'UND_ERR_HEADERS_TIMEOUT' });
      handler.onResponseError?.(controller, timeout);
      return;
    }
    this.answeredMs.set(deliveryId, nowMs);
    handler.onResponseStart?.(controller, 200, {}, 'OK');
    handler.onResponseEnd?.(controller, {});
  }

  async #claim(): Promise<void> {
    const running = [...this.#running.values()].map(({ subjectId }) => subjectId);
    const limit = heldAtOnce - running.length;
    if (limit <= 0) return;
    const link = { now: this.#clock.now(), publicUrl: 'https://calls.example.com' };
    const wish = { limit, leaseMs, perSubject: heldPerEndpoint, running, ...link };
    for (const job of await claimDeliveries(this.#installation.pool, wish, this.#paces)) {
      const { deliveryId } = job.payload;
      const done = this.#handler
        .run(job, new AbortController().signal)
        .finally(() => this.#running.delete(deliveryId));
      this.#running.set(deliveryId, { subjectId: job.subjectId, done });
    }
  }
}

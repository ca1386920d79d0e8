import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { News } from '../../db/notifications.ts';
import type { Pool } from '../../db/pool.ts';
import { EventStream, type StreamCaller, type StreamTimes } from './event-stream.ts';

const usualTimes: StreamTimes & { pollMs: number } = { paceMs: 150, beatMs: 15_000, pollMs: 5_000 };
/** Browsers of one person; the tabs of one share a stream. */
const mostOfUser = 8;
const mostOfProcess = 2_000;

interface Options {
  pool: Pool;
  log: Logger;
  times?: Partial<typeof usualTimes>;
}

export type StreamOpened = 'opened' | 'session_ended' | 'too_many' | 'stopping';

/** The open event streams of this process. */
export class EventStreams {
  readonly #options: Options;
  readonly #times: typeof usualTimes;
  readonly #streams = new Set<EventStream>();
  readonly #timers: NodeJS.Timeout[];
  #isClosed = false;

  constructor(options: Options) {
    this.#options = options;
    this.#times = { ...usualTimes, ...options.times };
    // News are a hint that may be lost.
    const poll = setInterval(() => this.#each((stream) => stream.wake()), this.#times.pollMs);
    const beat = setInterval(() => this.#beat(), this.#times.beatMs);
    this.#timers = [poll.unref(), beat.unref()];
  }

  get count(): number {
    return this.#streams.size;
  }

  /** Takes the response over where it gives 'opened'; `sayHead` writes its head. */
  async open(
    caller: StreamCaller,
    after: number | null,
    response: ServerResponse,
    sayHead: () => void,
  ): Promise<StreamOpened> {
    const sight = await caller.look();
    if (!sight) return 'session_ended';
    if (this.#isClosed) return 'stopping';
    if (this.#countOf(caller) >= mostOfUser || this.#streams.size >= mostOfProcess) return 'too_many';
    const { pool, log } = this.#options;
    const onError = (error: unknown): void => log.warn({ err: error }, 'an event stream was cut');
    const stream = new EventStream({ pool, caller, sight, response, times: this.#times, onError });
    this.#streams.add(stream);
    response.once('close', () => this.#streams.delete(stream));
    if (response.destroyed) this.#streams.delete(stream);
    sayHead();
    await stream.begin(after).catch((error: unknown) => {
      onError(error);
      response.destroy();
    });
    return 'opened';
  }

  hear(news: News): void {
    if (news.about === 'events')
      this.#each((stream) => {
        if (stream.caller.accountId === news.accountId) stream.wake();
      });
    else if (news.about === 'progress')
      this.#each((stream) => {
        if (stream.caller.accountId === news.accountId) stream.progressed(news);
      });
  }

  /** Before the server waits for its requests: these would never end. */
  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers) clearInterval(timer);
    this.#each((stream) => stream.end('server_stops'));
  }

  #countOf({ accountId, userId }: StreamCaller): number {
    const isOf = ({ caller }: EventStream): boolean =>
      caller.accountId === accountId && caller.userId === userId;
    return [...this.#streams].filter(isOf).length;
  }

  #each(act: (stream: EventStream) => void): void {
    for (const stream of this.#streams) act(stream);
  }

  #beat(): void {
    this.#each((stream) => {
      stream
        .beat()
        .catch((error: unknown) => this.#options.log.warn({ err: error }, 'a session was not looked at'));
    });
  }
}

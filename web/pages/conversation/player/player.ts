import { api } from '../../../api.ts';

export interface PlayerState {
  playing: boolean;
  rate: number;
  /** Why there is no sound: the browser does not play its kind, or it could not be fetched. */
  fault: 'unplayable' | 'unreachable' | null;
}

export const rates: readonly number[] = [0.75, 1, 1.25, 1.5, 1.75, 2, 2.5];

/** The sound of a conversation. What moves with each frame hears `onTick`; React hears of the state alone. */
export class Player {
  readonly audio = new Audio();
  readonly #ticks = new Set<(seconds: number) => void>();
  readonly #changes = new Set<() => void>();
  #state: PlayerState = { playing: false, rate: 1, fault: null };
  #frame = 0;
  #isSecondTry = false;

  constructor(url: string) {
    this.audio.preload = 'metadata';
    this.audio.src = url;
    for (const event of ['play', 'pause', 'ended', 'ratechange'])
      this.audio.addEventListener(event, this.#hear);
    for (const event of ['seeking', 'seeked', 'loadedmetadata'])
      this.audio.addEventListener(event, this.#tick);
    this.audio.addEventListener('playing', () => {
      this.#isSecondTry = false;
      this.#set({ fault: null });
    });
    this.audio.addEventListener('error', () => void this.#mend());
  }

  get state(): PlayerState {
    return this.#state;
  }

  get seconds(): number {
    return this.audio.currentTime;
  }

  readonly onTick = (tick: (seconds: number) => void): (() => void) => {
    this.#ticks.add(tick);
    return () => this.#ticks.delete(tick);
  };

  readonly onChange = (change: () => void): (() => void) => {
    this.#changes.add(change);
    return () => this.#changes.delete(change);
  };

  seek(seconds: number): void {
    this.audio.currentTime = Math.max(0, seconds);
  }

  skip(seconds: number): void {
    this.seek(this.seconds + seconds);
  }

  play(): void {
    // It rejects where the sound is broken, which `error` tells as well.
    this.audio.play().catch(() => {});
  }

  toggle(): void {
    if (this.audio.paused) this.play();
    else this.audio.pause();
  }

  setRate(rate: number): void {
    this.audio.playbackRate = rate;
    this.audio.defaultPlaybackRate = rate;
  }

  /** The next slower or faster of the rates. */
  changeRate(direction: 1 | -1): void {
    const at = rates.indexOf(this.#state.rate);
    this.setRate(rates[Math.min(rates.length - 1, Math.max(0, at + direction))] ?? 1);
  }

  close(): void {
    cancelAnimationFrame(this.#frame);
    this.#ticks.clear();
    this.#changes.clear();
    this.audio.pause();
    this.audio.removeAttribute('src');
  }

  readonly #hear = (): void => {
    const playing = !this.audio.paused && !this.audio.ended;
    this.#set({ playing, rate: this.audio.playbackRate });
    cancelAnimationFrame(this.#frame);
    if (playing) this.#run();
    else this.#tick();
  };

  #run(): void {
    this.#frame = requestAnimationFrame(() => {
      this.#tick();
      this.#run();
    });
  }

  readonly #tick = (): void => {
    for (const tick of this.#ticks) tick(this.audio.currentTime);
  };

  /** A session is renewed on the way of each call, but not of the sound: it is asked for again once. */
  async #mend(): Promise<void> {
    if (!this.audio.getAttribute('src')) return;
    const { playing } = this.#state;
    const seconds = this.seconds;
    if (this.#isSecondTry) {
      const kind = this.audio.error?.code === MediaError.MEDIA_ERR_NETWORK ? 'unreachable' : 'unplayable';
      this.#set({ fault: kind, playing: false });
      return;
    }
    this.#isSecondTry = true;
    const { response } = await api.GET('/session').catch(() => ({ response: null }));
    if (!response) return this.#set({ fault: 'unreachable', playing: false });
    this.audio.load();
    this.seek(seconds);
    if (playing) this.play();
  }

  #set(change: Partial<PlayerState>): void {
    this.#state = { ...this.#state, ...change };
    for (const heard of this.#changes) heard();
  }
}

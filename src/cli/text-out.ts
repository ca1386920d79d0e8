const flushedAt = 65_536;

/** Standard output for text that comes in many pieces; a reader that goes away early, such as `head`, ends it quietly. */
export class TextOut {
  #waiting = '';
  #closed = false;

  constructor() {
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      this.#closed = true;
    });
  }

  /** Nobody reads any more. */
  get isClosed(): boolean {
    return this.#closed;
  }

  async add(text: string): Promise<void> {
    this.#waiting += text;
    if (this.#waiting.length >= flushedAt) await this.flush();
  }

  async flush(): Promise<void> {
    const text = this.#waiting;
    this.#waiting = '';
    if (text !== '' && !this.#closed) await new Promise((resolve) => process.stdout.write(text, resolve));
  }
}

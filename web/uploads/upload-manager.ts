import type { QueryClient } from '@tanstack/react-query';
import type { Upload as TusUpload } from 'tus-js-client';
import { apiPrefix, ownHeader, type Schemas } from '../api.ts';
import { uploadsKey } from '../live/news.ts';
import { fetchSession } from '../session.tsx';

/** A file on its way from this tab. */
export interface Sending {
  /** Of this tab. */
  key: string;
  fileName: string;
  bytes: number;
  sent: number;
  state: 'waiting' | 'sending' | 'stopped';
  /** The upload at the server, once it has one. */
  uploadId: string | null;
  /** Why it stopped, in the server's or the browser's words. */
  fault: string | null;
}

export interface FileWishes {
  company?: string;
  language?: string;
  speakers?: string;
}

interface Entry {
  sending: Sending;
  file: File;
  wishes: FileWishes;
  tus: TusUpload | null;
}

export const sendingKey = ['uploads-of-this-tab'] as const;

const uploadsPath = `${apiPrefix}/uploads`;
/** More would only share the line. */
const mostAtOnce = 3;
/** Each piece is admitted by itself, so that a long upload outlives its access token. */
const pieceBytes = 16 * 1024 * 1024;
/** Less than an access token lives. */
const sessionCheckMs = 240_000;
/** A restart of the server is waited for. */
const retryMs = [0, 500, 1_000, 2_000, 3_000, 5_000, 5_000, 10_000, 10_000, 20_000, 30_000, 60_000];

/** The uploads of this tab, shown through the query cache. They go on while one looks at other pages. */
export class UploadManager {
  readonly #client: QueryClient;
  readonly #entries = new Map<string, Entry>();
  #lastKey = 0;
  #checkedAtMs = 0;

  constructor(client: QueryClient) {
    this.#client = client;
  }

  /** Adds files to the queue. One that was begun before goes on where it stopped. */
  add(files: readonly File[], wishes: FileWishes, known: readonly Schemas['Upload'][]): void {
    const taken = new Set([...this.#entries.values()].map(({ sending }) => sending.uploadId));
    for (const file of files) {
      const begun = known.find((upload) => isSameFile(upload, file) && !taken.has(upload.id));
      taken.add(begun?.id ?? null);
      this.#lastKey += 1;
      const sending: Sending = {
        key: `${this.#lastKey}`,
        fileName: file.name,
        bytes: file.size,
        sent: begun?.offset ?? 0,
        state: 'waiting',
        uploadId: begun?.id ?? null,
        fault: null,
      };
      this.#entries.set(sending.key, { sending, file, wishes, tus: null });
    }
    this.#goOn();
  }

  /** Tries a stopped one again. */
  retry(key: string): void {
    this.#change(key, { state: 'waiting', fault: null });
    this.#goOn();
  }

  /** Forgets it here; its upload at the server is dismissed by the page. */
  async drop(key: string): Promise<void> {
    const entry = this.#entries.get(key);
    this.#entries.delete(key);
    this.#tell();
    await entry?.tus?.abort();
    this.#goOn();
  }

  /** The person signs out: nothing more is sent for them. */
  stop(): void {
    for (const { tus } of this.#entries.values()) void tus?.abort();
    this.#entries.clear();
  }

  #goOn(): void {
    const entries = [...this.#entries.values()];
    const going = entries.filter(({ sending }) => sending.state === 'sending').length;
    const next = entries
      .filter(({ sending }) => sending.state === 'waiting')
      .slice(0, Math.max(0, mostAtOnce - going));
    for (const entry of next) {
      entry.sending = { ...entry.sending, state: 'sending' };
      void this.#send(entry);
    }
    this.#tell();
  }

  async #send(entry: Entry): Promise<void> {
    const { file, wishes } = entry;
    const { key, uploadId } = entry.sending;
    const { Upload } = await import('tus-js-client');
    entry.tus = new Upload(file, {
      endpoint: uploadsPath,
      ...(uploadId === null ? {} : { uploadUrl: `${uploadsPath}/${uploadId}` }),
      headers: ownHeader,
      metadata: { filename: file.name, modified: String(file.lastModified), ...wishes },
      chunkSize: pieceBytes,
      retryDelays: retryMs,
      // The server's list tells what was begun, in any browser of the person.
      storeFingerprintForResuming: false,
      onBeforeRequest: () => this.#keepSession(),
      onShouldRetry: (error) =>
        mayHelp(error.originalResponse?.getStatus() ?? 0, () => (this.#checkedAtMs = 0)),
      onUploadUrlAvailable: () => this.#change(key, { uploadId: entry.tus?.url?.split('/').at(-1) ?? null }),
      onProgress: (sent) => this.#change(key, { sent }),
      onError: (error) => {
        this.#change(key, { state: 'stopped', fault: wordsOf(error) });
        this.#goOn();
      },
      onSuccess: () => void this.#finish(key),
    });
    if (this.#entries.has(key)) entry.tus.start();
  }

  async #finish(key: string): Promise<void> {
    // The server's row takes its place.
    await this.#client.invalidateQueries({ queryKey: uploadsKey });
    this.#entries.delete(key);
    this.#goOn();
  }

  /** The typed client renews a session that ran out; the library would only be refused. */
  async #keepSession(): Promise<void> {
    if (performance.now() - this.#checkedAtMs < sessionCheckMs && this.#checkedAtMs > 0) return;
    await fetchSession().catch(() => null);
    this.#checkedAtMs = performance.now();
  }

  #change(key: string, change: Partial<Sending>): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    entry.sending = { ...entry.sending, ...change };
    this.#tell();
  }

  #tell(): void {
    this.#client.setQueryData(
      sendingKey,
      [...this.#entries.values()].map(({ sending }) => sending),
    );
  }
}

/** Pieces of two files must not be put together: name, length and time of change are all the same. */
export function isSameFile(
  upload: Schemas['Upload'],
  file: Pick<File, 'name' | 'size' | 'lastModified'>,
): boolean {
  const { state, file_name: name, bytes, modified_ms: modified } = upload;
  return state === 'open' && name === file.name && bytes === file.size && modified === file.lastModified;
}

function mayHelp(status: number, renew: () => void): boolean {
  if (status === 401) renew();
  return (
    status === 0 || status === 401 || status === 409 || status === 423 || (status >= 500 && status !== 507)
  );
}

/** The server refuses in JSON. */
function wordsOf(error: Error): string | null {
  const response = 'originalResponse' in error ? error.originalResponse : null;
  const text = typeof response === 'object' && response !== null ? Reflect.get(response, 'getBody') : null;
  const body: unknown = typeof text === 'function' ? text.call(response) : null;
  if (typeof body !== 'string' || !body.startsWith('{')) return null;
  const message: unknown = Reflect.get(JSON.parse(body), 'message');
  return typeof message === 'string' ? message : null;
}

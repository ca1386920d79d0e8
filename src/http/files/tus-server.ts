import { AsyncLocalStorage } from 'node:async_hooks';
import { FileStore } from '@tus/file-store';
import { Server, type Upload as TusUpload } from '@tus/server';
import type { Pool } from '../../db/pool.ts';
import { type UploadKey, uploadBounds } from '../../domain/uploads/upload.ts';
import {
  findUpload,
  forgetUpload,
  markReceived,
  openUpload,
  type UploadRefusal,
} from '../../domain/uploads/uploads.ts';
import type { UploadFiles } from '../../intake/upload-files.ts';
import type { UploadIntake } from '../../intake/upload-intake.ts';
import { readUploadMetadata } from './upload-metadata.ts';

export const uploadsPath = '/api/v1/uploads';

export interface Uploads {
  files: UploadFiles;
  intake: UploadIntake;
}

interface Options extends Uploads {
  pool: Pool;
  now(): Date;
  onError(error: unknown): void;
}

/** As @tus/server wants refusals thrown. */
interface TusRefusal {
  status_code: number;
  body: string;
}

const refusals: Readonly<Record<UploadRefusal['bound'], TusRefusal>> = {
  bytes: { status_code: 413, body: 'A file may have at most 16 GiB' },
  open_uploads: { status_code: 429, body: 'Too many uploads are under way; finish or dismiss some first' },
  open_bytes: { status_code: 429, body: 'Uploads of 64 GiB are under way; finish or dismiss some first' },
};
const diskFull: TusRefusal = { status_code: 507, body: 'disk_full: The disk of the server is full' };

/** Speaks the tus protocol (https://tus.io) for one upload of one person at a time. */
export class TusServer {
  readonly #options: Options;
  readonly #server: Server;
  /** The library hands its hooks no caller. */
  readonly #key = new AsyncLocalStorage<UploadKey>();

  constructor(options: Options) {
    this.#options = options;
    this.#server = new Server({
      path: uploadsPath,
      datastore: new FileStore({
        directory: options.files.folder,
        expirationPeriodInMilliseconds: uploadBounds.keptForMs,
      }),
      maxSize: uploadBounds.mostBytes,
      relativeLocation: true,
      // The app asks its own server only.
      allowedOrigins: () => false,
      namingFunction: () => this.#caller().id,
      getFileIdFromRequest: () => this.#key.getStore()?.id,
      onUploadCreate: (_request, upload) => this.#open(upload),
      onUploadFinish: () => this.#finish(),
      onResponseError: (_request, error) => this.#explain(error),
    });
  }

  /** Answers the request about the upload of `key`, whose owner was admitted. */
  async handle(key: UploadKey, request: Request): Promise<Response> {
    const response = await this.#key.run(key, () => this.#server.handleWeb(request));
    const { pool } = this.#options;
    // A refused one must not count as being under way.
    if (request.method === 'POST' && !response.ok) await forgetUpload(pool, key);
    if (request.method === 'DELETE' && response.ok) await forgetUpload(pool, key);
    return response;
  }

  #caller(): UploadKey {
    const key = this.#key.getStore();
    if (!key) throw new Error('An upload without a caller');
    return key;
  }

  async #open({ size, metadata }: TusUpload): Promise<Record<string, never>> {
    const { pool, files, now } = this.#options;
    if (size === undefined || !Number.isSafeInteger(size) || size < 0)
      throw { status_code: 400, body: 'Upload-Length must tell how long the file is' };
    const read = readUploadMetadata(metadata ?? {});
    if (read.kind === 'invalid')
      throw { status_code: 400, body: `Invalid parameter '${read.name}': is malformed` };
    if (!(await files.haveRoom(size))) throw diskFull;
    const { fileName, wishes } = read;
    const opened = await openUpload(pool, { ...this.#caller(), fileName, wishes, bytes: size }, now());
    if (opened.kind === 'refused') throw refusals[opened.bound];
    return {};
  }

  /** An empty piece at the end says so again. */
  async #finish(): Promise<Record<string, never>> {
    const { pool, intake, now } = this.#options;
    const key = this.#caller();
    await markReceived(pool, key, now());
    const upload = await findUpload(pool, key);
    if (upload?.state === 'received') intake.add(upload);
    return {};
  }

  /** The library hides why a piece could not be written. */
  async #explain(error: Error | TusRefusal): Promise<TusRefusal | undefined> {
    if ('status_code' in error && error.status_code < 500) return undefined;
    this.#options.onError(error);
    return (await this.#options.files.haveRoom(0)) ? undefined : diskFull;
  }
}

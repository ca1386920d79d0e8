import { expect } from 'vitest';
import type { components } from '../../contract/app.types.ts';
import { type Answer, send } from './api-client.ts';
import { appCall, type Session } from './app-client.ts';

type Upload = components['schemas']['Upload'];

const path = '/api/v1/uploads';

/** The tus protocol, request by request: what a client library would hide. */
export class TusClient {
  readonly #server: { url: string };
  readonly #cookie: string;

  constructor(server: { url: string }, session: Session | null) {
    this.#server = server;
    this.#cookie = session?.cookie ?? '';
  }

  create(bytes: number | string, metadata: Record<string, string>, more = {}): Promise<Answer> {
    const pairs = Object.entries(metadata).map(
      ([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`,
    );
    return this.#send('POST', path, {
      'upload-length': String(bytes),
      ...(pairs.length > 0 ? { 'upload-metadata': pairs.join(',') } : {}),
      ...more,
    });
  }

  /** The id of a new upload. */
  async begin(bytes: number, metadata: Record<string, string> = {}): Promise<string> {
    const answer = await this.create(bytes, metadata);
    const location = answer.headers.get('location');
    if (answer.status !== 201 || !location) throw new Error(`No upload: ${answer.status} ${answer.text}`);
    return location.split('/').at(-1) ?? '';
  }

  piece(id: string, offset: number, bytes: Buffer, more = {}): Promise<Answer> {
    const headers = {
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
      ...more,
    };
    return this.#send('PATCH', `${path}/${id}`, headers, bytes);
  }

  head(id: string): Promise<Answer> {
    return this.#send('HEAD', `${path}/${id}`, {});
  }

  request(method: string, id: string): Promise<Answer> {
    return this.#send(method, `${path}/${id}`, {});
  }

  /** A whole file in one piece; gives the id of its upload. */
  async send(bytes: Buffer, filename: string): Promise<string> {
    const id = await this.begin(bytes.length, { filename });
    await this.piece(id, 0, bytes);
    return id;
  }

  /** The person's own, as the app shows them. */
  async uploads(): Promise<Upload[]> {
    const { body } = await appCall(this.#server, { cookie: this.#cookie }, '/uploads');
    return Object(body).uploads;
  }

  async upload(id: string): Promise<Upload | undefined> {
    return (await this.uploads()).find((one) => one.id === id);
  }

  /** When it is settled. */
  async settled(id: string): Promise<Upload> {
    await expect.poll(async () => (await this.upload(id))?.state).toMatch(/taken_in|already_here|refused/);
    const found = await this.upload(id);
    if (!found) throw new Error('It is gone');
    return found;
  }

  #send(method: string, to: string, headers: Record<string, string>, body?: Buffer): Promise<Answer> {
    const common = { cookie: this.#cookie, 'tus-resumable': '1.0.0', 'x-meetric': '1' };
    return send(this.#server, to, { method, headers: { ...common, ...headers }, ...(body ? { body } : {}) });
  }
}

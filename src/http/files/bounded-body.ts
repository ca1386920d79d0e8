import { Readable } from 'node:stream';
import { malformed } from '../connections/refuse-connection.ts';
import { ApiError } from '../errors.ts';

/**
 * The body of a request as far as a bound. Giving it up leaves the connection alone, so that the refusal can still be
 * sent on it.
 */
export function boundedBody(body: Readable, mostBytes: number): Readable {
  return Readable.from(within(body, mostBytes), { objectMode: false });
}

async function* within(body: Readable, mostBytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  const chunks: AsyncIterator<Uint8Array> = body.iterator({ destroyOnReturn: false });
  for (;;) {
    const next = await chunks.next().catch(() => {
      // The client went away, or its body was malformed.
      throw new ApiError(400, malformed);
    });
    if (next.done) return;
    bytes += next.value.byteLength;
    if (bytes > mostBytes) throw new ApiError(413, 'Request body is too large');
    yield next.value;
  }
}

import type { Readable } from 'node:stream';
import { mostLogoBytes, pictureType, setLogo as storeLogo } from '../../../domain/accounts/logo.ts';
import { ApiError } from '../../errors.ts';
import { doing } from '../doing.ts';
import type { Handler } from '../handler.ts';
import { settingsAnswer } from './account.ts';

export const setLogo: Handler<'setLogo'> = async (call) => {
  const { context, caller, body } = call;
  const { accountId } = caller.session.key;
  const bytes = await readUpTo(body, mostLogoBytes);
  const mediaType = bytes && pictureType(bytes);
  if (!bytes) throw new ApiError(400, `Invalid logo: it has more than ${mostLogoBytes / 1024} KiB`);
  if (!mediaType) throw new ApiError(400, 'Invalid logo: it is no PNG, JPEG or WebP');
  await storeLogo(context.pool, accountId, { mediaType, bytes }, doing(call));
  return { answer: await settingsAnswer(context, accountId) };
};

export const deleteLogo: Handler<'deleteLogo'> = async (call) => {
  await storeLogo(call.context.pool, call.caller.session.key.accountId, null, doing(call));
  return { status: 204 };
};

/** Null where there is more. The rest is read and let go, so that the answer is heard. */
async function readUpTo(stream: Readable, most: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes <= most) chunks.push(chunk);
    else if (bytes > 16 * most) break;
  }
  return bytes > most ? null : Buffer.concat(chunks);
}

import { platformOf, platforms } from '../../domain/notetaker/meeting-url.ts';
import { ApiError, invalidParameter } from '../errors.ts';
import type { Handler } from './handler.ts';

export const requestNotetaker: Handler<'requestNotetaker'> = async ({ context, body }) => {
  const platform = platformOf(body.meeting_url, context.publicUrl(), body.platform ?? null);
  if (platform === null) {
    throw invalidParameter(
      'meeting_url',
      `supported are ${platforms.slice(0, -1).join(', ')} and ${platforms.at(-1)}`,
    );
  }
  throw new ApiError(503, 'notetaker_unavailable: this server has no notetaker');
};

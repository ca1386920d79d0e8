import { z } from 'zod';
import { platformOf, platforms } from '../../domain/notetaker/meeting-url.ts';
import { ApiError, invalidParameter } from '../errors.ts';
import type { Handler } from './handler.ts';

const bodySchema = z.object({ meeting_url: z.string(), platform: z.enum(platforms).optional() });

export const requestNotetaker: Handler = async ({ context, body }) => {
  const wanted = bodySchema.parse(body);
  const platform = platformOf(wanted.meeting_url, context.publicUrl(), wanted.platform ?? null);
  if (platform === null) {
    throw invalidParameter(
      'meeting_url',
      `supported are ${platforms.slice(0, -1).join(', ')} and ${platforms.at(-1)}`,
    );
  }
  throw new ApiError(503, 'notetaker_unavailable: this server has no notetaker');
};

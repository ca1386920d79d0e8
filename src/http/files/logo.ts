import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { uuidForm } from '../../base/uuid.ts';
import { findLogo } from '../../domain/accounts/logo.ts';
import type { Context } from '../context.ts';
import { notFound } from '../errors.ts';

const paramsSchema = z.object({
  accountId: z.string().regex(uuidForm),
  hash: z.string().regex(/^[\w-]{16}$/),
});

/** GET /brand/ACCOUNT/HASH: an account's logo, for whoever was told its address. Another logo has another address. */
export function registerLogo(app: FastifyInstance, { pool }: Context): void {
  app.route({
    method: ['GET', 'HEAD'],
    url: '/brand/:accountId/:hash',
    async handler(request, reply) {
      const params = paramsSchema.safeParse(request.params);
      const logo = params.success && (await findLogo(pool, params.data.accountId, params.data.hash));
      if (!logo) throw notFound();
      return reply
        .headers({
          'cache-control': 'public, max-age=31536000, immutable',
          'content-security-policy': "default-src 'none'; sandbox",
        })
        .type(logo.mediaType)
        .send(logo.bytes);
    },
  });
}

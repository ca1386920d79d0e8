import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';

/** Tells the operator once where clients reach the proxy under another address than links are made with. */
export function watchForwardedAddress(app: FastifyInstance, context: Context): void {
  let isTold = false;
  app.addHook('onRequest', (request, _reply, done) => {
    const called = isTold ? null : forwardedOrigin(request);
    if (called !== null && called !== new URL(context.publicUrl()).origin) {
      isTold = true;
      context.log.warn({ called, publicUrl: context.publicUrl() }, 'a proxy is called by another address');
    }
    done();
  });
}

/** Null where no trusted proxy says so: of another there is one address, its own. */
function forwardedOrigin({ headers, ips = [], protocol, host }: FastifyRequest): string | null {
  if (ips.length < 2) return null;
  if (headers['x-forwarded-proto'] === undefined || headers['x-forwarded-host'] === undefined) return null;
  const text = `${protocol}://${host}`;
  return URL.canParse(text) ? new URL(text).origin : null;
}

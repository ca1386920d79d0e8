import { hash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readReference } from '../../../../contract/reference/api-reference.ts';
import type { Fields } from '../../../../contract/reference/document.ts';
import { programVersion } from '../../../base/program.ts';
import { acceptsGzip, hasTag } from '../../api/send-answer.ts';
import type { Context } from '../../context.ts';
import { eventPage } from './event-page.ts';
import { icon } from './icon.ts';
import { notFoundPage } from './not-found-page.ts';
import { operationPage } from './operation-page.ts';
import { policy, render } from './page.ts';
import { referencePage } from './reference-page.ts';
import { docsPath, type Site } from './site.ts';

interface Prepared {
  etag: string;
  type: string;
  plain: Buffer;
  packed: Buffer;
}

/** The public documentation: HTML that needs neither sign-in nor scripts, made from the document that the API serves. */
export function registerDocs(app: FastifyInstance, context: Context, document: () => Fields): void {
  let shelf: Shelf | null = null;
  const handler = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    // Made when it is first asked for: the server's address is known then.
    shelf ??= shelfOf(siteOf(context, document()));
    return answer(shelf, request, reply);
  };
  for (const url of [docsPath, `${docsPath}/*`]) app.route({ method: ['GET', 'HEAD'], url, handler });
}

function siteOf(context: Context, document: Fields): Site {
  return { reference: readReference(document), publicUrl: context.publicUrl(), version: programVersion() };
}

interface Shelf {
  site: Site;
  pages: ReadonlyMap<string, Prepared>;
}

function shelfOf(site: Site): Shelf {
  const operations = site.reference.groups.flatMap((group) => group.operations);
  const pages = [
    referencePage(site),
    ...operations.map((operation) => operationPage(site, operation)),
    ...site.reference.events.map(eventPage),
  ];
  return {
    site,
    pages: new Map([
      ...pages.map((page): [string, Prepared] => [
        page.path,
        prepared('text/html; charset=utf-8', render(site, page)),
      ]),
      [`${docsPath}/icon.svg`, prepared('image/svg+xml', Buffer.from(icon))],
    ]),
  };
}

function prepared(type: string, plain: Buffer): Prepared {
  return { type, plain, packed: gzipSync(plain), etag: `W/"${hash('sha1', plain, 'base64url')}"` };
}

function answer({ site, pages }: Shelf, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const [path = ''] = request.url.split('?', 1);
  if (path !== docsPath && path.endsWith('/')) {
    const [last = ''] = path.replace(/\/+$/, '').split('/').slice(-1);
    return reply.code(308).header('location', `../${last}`).send();
  }
  const page = pages.get(path);
  reply.headers({
    'content-security-policy': policy,
    'referrer-policy': 'no-referrer',
    vary: 'Accept-Encoding',
  });
  if (!page)
    return reply
      .code(404)
      .type('text/html; charset=utf-8')
      .send(render(site, notFoundPage, path));
  // Asked for again each time: a page shows the contract of the running process.
  reply.header('cache-control', 'no-cache').header('etag', page.etag);
  if (hasTag(request.headers['if-none-match'], page.etag)) return reply.code(304).send();
  reply.type(page.type);
  if (!acceptsGzip(request.headers['accept-encoding'])) return reply.send(page.plain);
  return reply.header('content-encoding', 'gzip').send(page.packed);
}

/** Nothing but node:http and bytes from memory: what a server could do at most. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { serveParent } from '../support/own-servers.ts';

const settings = z
  .object({ file: z.string(), headers: z.record(z.string(), z.string()) })
  .parse(JSON.parse(process.argv[2] ?? ''));
const bytes = readFileSync(settings.file);
const headers = { ...settings.headers, 'content-length': bytes.length };
const server = createServer((_request, response) => {
  response.writeHead(200, headers);
  response.end(bytes);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const { port } = Object(server.address()) as AddressInfo;
  serveParent([port]);
});

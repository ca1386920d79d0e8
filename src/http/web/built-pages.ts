import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { programRoot } from '../../base/program.ts';

/** Vite writes them here (web/vite.config.ts). */
const builtFolder = path.join(programRoot, 'web', 'dist');

export type Encoding = 'br' | 'gzip';

export interface BuiltFile {
  type: string;
  etag: string;
  bytes: Buffer;
  /** The same, compressed at build; only where it is smaller. */
  compressed: Partial<Record<Encoding, Buffer>>;
}

export interface BuiltPages {
  /** Without the nonce, which stands between the two parts. */
  index: { before: string; after: string; etag: string };
  /** By path, such as /assets/index-BYE1Tt0U.css. No other path reaches a file. */
  files: ReadonlyMap<string, BuiltFile>;
}

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

const endings: Record<Encoding, string> = { br: '.br', gzip: '.gz' };
const noncePlace = 'property="csp-nonce" nonce="';

/** All files of the app's pages, read once; null where they are not built. */
export function readBuiltPages(folder = builtFolder): BuiltPages | null {
  const indexFile = path.join(folder, 'index.html');
  if (!existsSync(indexFile)) return null;
  const html = readFileSync(indexFile, 'utf8');
  const place = html.indexOf(noncePlace) + noncePlace.length;
  if (place < noncePlace.length) throw new Error(`${indexFile} has no place for the nonce`);
  const index = { before: html.slice(0, place), after: html.slice(place), etag: etagOf(html) };
  const files = new Map<string, BuiltFile>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const type = types[path.extname(name)];
    if (type && !name.startsWith('.'))
      files.set(`/${name.split(path.sep).join('/')}`, readFile(path.join(folder, name), type));
  }
  return { index, files };
}

function readFile(file: string, type: string): BuiltFile {
  const bytes = readFileSync(file);
  const compressed: BuiltFile['compressed'] = {};
  for (const encoding of ['br', 'gzip'] as const) {
    const form = file + endings[encoding];
    if (existsSync(form)) compressed[encoding] = readFileSync(form);
  }
  return { type, etag: etagOf(bytes), bytes, compressed };
}

const etagOf = (content: string | Buffer): string => `"${hash('sha256', content, 'base64url').slice(0, 22)}"`;

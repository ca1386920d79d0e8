import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Fonts and images are compressed already. */
const worthwhile = /\.(?:js|css|svg|json)$/;

/** Lays a .br and a .gz beside each file that shrinks by it, so that the server compresses nothing. */
export function compressed(): Plugin {
  let folder = '';
  return {
    name: 'meetric-compressed',
    apply: 'build',
    configResolved({ root, build }) {
      folder = path.resolve(root, build.outDir);
    },
    closeBundle() {
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
        if (worthwhile.test(name) && !name.startsWith('.')) compress(path.join(folder, name));
    },
  };
}

function compress(file: string): void {
  const bytes = readFileSync(file);
  const forms = {
    br: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
    gz: gzipSync(bytes, { level: 9 }),
  };
  for (const [ending, form] of Object.entries(forms))
    if (form.length < bytes.length) writeFileSync(`${file}.${ending}`, form);
}

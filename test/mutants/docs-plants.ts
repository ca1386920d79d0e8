import type { Plant } from './plants.ts';

const docs = [['test/http/web/docs']];

/** In the public documentation. */
export const docsPlants: readonly Plant[] = [
  {
    why: 'a text becomes markup',
    within: 'src/http/web/html.ts',
    find: 'return escaped(String(piece));',
    replace: 'return String(piece);',
    stages: docs,
  },
  {
    why: 'a shell runs what stands in a command that people copy',
    within: 'contract/reference/curl.ts',
    find: /replace\(\/\["\\\\\$`\]\/g, '\\\\\$&'\)/,
    replace: "replace('', '')",
    stages: [['contract/reference/curl']],
  },
  {
    why: 'a page of another process is taken for the present one',
    within: 'src/http/web/docs/docs.ts',
    find: `etag: \`W/"\${hash('sha1', plain, 'base64url')}"\``,
    replace: 'etag: \'W/"docs"\'',
    stages: docs,
  },
  {
    why: 'the session goes along with a request that one tries',
    within: 'web/pages/api-reference',
    find: "credentials: 'omit'",
    replace: "credentials: 'include'",
    stages: [['test/web/api-reference']],
  },
];

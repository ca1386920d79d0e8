#!/usr/bin/env bash
# An upload by tus that is whole is finished once more by each empty PATCH at its end, and its file can be fetched by GET.
# Needs: node 20+, npm.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund @tus/server@2.4.5 @tus/file-store@2.1.1 > /dev/null
cat > try.mjs <<'JS'
import http from 'node:http';
import { mkdirSync, readFileSync } from 'node:fs';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';

mkdirSync('files');
let finished = 0;
const tus = new Server({
  path: '/files',
  datastore: new FileStore({ directory: 'files' }),
  onUploadFinish: async () => {
    finished += 1;
    return {};
  },
});
const server = http.createServer((request, response) => tus.handle(request, response));
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const base = `http://127.0.0.1:${server.address().port}`;
const call = (path, method, headers = {}, body) =>
  fetch(base + path, { method, headers: { 'tus-resumable': '1.0.0', ...headers }, body });
const text = 'a talk';
const made = await call('/files', 'POST', { 'upload-length': String(text.length) });
const path = new URL(made.headers.get('location'), base).pathname;
const type = { 'content-type': 'application/offset+octet-stream' };
await call(path, 'PATCH', { ...type, 'upload-offset': '0' }, text);
const once = finished;
const again = await call(path, 'PATCH', { ...type, 'upload-offset': String(text.length) }, '');
const got = await call(path, 'GET');
const sidecar = JSON.parse(readFileSync(`files/${path.split('/').pop()}.json`, 'utf8'));
server.close();
const seen = { once, again: again.status, finished, get: got.status, body: await got.text(), offset: sidecar.offset };
console.log('Expected: finished once, GET refused, the offset in the sidecar file 6.');
console.log('Seen:', JSON.stringify(seen));
const same = once === 1 && again.status === 204 && finished === 2 && got.status === 200 && seen.body === text && sidecar.offset === 0;
process.exit(same ? 0 : 1);
JS
echo "@tus/server $(node -p "require('./node_modules/@tus/server/package.json').version"), @tus/file-store 2.1.1"
node try.mjs

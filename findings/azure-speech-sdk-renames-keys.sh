#!/usr/bin/env bash
# The JavaScript SDK of Azure's fast transcription does not give the JSON of its API: it renames the times. Whoever keeps a
# transcript with JSON.stringify(result) keeps `offsetInMs`, which no document of the API describes, for `offsetMilliseconds`.
# Needs node and npm in the PATH.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit @azure/ai-speech-transcription@1.0.0 @azure/core-auth@1.10.1 >/dev/null

cat >run.mjs <<'JS'
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { TranscriptionClient } from '@azure/ai-speech-transcription';
import { AzureKeyCredential } from '@azure/core-auth';

const answer = {
  durationMilliseconds: 2000,
  combinedPhrases: [{ text: 'Good afternoon.' }],
  phrases: [
    { offsetMilliseconds: 960, durationMilliseconds: 640, text: 'Good afternoon.', words: [], locale: 'en-GB', confidence: 0.9 },
  ],
};
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const endpoint = `http://127.0.0.1:${server.address().port}`;
const client = new TranscriptionClient(endpoint, new AzureKeyCredential('none'), { allowInsecureConnection: true });
const result = await client.transcribe(new Uint8Array(44), { locales: ['en-GB'] });
server.close();

const { version } = JSON.parse(readFileSync('node_modules/@azure/ai-speech-transcription/package.json', 'utf8'));
console.log(`@azure/ai-speech-transcription ${version}`);
console.log('expected:', JSON.stringify(answer.phrases[0]));
console.log('seen:    ', JSON.stringify(result.phrases[0]));
const { offsetMilliseconds, offsetInMs } = result.phrases[0];
if (offsetMilliseconds !== undefined || offsetInMs !== 960) {
  console.error('This has changed: the SDK gives the keys of the API.');
  process.exit(1);
}
JS
node run.mjs

#!/usr/bin/env bash
# Chained Ogg Vorbis (RFC 3533 section 4; Vorbis I, appendix A.2: each link has headers of its own, other rates are allowed)
# through @wasm-audio-decoders/ogg-vorbis 0.1.20: the second link is decoded by the codebooks of the first.
# Debian packages: ffmpeg.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @wasm-audio-decoders/ogg-vorbis@0.1.20
for rate in 16000 44100; do
  ffmpeg -v error -f lavfi -i "sine=frequency=440:duration=5:sample_rate=$rate" -c:a libvorbis "$rate.ogg"
done
cat 16000.ogg 44100.ogg >chained.ogg
cat > check.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { OggVorbisDecoder } from '@wasm-audio-decoders/ogg-vorbis';

async function decode(file) {
  const decoder = new OggVorbisDecoder();
  await decoder.ready;
  const decoded = await decoder.decodeFile(new Uint8Array(readFileSync(file)));
  decoder.free();
  return decoded;
}
const alone = [await decode('16000.ogg'), await decode('44100.ogg')];
const chained = await decode('chained.ogg');
const [expected, seen] = [alone[0].samplesDecoded + alone[1].samplesDecoded, chained.samplesDecoded];
console.log('@wasm-audio-decoders/ogg-vorbis 0.1.20');
console.log(`the links alone: ${alone.map((part) => `${part.samplesDecoded} samples at ${part.sampleRate} Hz`).join(', ')}`);
console.log(`chained, expected: ${expected} samples, or an error`);
console.log(`chained, seen: ${seen} samples, all at ${chained.sampleRate} Hz, ${chained.errors.length} errors`);
const isKnown = seen < expected * 0.8 && chained.sampleRate === 16000 && chained.errors.length === 0;
if (!isKnown) console.log('CHANGED: not what was seen before');
process.exit(isKnown ? 0 : 1);
JS
node check.mjs

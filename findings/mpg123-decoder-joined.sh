#!/usr/bin/env bash
# Two mp3 files of different rates, one behind the other, as podcasts with spliced advertisements have them. mpg123 tells of the
# new format (MPG123_NEW_FORMAT); mpg123-decoder 1.0.3 passes over that and gives all samples with the last rate.
# Debian packages: ffmpeg.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund mpg123-decoder@1.0.3
for rate in 44100 22050; do
  ffmpeg -v error -f lavfi -i "sine=frequency=440:duration=10:sample_rate=$rate" -c:a libmp3lame "$rate.mp3"
done
cat > check.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { MPEGDecoder } from 'mpg123-decoder';

const decoder = new MPEGDecoder();
await decoder.ready;
const joined = new Uint8Array(Buffer.concat([readFileSync('44100.mp3'), readFileSync('22050.mp3')]));
const { samplesDecoded, sampleRate, errors } = decoder.decode(joined);
decoder.free();
const seconds = samplesDecoded / sampleRate;
console.log('mpg123-decoder 1.0.3');
console.log('10 s at 44100 Hz and 10 s at 22050 Hz, expected: 20 s, or two results');
console.log(`seen: ${samplesDecoded} samples at ${sampleRate} Hz, which is ${seconds.toFixed(1)} s; ${errors.length} errors`);
const isKnown = sampleRate === 22050 && seconds > 29 && errors.length === 0;
if (!isKnown) console.log('CHANGED: not what was seen before');
process.exit(isKnown ? 0 : 1);
JS
node check.mjs

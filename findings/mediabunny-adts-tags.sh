#!/usr/bin/env bash
# AAC with ADTS headers and an ID3 tag before each segment, as HLS has it (RFC 8216, 3.4: each audio segment begins with one)
# and as downloads of radio join it. mediabunny 1.61.0 ends at the second tag, without an error; FFmpeg reads on.
# Debian packages: ffmpeg.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund mediabunny@1.61.0
ffmpeg -v error -f lavfi -i "sine=frequency=440:duration=10:sample_rate=48000" -c:a aac -f adts segment.aac
cat > check.mjs <<'JS'
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input } from 'mediabunny';

const segment = readFileSync('segment.aac');
const tag = Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\x20', 'latin1'), Buffer.alloc(32)]);
writeFileSync('joined.aac', Buffer.concat([tag, segment, tag, segment, tag, segment]));
const input = new Input({ source: new FilePathSource('joined.aac'), formats: ALL_FORMATS });
const track = await input.getPrimaryAudioTrack();
let seconds = 0;
for await (const packet of new EncodedPacketSink(track).packets()) seconds += packet.duration;
const raw = execFileSync('ffmpeg', ['-v', 'quiet', '-i', 'joined.aac', '-ac', '1', '-ar', '8000', '-f', 's16le', '-'], { maxBuffer: 1e8 });
const expected = raw.length / 16000;
console.log('mediabunny 1.61.0');
console.log(`expected, as FFmpeg reads it: ${expected.toFixed(1)} s`);
console.log(`seen: packets of ${seconds.toFixed(1)} s, no error`);
const isKnown = expected > 29 && seconds < 11;
if (!isKnown) console.log('CHANGED: not what was seen before');
process.exit(isKnown ? 0 : 1);
JS
node check.mjs

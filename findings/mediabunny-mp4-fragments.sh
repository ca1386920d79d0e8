#!/usr/bin/env bash
# A fragmented mp4 whose movie box lists samples too, as FFmpeg's +frag_keyframe writes it (ISO 14496-12, 8.8.1: a movie may
# be extended by fragments). mediabunny 1.61.0 reads the samples of the movie box and none of the fragments, without an error.
# Debian packages: ffmpeg.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund mediabunny@1.61.0
ffmpeg -v error -f lavfi -i "sine=frequency=440:duration=30:sample_rate=48000" -c:a aac \
  -movflags +frag_keyframe -frag_duration 5000000 fragmented.mp4
ffmpeg -v error -i fragmented.mp4 -f null -progress - - | grep out_time_us | tail -1 | cut -d= -f2 >ffmpeg.txt
cat > check.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input } from 'mediabunny';

const input = new Input({ source: new FilePathSource('fragmented.mp4'), formats: ALL_FORMATS });
const track = await input.getPrimaryAudioTrack();
let seconds = 0;
for await (const packet of new EncodedPacketSink(track).packets()) seconds += packet.duration;
const expected = Number(readFileSync('ffmpeg.txt', 'utf8')) / 1e6;
console.log('mediabunny 1.61.0');
console.log(`expected, as FFmpeg reads it: ${expected.toFixed(1)} s`);
console.log(`seen: packets of ${seconds.toFixed(1)} s, duration ${(await input.computeDuration()).toFixed(1)} s, no error`);
const isKnown = expected > 29 && seconds < 6;
if (!isKnown) console.log('CHANGED: not what was seen before');
process.exit(isKnown ? 0 : 1);
JS
node check.mjs

#!/usr/bin/env bash
# Two things of WebM in mediabunny 1.61.0. The packet before a pause (a muted microphone) has the length of the pause: the sum of
# packet durations hides what is missing, and the packet holds 20 ms. Two recordings that were joined, each with its segment
# (RFC 9559, 5.1: a file may have several), are two tracks that both begin at zero.
# Debian packages: ffmpeg.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund mediabunny@1.61.0
ffmpeg -v error -f lavfi -i "sine=frequency=440:duration=20:sample_rate=48000" \
  -af "aselect='not(between(t,5,15))'" -c:a libopus -cluster_time_limit 60000 paused.webm
ffmpeg -v error -f lavfi -i "sine=frequency=440:duration=10:sample_rate=48000" -c:a libopus one.webm
cat one.webm one.webm >joined.webm
cat > check.mjs <<'JS'
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input } from 'mediabunny';

async function tracksOf(file) {
  const input = new Input({ source: new FilePathSource(file), formats: ALL_FORMATS });
  const tracks = [];
  for (const track of await input.getAudioTracks()) {
    const packets = [];
    for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet);
    tracks.push(packets);
  }
  return tracks;
}
const [paused] = await tracksOf('paused.webm');
const longest = Math.max(...paused.map((packet) => packet.duration));
const sum = paused.reduce((total, packet) => total + packet.duration, 0);
const joined = await tracksOf('joined.webm');
console.log('mediabunny 1.61.0');
console.log('10 s of sound with a pause of 10 s, expected: packets of at most 0.02 s, 10 s in all');
console.log(`seen: a packet of ${longest.toFixed(2)} s, ${sum.toFixed(1)} s in all`);
console.log('two recordings joined, expected: one track of 20 s, or one of 10 s and a word about the rest');
console.log(`seen: ${joined.length} tracks, which begin at ${joined.map(([first]) => first.timestamp.toFixed(2)).join(' s and ')} s`);
const isKnown = longest > 9 && sum > 19 && joined.length === 2 && Math.abs(joined[1][0].timestamp) < 0.1;
if (!isKnown) console.log('CHANGED: not what was seen before');
process.exit(isKnown ? 0 : 1);
JS
node check.mjs

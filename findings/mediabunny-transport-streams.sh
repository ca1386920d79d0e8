#!/usr/bin/env bash
# MPEG transport streams as receivers record them: a few bytes are lost (each packet begins with 0x47 so that a reader can pick
# it up again), or a new map gives the sound another PID (ISO 13818-1, 2.4.4.9: version_number). mediabunny 1.61.0 refuses the
# first, and ends with the old PID in the second, without an error; FFmpeg reads both.
# Debian packages: ffmpeg.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund mediabunny@1.61.0
for pid in 256 500; do
  ffmpeg -v error -f lavfi -i "sine=frequency=440:duration=10:sample_rate=48000" -c:a aac -streamid "0:$pid" "$pid.ts"
done
head -c 18800 256.ts >lost.ts
tail -c +18901 256.ts >>lost.ts
cat 256.ts 500.ts >joined.ts
cat > check.mjs <<'JS'
import { execFileSync } from 'node:child_process';
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input } from 'mediabunny';

async function secondsOf(file) {
  const input = new Input({ source: new FilePathSource(file), formats: ALL_FORMATS });
  let seconds = 0;
  try {
    const track = await input.getPrimaryAudioTrack();
    for await (const packet of new EncodedPacketSink(track).packets()) seconds += packet.duration;
    return { seconds, error: 'no error' };
  } catch (error) {
    return { seconds, error: error.message };
  }
}
function ffmpegSeconds(file) {
  const packets = execFileSync('ffprobe', ['-v', 'quiet', '-show_entries', 'packet=stream_index', '-of', 'csv=p=0', file]);
  return (packets.toString().split('\n').filter((line) => /^\d/.test(line)).length * 1024) / 48000;
}
const [lost, joined] = [await secondsOf('lost.ts'), await secondsOf('joined.ts')];
console.log('mediabunny 1.61.0');
console.log(`100 bytes lost, expected, as FFmpeg reads it: ${ffmpegSeconds('lost.ts').toFixed(1)} s`);
console.log(`100 bytes lost, seen: ${lost.seconds.toFixed(1)} s, ${lost.error}`);
console.log(`another PID, expected, as FFmpeg reads it: ${ffmpegSeconds('joined.ts').toFixed(1)} s`);
console.log(`another PID, seen: ${joined.seconds.toFixed(1)} s, ${joined.error}`);
const isKnown = lost.seconds < 9 && lost.error.includes('sync byte') && joined.seconds < 11 && joined.error === 'no error';
if (!isKnown) console.log('CHANGED: not what was seen before');
process.exit(isKnown ? 0 : 1);
JS
node check.mjs

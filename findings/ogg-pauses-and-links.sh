#!/usr/bin/env bash
# Ogg Opus as live recorders write it: a pause that is only a jump of granule positions, and links one behind the other.
# RFC 7845 section 4: the granule position is the time, also where no packets are; RFC 3533 section 4: links follow each other.
# Debian packages: ffmpeg. npm: mediabunny 1.61.0, ogg-opus-decoder 1.7.3.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund mediabunny@1.61.0 ogg-opus-decoder@1.7.3
export FFMPEG_VERSION
FFMPEG_VERSION=$(ffmpeg -version | head -1 | cut -d' ' -f3)
cat > check.mjs <<'JS'
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input } from 'mediabunny';
import { OggOpusDecoder } from 'ogg-opus-decoder';

const table = Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value >>> 0;
});
function page(packets, { serial, sequence, granule, flags }) {
  const bytes = Buffer.concat([Buffer.alloc(27), Buffer.from(packets.map((packet) => packet.length)), ...packets]);
  bytes.write('OggS');
  bytes[5] = flags;
  bytes.writeBigInt64LE(BigInt(granule), 6);
  bytes.writeUInt32LE(serial, 14);
  bytes.writeUInt32LE(sequence, 18);
  bytes[26] = packets.length;
  let sum = 0;
  for (const byte of bytes) sum = ((sum << 8) ^ table[(sum >>> 24) ^ byte]) >>> 0;
  bytes.writeUInt32LE(sum, 22);
  return bytes;
}
const head = Buffer.concat([Buffer.from('OpusHead\x01\x01\0\0'), Buffer.from([0x80, 0xbb, 0, 0, 0, 0, 0])]);
const tags = Buffer.concat([Buffer.from('OpusTags'), Buffer.alloc(8)]);
const silence = Buffer.from([0xf8, 0xff, 0xfe]);
/** One page of 50 packets of 20 ms for each granule position at which it ends, in seconds. */
function stream(serial, ends) {
  const sound = ends.map((end, index) =>
    page(Array(50).fill(silence), {
      serial, sequence: index + 2, granule: end * 48000, flags: index === ends.length - 1 ? 4 : 0,
    }));
  return Buffer.concat([
    page([head], { serial, sequence: 0, granule: 0, flags: 2 }),
    page([tags], { serial, sequence: 1, granule: 0, flags: 0 }),
    ...sound,
  ]);
}
writeFileSync('pause.opus', stream(1, [1, 2, 3, 34, 35]));
writeFileSync('chained.opus', Buffer.concat([stream(1, [1, 2, 3]), stream(2, [1, 2])]));

const probe = (file) =>
  Number(execFileSync('ffprobe', ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', file], { encoding: 'utf8' }));
const wavSeconds = (file) => {
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', file, 'out.wav']);
  return probe('out.wav');
};
async function packets(file) {
  const input = new Input({ source: new FilePathSource(file), formats: ALL_FORMATS });
  const track = await input.getPrimaryAudioTrack();
  let end = 0;
  for await (const packet of new EncodedPacketSink(track).packets()) end = packet.timestamp + packet.duration;
  return { end, duration: await input.computeDuration([track]) };
}
async function decoded(file) {
  const decoder = new OggOpusDecoder();
  await decoder.ready;
  const { samplesDecoded, sampleRate, errors } = await decoder.decodeFile(new Uint8Array(readFileSync(file)));
  decoder.free();
  return errors.length === 0 ? samplesDecoded / sampleRate : Number.NaN;
}

const [pause, chained] = [await packets('pause.opus'), await packets('chained.opus')];
const rows = [
  [`ffmpeg ${process.env.FFMPEG_VERSION}: wav made of 35 s with a pause of 30 s`, 35, wavSeconds('pause.opus'), 5],
  [`ffprobe: the same file's duration`, 35, probe('pause.opus'), 35],
  ['ffprobe: duration of links of 3 s and 2 s', 5, probe('chained.opus'), 2],
  ['mediabunny 1.61.0: end of the last packet behind the pause', 35, pause.end, 5],
  ['mediabunny: the same file, computeDuration', 35, pause.duration, 35],
  ['mediabunny: links of 3 s and 2 s, end of the last packet', 5, chained.end, 3],
  ['ogg-opus-decoder 1.7.3: decoded of 35 s with a pause of 30 s', 35, await decoded('pause.opus'), 5],
  ['ogg-opus-decoder: decoded of links of 3 s and 2 s', 5, await decoded('chained.opus'), 8],
];
let changed = false;
for (const [what, expected, seen, known] of rows) {
  console.log(`${what}\n  expected ${expected} s, seen ${seen.toFixed(2)} s, no error`);
  if (Math.abs(seen - known) > 0.1) changed = true;
}
if (changed) console.log('CHANGED: not what was seen before');
process.exit(changed ? 1 : 0);
JS
node check.mjs

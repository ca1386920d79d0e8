#!/usr/bin/env bash
# An AMR track of a 3gp says that it has two channels. 3GPP TS 26.244 demands it, and the sound has one.
# Debian packages: ffmpeg sox libsox-fmt-all
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

sox -n -r 8000 -c 1 tone.amr-nb synth 1 sine 440 vol 0.5
ffmpeg -v error -f amr -i tone.amr-nb -c copy tone.3gp
npm init -y >/dev/null
npm install --no-audit --no-fund --ignore-scripts mediabunny@1.61.0 >/dev/null 2>&1
cat >look.mjs <<'JS'
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input } from 'mediabunny';
console.warn = () => {};
const input = new Input({ source: new FilePathSource('tone.3gp'), formats: ALL_FORMATS });
const track = await input.getPrimaryAudioTrack();
let packets = 0;
for await (const _ of new EncodedPacketSink(track).packets()) packets += 1;
console.log(await track.getInternalCodecId(), await track.getCodec(), await track.getNumberOfChannels(), packets);
input.dispose();
JS
seen=$(node look.mjs 2>/dev/null)
real=$(ffprobe -v error -show_entries stream=channels -of csv=p=0 tone.3gp)
echo "mediabunny 1.61.0"
echo "expected: one channel, as AMR always has; FFmpeg, which corrects it, says $real"
echo "seen (sample entry, codec, channels, packets): $seen"
[[ $seen == 'samr null 2 50' || $seen == 'samr null 2 51' ]]
[[ $real == 1 ]]

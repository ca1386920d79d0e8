#!/usr/bin/env bash
# What FFmpeg writes as Wave64: what goes to a pipe FFmpeg itself cannot read, and padding is counted as sound.
# Debian packages: ffmpeg sox
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

ffmpeg -version | head -n 1
sox -r 8000 -n -c 1 -b 16 tone.wav synth 801s sine 440

ffmpeg -v error -i tone.wav -f w64 - >piped.w64
echo "expected: FFmpeg reads the Wave64 that it wrote to a pipe, as SoX does"
sox_samples=$(sox piped.w64 -t raw - | wc -c)
set +e
answer=$(ffmpeg -v error -i piped.w64 -f null - 2>&1)
code=$?
set -e
echo "seen: SoX finds $((sox_samples / 2)) samples; FFmpeg ends with $code: $answer"
[[ $code -ne 0 && $((sox_samples / 2)) -eq 801 ]]

ffmpeg -v error -i tone.wav -c:a pcm_mulaw mulaw.w64
samples=$(ffmpeg -v error -i mulaw.w64 -f s16le - | wc -c)
last=$(ffmpeg -v error -i mulaw.w64 -f s16le - | tail -c 2 | od -An -td2 | tr -d ' ')
echo "expected: 801 samples of mu-law are 801 samples again"
echo "seen: $((samples / 2)); the size of the data chunk counts the zeros up to the next 8 bytes, and zero is mu-law's loudest"
echo "      sample: $last"
[[ $((samples / 2)) -eq 808 && $last -eq -32124 ]]

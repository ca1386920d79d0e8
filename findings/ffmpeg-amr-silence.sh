#!/usr/bin/env bash
# FFmpeg's AMR decoders leave out the frames in which a telephone was silent, so that all that follows is too early.
# Debian packages: ffmpeg sox libsox-fmt-all
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# Two seconds of tone, four of near silence, two of tone. SoX writes AMR with discontinuous transmission.
sox -n -r 8000 -c 1 tone.wav synth 2 sine 440 vol 0.5
sox -n -r 8000 -c 1 quiet.wav synth 4 whitenoise vol 0.0005
sox tone.wav quiet.wav tone.wav -C 7 call.amr-nb

# Each frame is 20 ms; its type, in four bits of its first byte, gives its size (RFC 4867 section 5.3).
frames=$(python3 - <<'PY'
sizes = [13, 14, 16, 18, 20, 21, 27, 32, 6, 0, 0, 0, 0, 0, 0, 1]
data = open('call.amr-nb', 'rb').read()[6:]
at = silent = count = 0
while at < len(data):
    kind = (data[at] >> 3) & 15
    count += 1
    silent += kind in (8, 15)
    at += sizes[kind]
print(count, silent)
PY
)
read -r all silent <<<"$frames"
sox_samples=$(sox -t amr-nb call.amr-nb -t raw -e signed -b 16 - | wc -c)
ffmpeg_samples=$(ffmpeg -v quiet -f amr -i call.amr-nb -f s16le - | wc -c)
complaint=$(ffmpeg -v error -f amr -i call.amr-nb -f null - 2>&1 | head -n 1)

ffmpeg -version | head -n 1
echo "expected: $all frames of 160 samples are $((all * 160)) samples, whoever decodes them"
echo "seen: opencore-amr (in SoX) gives $((sox_samples / 2)), FFmpeg $((ffmpeg_samples / 2)): it leaves out the $silent frames that"
echo "      describe silence or say that nothing was sent, $((silent * 20)) ms, and ends with 0; \"$complaint\""
[[ $((sox_samples / 2)) -eq $((all * 160)) ]]
[[ $silent -gt 0 && $((ffmpeg_samples / 2)) -eq $(((all - silent) * 160)) ]]

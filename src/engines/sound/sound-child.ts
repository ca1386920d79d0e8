// Runs in a process of its own: a decoder may hang or grow on a file that somebody else made.

import { type Notice, NoticeTally } from '../../base/notice.ts';
import { decodeMedia } from '../media/decode.ts';
import { longestMediaSeconds, type MediaInfo, probeMedia } from '../media/media-info.ts';
import { isDiskFull, refuseMedia } from '../media/media-refusal.ts';
import { PeakAccumulator } from '../media/peaks.ts';
import { hasRoom } from './disk-room.ts';
import { PcmLines, type WrittenLines } from './pcm-lines.ts';
import type { SoundReport, SoundRequest, SoundResult } from './sound-messages.ts';

const sampleRate = 16_000;
/** Two channels may be two people on the telephone; more are the loudspeakers of one room. */
const telephoneChannels = 2;

function send(report: SoundReport): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!process.send) return resolve();
    process.send(report, (error: Error | null) => (error ? reject(error) : resolve()));
  });
}

async function decodeInto(file: string, folder: string | null): Promise<SoundResult> {
  const probed = await probeMedia(file);
  if (probed.kind === 'refused') return probed;
  const lines = probed.lines ?? (probed.channels === telephoneChannels ? telephoneChannels : 1);
  if (folder !== null && !(await hasRoom(folder, lines, probed.durationSeconds)))
    return refuseMedia('disk_full');
  const channels = lines > 1 ? 'split' : 'mix';
  let sent = 0;
  const onProgress = (fraction: number): void => {
    if (fraction - sent < 0.01) return;
    sent = fraction;
    void send({ kind: 'progress', fraction });
  };
  const decoding = decodeMedia(file, { sampleRate, channels, onProgress });
  const peaks = new PeakAccumulator(sampleRate);
  const pcm = folder === null ? null : new PcmLines(folder);
  for await (const block of decoding) {
    peaks.push(block);
    await pcm?.write(block);
  }
  const outcome = decoding.outcome();
  const written = (await pcm?.finish()) ?? null;
  if (outcome?.kind === 'refused') return outcome;
  if (outcome?.kind !== 'decoded') throw new Error('The decoder ended without an outcome');
  return {
    kind: 'decoded',
    info: outcome.info,
    durationSeconds: outcome.decodedSeconds,
    truncated: outcome.truncated,
    notices: [...outcome.notices, ...noticesOf(written, probed)],
    channels: written?.files ?? [],
    peaks: peaks.finish(),
  };
}

function noticesOf(written: WrittenLines | null, { lines }: MediaInfo): readonly Notice[] {
  const notices = new NoticeTally();
  notices.add('media_channel_inverted', null, written?.invertedChannels ?? 0);
  // That both channels of one track carry a room is nothing to tell.
  if (lines !== undefined) notices.add('media_tracks_alike', null, written?.repeatedChannels ?? 0);
  return notices.list();
}

async function serve(request: SoundRequest): Promise<void> {
  try {
    const result =
      request.kind === 'probe'
        ? await probeMedia(request.file, longestMediaSeconds, request.told)
        : await decodeInto(request.file, request.folder);
    await send({ kind: 'result', result });
  } catch (error) {
    if (isDiskFull(error)) return await send({ kind: 'result', result: refuseMedia('disk_full') });
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    await send({ kind: 'bug', message });
  }
}

// Ctrl-C reaches every process of the terminal; the parent decides what ends.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit(0));
process.once('message', (request: SoundRequest) => void serve(request));

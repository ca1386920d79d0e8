import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { channelsSoundAlike } from '../embedded/channels-alike.ts';
import { openPcm, type PcmSource, sampleRate } from '../pcm-source.ts';
import type { RecordedChannel } from '../recogniser.ts';
import { bytesPerSample } from './wav-piece.ts';

const blockSamples = 10 * sampleRate;
const fullScale = 32_768;

/**
 * The channels to send, mixed into one where they carry the same voices: apart, every sentence would be written twice.
 * The mix is a temporary file that goes with the returned value.
 */
export async function channelsToSend(
  channels: readonly RecordedChannel[],
): Promise<AsyncDisposable & { readonly channels: readonly RecordedChannel[] }> {
  if (!areOneMix(channels)) return { channels, async [Symbol.asyncDispose]() {} };
  const folder = await mkdtemp(join(tmpdir(), 'meetric-mix-'));
  const path = join(folder, 'mix.pcm');
  const source = openPcm(channels.map((channel) => channel.path));
  await writeMix(source, path).finally(() => source.close());
  return {
    channels: [{ path }],
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

function areOneMix(channels: readonly RecordedChannel[]): boolean {
  if (channels.length < 2 || channels.every((channel) => channel.speakerName !== undefined)) return false;
  const sources = channels.map((channel) => openPcm([channel.path]));
  try {
    return channelsSoundAlike(sources);
  } finally {
    for (const source of sources) source.close();
  }
}

async function writeMix(source: PcmSource, path: string): Promise<void> {
  await using file = await open(path, 'w');
  for (let start = 0; start < source.sampleCount; start += blockSamples) {
    const block = source.read(start, blockSamples);
    const bytes = Buffer.alloc(block.length * bytesPerSample);
    block.forEach((sample, i) => {
      bytes.writeInt16LE(
        Math.max(-fullScale, Math.min(fullScale - 1, Math.round(sample * fullScale))),
        i * bytesPerSample,
      );
    });
    await file.write(bytes);
  }
}

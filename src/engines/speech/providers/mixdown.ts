import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eachAlone, type HeardLine, planLines } from '../heard-lines.ts';
import { openPcm, type PcmSource, sampleRate } from '../pcm-source.ts';
import type { RecordedChannel } from '../recogniser.ts';
import { bytesPerSample } from './wav-piece.ts';

const blockSamples = 10 * sampleRate;
const fullScale = 32_768;

/**
 * The channels to send, those mixed into one that carry the same voices: apart, every sentence would be written twice. The
 * mixes are temporary files that go with the returned value.
 */
export async function channelsToSend(
  channels: readonly RecordedChannel[],
): Promise<AsyncDisposable & { channels: readonly RecordedChannel[] }> {
  const lines = planChannels(channels);
  if (lines.every(({ members }) => members.length === 1)) {
    const kept = lines.flatMap(({ members }) => channels[members[0]?.index ?? 0] ?? []);
    return { channels: kept, async [Symbol.asyncDispose]() {} };
  }
  const folder = await mkdtemp(join(tmpdir(), 'meetric-mix-'));
  const sent: RecordedChannel[] = [];
  for (const [line, { members }] of lines.entries()) {
    const parts = members.flatMap(({ index, ...how }) => ({ ...how, path: channels[index]?.path ?? '' }));
    const [only] = members;
    const alone = only !== undefined && members.length === 1 ? channels[only.index] : undefined;
    sent.push(alone ?? (await writeMix(openPcm(parts), join(folder, `mix-${line + 1}.pcm`))));
  }
  return {
    channels: sent,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

function planChannels(channels: readonly RecordedChannel[]): readonly HeardLine[] {
  const isNamed = channels.every((channel) => channel.speakerName !== undefined);
  if (isNamed || channels.length < 2) return eachAlone(channels).lines;
  const sources = channels.map((channel) => openPcm([channel.path]));
  try {
    return planLines(sources).lines;
  } finally {
    for (const source of sources) source.close();
  }
}

async function writeMix(source: PcmSource, path: string): Promise<RecordedChannel> {
  try {
    await writeSamples(source, path);
  } finally {
    source.close();
  }
  return { path };
}

async function writeSamples(source: PcmSource, path: string): Promise<void> {
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

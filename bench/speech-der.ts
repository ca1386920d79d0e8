// Diarisation error rate of the embedded recogniser: every part of a turn counts (no collar, overlap included).
// Samples are read from a folder beside the repository, or from the folder given as argument.
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEmbeddedRecogniser } from '../src/speech/embedded/embedded-recogniser.ts';
import { convertToPcm } from './speech-audio.ts';
import { diarisationError, readRttm } from './speech-scoring.ts';

const samples = process.argv[2] ?? fileURLToPath(new URL('../../shared/samples/', import.meta.url));
const recordings = ['two-speaker-call', 'meeting-dev00'];

if (!recordings.every((name) => existsSync(join(samples, `${name}.rttm`)))) {
  console.error(`Not measured: ${recordings.join(' and ')} (.wav and .rttm) are not in ${samples}`);
  process.exitCode = 2;
} else {
  const folder = await mkdtemp(join(tmpdir(), 'meetric-der-'));
  await using recogniser = createEmbeddedRecogniser({ cacheFolder: folder });
  const path = join(folder, 'sound.pcm');
  for (const name of recordings) {
    await convertToPcm(join(samples, `${name}.wav`), path);
    const reference = readRttm(readFileSync(join(samples, `${name}.rttm`), 'utf8'));
    for (const hint of [undefined, 2]) {
      const options = hint === undefined ? { language: 'en' } : { language: 'en', speakers: hint };
      const result = await recogniser.recognise({ channels: [{ path }] }, options);
      const sentences = result.kind === 'recognised' ? result.sentences : [];
      const heard = sentences.map(({ speakerName, start, end }) => ({
        speaker: speakerName ?? '',
        start,
        end,
      }));
      const score = diarisationError(reference, heard);
      const percent = (seconds: number): string => `${((100 * seconds) / score.reference).toFixed(1)} %`;
      const voices = new Set(heard.map((turn) => turn.speaker)).size;
      console.log(
        `${name}, ${hint === undefined ? 'not told' : `told ${hint} speakers`}: error ${percent(score.errorRate * score.reference)} ` +
          `(missed ${percent(score.missed)}, false alarm ${percent(score.falseAlarm)}, confused ${percent(score.confused)}), ` +
          `${voices} found${result.kind === 'recognised' && result.speakersUncertain ? ', marked uncertain' : ''}`,
      );
    }
  }
  await rm(folder, { recursive: true, force: true });
}

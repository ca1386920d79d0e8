// Diarisation error rate of the embedded recogniser: every part of a turn counts (no collar, overlap included).
// Samples are read from a folder beside the repository, or from the folder given as argument.
import { openEar } from './speech-measure.ts';
import { realSamples } from './speech-recordings.ts';
import { diarisationError } from './speech-scoring.ts';

const samples = realSamples(process.argv[2]);
if ('missing' in samples) {
  console.error(`Not measured: ${samples.missing}`);
  process.exitCode = 2;
} else {
  await using ear = await openEar();
  for (const { name, path, turns } of samples.calls) {
    for (const hint of [undefined, 2]) {
      const heard = await ear.hear(path, hint === undefined ? {} : { speakers: hint });
      const spoken = heard.sentences.map(({ speakerName, start, end }) => ({
        speaker: String(speakerName),
        start,
        end,
      }));
      const score = diarisationError(turns, spoken);
      const percent = (seconds: number): string => `${((100 * seconds) / score.reference).toFixed(1)} %`;
      console.log(
        `${name}, ${hint === undefined ? 'not told' : `told ${hint} speakers`}: error ${(100 * score.errorRate).toFixed(1)} % ` +
          `(missed ${percent(score.missed)}, false alarm ${percent(score.falseAlarm)}, confused ${percent(score.confused)}), ` +
          `${heard.speakers} found${heard.speakersUncertain ? ', marked uncertain' : ''}`,
      );
    }
  }
}

// Word error rate of the embedded recogniser on human speech with known words, with every mistake it made.
import { describeWords, measureWords, openEar } from './speech-measure.ts';
import { asteriskPrompts, librivoxSentences, missingPackages, shippedCall } from './speech-recordings.ts';

const missing = missingPackages();
if (missing !== undefined) {
  console.error(`Not measured: install the recordings first: ${missing}`);
  process.exitCode = 2;
} else {
  await using ear = await openEar();
  const sets = {
    '60 Asterisk prompts': asteriskPrompts(),
    '5 LibriVox sentences': librivoxSentences(),
    'Shipped call': [shippedCall()],
  };
  for (const [title, utterances] of Object.entries(sets)) {
    const measured = await measureWords(ear, utterances);
    for (const { said, heard, edits } of measured.mistakes) console.log(`  ${edits}  ${said}\n     ${heard}`);
    console.log(describeWords(title, measured));
  }
}

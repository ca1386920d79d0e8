// Word error rate of the embedded recogniser on human speech with known words.
// Contractions and compounds in either spelling count as right ("I'm", "I am"; "log in", "login"); so do "star" and
// "pound" for the written signs. The rate to the letter is printed beside.
// Needs: apt-get install -y asterisk-core-sounds-en asterisk-core-sounds-en-wav pocketsphinx-testdata
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createEmbeddedRecogniser } from '../src/speech/embedded/embedded-recogniser.ts';
import { convertToPcm } from './speech-audio.ts';
import { fullWords, spellingEdits, spokenWords, wordEdits } from './speech-scoring.ts';

const packages = 'asterisk-core-sounds-en asterisk-core-sounds-en-wav pocketsphinx-testdata';
const prompts = '/usr/share/asterisk/sounds/en_US_f_Allison';
const promptTexts = '/usr/share/doc/asterisk-core-sounds-en/core-sounds-en.txt.gz';
const readings = '/usr/share/pocketsphinx/test/data/librivox';
const gate = 0.06;

interface Utterance {
  readonly path: string;
  readonly text: string;
}

// The list holds the first sixty, by name, of the prompts of nine words and more without figures or stage directions.
function asteriskPrompts(): Utterance[] {
  const texts = new Map(
    gunzipSync(readFileSync(promptTexts))
      .toString('utf8')
      .split('\n')
      .flatMap((line): [string, string][] => {
        const found = /^([\w/-]+): *(.*)$/.exec(line.trim());
        return found?.[1] && found[2] ? [[found[1], found[2]]] : [];
      }),
  );
  const names = readFileSync(new URL('./speech-prompts.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  return names.map((name) => ({ path: join(prompts, `${name}.wav`), text: texts.get(name) ?? '' }));
}

function librivoxSentences(): Utterance[] {
  return readFileSync(join(readings, 'transcription'), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const found = /^<s> (.*) <\/s> \((\S+)\)$/.exec(line.trim());
      return found?.[1] && found[2] ? [{ text: found[1], path: join(readings, `${found[2]}.wav`) }] : [];
    });
}

async function measure(title: string, utterances: readonly Utterance[]): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'meetric-wer-'));
  await using recogniser = createEmbeddedRecogniser({ cacheFolder: folder });
  let [edits, words, letterEdits, letterWords] = [0, 0, 0, 0];
  let [seconds, speakers, milliseconds] = [0, 0, 0];
  for (const { path, text } of utterances) {
    const pcm = join(folder, 'sound.pcm');
    seconds += await convertToPcm(path, pcm);
    const started = performance.now();
    const result = await recogniser.recognise({ channels: [{ path: pcm }] }, { language: 'en' });
    milliseconds += performance.now() - started;
    const sentences = result.kind === 'recognised' ? result.sentences : [];
    const heard = sentences.map((sentence) => sentence.text).join(' ');
    const wrong = spellingEdits(fullWords(text), fullWords(heard));
    if (wrong > 0) console.log(`  ${wrong}  ${text}\n     ${heard}`);
    edits += wrong;
    words += fullWords(text).length;
    letterEdits += wordEdits(spokenWords(text), spokenWords(heard));
    letterWords += spokenWords(text).length;
    if (new Set(sentences.map((sentence) => sentence.speakerName)).size <= 1) speakers += 1;
  }
  await rm(folder, { recursive: true, force: true });
  const rate = edits / words;
  const factor = milliseconds / 1000 / seconds;
  console.log(
    `${title}: word error rate ${(100 * rate).toFixed(1)} % (${edits} of ${words}), gate ${100 * gate} %; ` +
      `to the letter of the written text ${((100 * letterEdits) / letterWords).toFixed(1)} %; ` +
      `one speaker in ${speakers} of ${utterances.length}; real-time factor ${factor.toFixed(3)} with start`,
  );
  return rate <= gate;
}

if (![promptTexts, readings, prompts].every((path) => existsSync(path))) {
  console.error(`Not measured: install the recordings first: apt-get install -y ${packages}`);
  process.exitCode = 2;
} else {
  const passed = [
    await measure('60 Asterisk prompts', asteriskPrompts()),
    await measure('5 LibriVox sentences', librivoxSentences()),
  ];
  process.exitCode = passed.every(Boolean) ? 0 : 1;
}

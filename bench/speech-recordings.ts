// Speech with known words and speakers, and where it comes from.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parseCallScript } from '../demo/call/call-script.ts';
import { readRttm, type SpokenTurn } from './speech-scoring.ts';

const packages = 'asterisk-core-sounds-en asterisk-core-sounds-en-wav pocketsphinx-testdata';
const prompts = '/usr/share/asterisk/sounds/en_US_f_Allison';
const promptTexts = '/usr/share/doc/asterisk-core-sounds-en/core-sounds-en.txt.gz';
const readings = '/usr/share/pocketsphinx/test/data/librivox';
const call = new URL('../demo/call/', import.meta.url);
const samplesBeside = fileURLToPath(new URL('../../shared/samples/', import.meta.url));

export interface Utterance {
  path: string;
  text: string;
}

/** The command that installs the recordings of Debian, where they are missing. */
export function missingPackages(): string | undefined {
  const present = [promptTexts, readings, prompts].every((path) => existsSync(path));
  return present ? undefined : `apt-get install -y ${packages}`;
}

// A key's sign is read out by its name; nothing else about a prompt's text is touched.
const signs = (text: string): string => text.replaceAll('*', ' star ').replaceAll('#', ' pound ');

/** The first sixty, by name, of Asterisk's prompts of nine words and more without figures or stage directions. */
export function asteriskPrompts(): Utterance[] {
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
  return names.map((name) => ({ path: join(prompts, `${name}.wav`), text: signs(texts.get(name) ?? '') }));
}

/** Five sentences of a LibriVox reading. */
export function librivoxSentences(): Utterance[] {
  return readFileSync(join(readings, 'transcription'), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const found = /^<s> (.*) <\/s> \((\S+)\)$/.exec(line.trim());
      return found?.[1] && found[2] ? [{ text: found[1], path: join(readings, `${found[2]}.wav`) }] : [];
    });
}

/** The call that ships with the demo, its words and who says them when. */
export function shippedCall(): Utterance & { turns: readonly SpokenTurn[] } {
  const { turns } = parseCallScript(readFileSync(new URL('script.json', call), 'utf8'));
  return {
    path: fileURLToPath(new URL('call.ogg', call)),
    text: turns.map((turn) => turn.text).join(' '),
    turns: turns.map(({ speaker, start = 0, end = 0 }) => ({ speaker, start, end })),
  };
}

interface SampleCall {
  name: string;
  path: string;
  turns: readonly SpokenTurn[];
}

export interface Samples {
  kennedy: Utterance;
  calls: readonly SampleCall[];
}

const kennedyText =
  'And so, my fellow Americans, ask not what your country can do for you, ask what you can do for your country.';

/** Real recordings that do not ship with the program: beside the repository or in the folder given. */
export function realSamples(folder: string = samplesBeside): Samples | { missing: string } {
  const files = [
    'jfk.flac',
    'two-speaker-call.wav',
    'two-speaker-call.rttm',
    'meeting-dev00.wav',
    'meeting-dev00.rttm',
  ];
  const absent = files.filter((file) => !existsSync(join(folder, file)));
  if (absent.length > 0) return { missing: `${absent.join(', ')} not in ${folder}` };
  const calls = ['two-speaker-call', 'meeting-dev00'].map((name) => ({
    name,
    path: join(folder, `${name}.wav`),
    turns: readRttm(readFileSync(join(folder, `${name}.rttm`), 'utf8')),
  }));
  return { kennedy: { path: join(folder, 'jfk.flac'), text: kennedyText }, calls };
}

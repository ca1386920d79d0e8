// Hears recordings with the embedded recogniser and compares what comes out with what was said.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbeddedRecogniser } from '../src/engines/speech/embedded/embedded-recogniser.ts';
import { isLooping } from '../src/engines/speech/embedded/looping.ts';
import { sampleRate } from '../src/engines/speech/pcm-source.ts';
import type { RecognisedSentence, RecogniseOptions } from '../src/engines/speech/recogniser.ts';
import { convertToPcm } from './speech-audio.ts';
import { normalisedWords } from './speech-normalise.ts';
import type { Utterance } from './speech-recordings.ts';
import {
  diarisationError,
  type SpokenTurn,
  spellingEdits,
  spokenWords,
  wordEdits,
} from './speech-scoring.ts';

export interface Heard {
  sentences: readonly RecognisedSentence[];
  text: string;
  speakers: number;
  speakersUncertain: boolean;
  /** Segments of speech that were stored without words or with a phrase over and over. */
  failedSegments: number;
  seconds: number;
  /** From the file to the sentences. */
  milliseconds: number;
}

export interface Ear extends AsyncDisposable {
  folder: string;
  hear(path: string, options?: Omit<RecogniseOptions, 'language' | 'resume'>): Promise<Heard>;
}

const shortestSpeech = 0.3;

// The journal is what the recogniser stored, segment by segment.
async function failuresIn(journalPath: string): Promise<number> {
  const lines = (await readFile(journalPath, 'utf8')).split('\n');
  return lines.filter((line) => {
    const [, start, end, json] = /^\d+:(\d+)-(\d+)\t(".*")$/.exec(line) ?? [];
    if (json === undefined) return false;
    const seconds = (Number(end) - Number(start)) / sampleRate;
    const text = String(JSON.parse(json));
    return seconds >= shortestSpeech && (text === '' || isLooping(text, seconds));
  }).length;
}

/** A recogniser with a folder of its own, gone with it; takes files of any format. */
export async function openEar(): Promise<Ear> {
  const folder = await mkdtemp(join(tmpdir(), 'meetric-speech-'));
  const recogniser = createEmbeddedRecogniser({ cacheFolder: folder });
  return {
    folder,
    async hear(path, options) {
      const [pcm, journalPath] = [join(folder, 'heard.pcm'), join(folder, 'journal')];
      const started = performance.now();
      const seconds = await convertToPcm(path, pcm);
      const channels = [{ path: pcm }];
      const result = await recogniser.recognise(
        { channels },
        { ...options, language: 'en', resume: { journalPath } },
      );
      const milliseconds = performance.now() - started;
      if (result.kind === 'refused' && result.code !== 'no_speech') throw new Error(result.code);
      const sentences = result.kind === 'recognised' ? result.sentences : [];
      const failedSegments = await failuresIn(journalPath);
      await rm(journalPath);
      return {
        sentences,
        text: sentences.map((sentence) => sentence.text).join(' '),
        speakers: new Set(sentences.map((sentence) => sentence.speakerName)).size,
        speakersUncertain: result.kind === 'recognised' && result.speakersUncertain,
        failedSegments,
        seconds,
        milliseconds,
      };
    },
    async [Symbol.asyncDispose]() {
      await recogniser[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface WordScore {
  words: number;
  /** Under the normalisation of speech-normalise.ts; the figure that is gated. */
  edits: number;
  /** The same where a compound may be written in two words. */
  compoundEdits: number;
  letterWords: number;
  /** To the letter of the written text: only case, punctuation and figures below a hundred are put aside. */
  letterEdits: number;
}

/** Words of a reference and how many of them were heard otherwise, by three measures. */
export function scoreWords(reference: string, heard: string): WordScore {
  const [wanted, got] = [normalisedWords(reference), normalisedWords(heard)];
  const letterWords = spokenWords(reference);
  return {
    words: wanted.length,
    edits: wordEdits(wanted, got),
    compoundEdits: spellingEdits(wanted, got),
    letterWords: letterWords.length,
    letterEdits: wordEdits(letterWords, spokenWords(heard)),
  };
}

export interface WordMeasurement extends WordScore {
  rate: number;
  failedSegments: number;
  /** Utterances in which more than one speaker was found. */
  severalSpeakers: number;
  utterances: number;
  mistakes: readonly { said: string; heard: string; edits: number }[];
}

/** Hears utterances one by one and adds their scores up. */
export async function measureWords(ear: Ear, utterances: readonly Utterance[]): Promise<WordMeasurement> {
  const sum = { words: 0, edits: 0, compoundEdits: 0, letterWords: 0, letterEdits: 0 };
  const counts = { failedSegments: 0, severalSpeakers: 0 };
  const mistakes: { said: string; heard: string; edits: number }[] = [];
  for (const { path, text } of utterances) {
    const heard = await ear.hear(path);
    const score = scoreWords(text, heard.text);
    for (const key of ['words', 'edits', 'compoundEdits', 'letterWords', 'letterEdits'] as const) {
      sum[key] += score[key];
    }
    counts.failedSegments += heard.failedSegments;
    if (heard.speakers > 1) counts.severalSpeakers += 1;
    if (score.edits > 0) mistakes.push({ said: text, heard: heard.text, edits: score.edits });
  }
  return { ...sum, ...counts, rate: sum.edits / sum.words, utterances: utterances.length, mistakes };
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** One line for a measurement. */
export function describeWords(title: string, { words, edits, ...rest }: WordMeasurement): string {
  return (
    `${title}: word error rate ${percent(rest.rate)} (${edits} of ${words} words); compounds either way ` +
    `${percent(rest.compoundEdits / words)}; to the letter ${percent(rest.letterEdits / rest.letterWords)}`
  );
}

/** Share of the spoken time with the right speaker, of what was heard at all, and the share that was not heard. */
export function speakerShares(turns: readonly SpokenTurn[], sentences: readonly RecognisedSentence[]) {
  const heard = sentences.map(({ speakerName, start, end }) => ({
    speaker: String(speakerName),
    start,
    end,
  }));
  const { missed, confused, reference, errorRate } = diarisationError(turns, heard);
  return { right: 1 - confused / (reference - missed), missed: missed / reference, errorRate };
}

import { headerOf } from '../json/header-values.ts';
import { filledListAt, firstObject, hasKeys, listAt, stringAt } from '../json/json-fields.ts';
import { type JsonReader, jsonFormat, refuseShape } from '../json/json-format.ts';
import { gatherSentences, readWords, type SentenceShape } from '../json/json-sentences.ts';

export const whisperWords = { text: ['word', 'text'], start: 'start', end: 'end', unit: 's' } as const;

/** Segments of Whisper and of what is built on it; segments and words may have a speaker. */
export const whisperSegments: SentenceShape = {
  text: ['text'],
  start: 'start',
  end: 'end',
  unit: 's',
  words: () => ({ key: 'words', shape: whisperWords }),
};

const reader: JsonReader = {
  id: 'whisper',
  name: 'Whisper JSON',
  source: {
    url: 'https://github.com/openai/openai-node/blob/master/src/resources/audio/transcriptions.ts',
    seen: '2026-11-30',
  },
  takes: ['speakers', 'starts', 'ends', 'language'],
  recognises: (value) => (isSegment(firstObject(segmentsOf(value))) ? 0.85 : 0),
  readValue(value, gathering) {
    const segments = segmentsOf(value);
    const words = filledListAt(value, 'words');
    const text = stringAt(value, 'text');
    if (!segments && !words && text === null) return refuseShape(reader.name, 'segments', 'list');
    if (segments)
      gatherSentences(segments, whisperSegments, gathering, Array.isArray(value) ? '' : 'segments');
    if (gathering.count === 0 && words)
      gathering.addWords(readWords(words, whisperWords, gathering, 'words'), text, 'words');
    gathering.compareWith(text, 'text');
    return gathering.finish(headerOf({ language: stringAt(value, 'language') }));
  },
};

/** Also what faster-whisper, whisper-ctranslate2 and whisper-timestamped write, who keep the names. */
export const whisper = jsonFormat(reader);

function segmentsOf(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : listAt(value, 'segments');
}

function isSegment(value: unknown): boolean {
  return ['avg_logprob', 'no_speech_prob', 'compression_ratio'].some((key) => hasKeys(value, 'text', key));
}

import { headerOf } from '../json/header-values.ts';
import { filledListAt, firstObject, hasKeys, listAt, stringAt } from '../json/json-fields.ts';
import { type JsonReader, jsonFormat, refuseShape } from '../json/json-format.ts';
import { gatherSentences, readWords } from '../json/json-sentences.ts';
import { whisperSegments, whisperWords } from './whisper.ts';

const reader: JsonReader = {
  id: 'whisperx',
  name: 'WhisperX JSON',
  source: { url: 'https://github.com/m-bain/whisperX/blob/main/whisperx/schema.py', seen: '2026-11-30' },
  takes: ['speakers', 'starts', 'ends', 'language'],
  recognises(value) {
    const segment = firstObject(listAt(value, 'segments'));
    const hasWords =
      hasKeys(value, 'word_segments') && (segment ?? firstObject(value['word_segments'])) !== null;
    return hasWords || hasKeys(firstObject(listAt(segment, 'words')), 'word', 'score') ? 0.9 : 0;
  },
  readValue(value, gathering) {
    const segments = listAt(value, 'segments');
    const words = filledListAt(value, 'word_segments');
    if (!segments && !words) return refuseShape(reader.name, 'segments', 'list');
    if (segments) gatherSentences(segments, whisperSegments, gathering, 'segments');
    if (gathering.count === 0 && words)
      gathering.addWords(readWords(words, whisperWords, gathering, 'word_segments'), null, 'word_segments');
    return gathering.finish(headerOf({ language: stringAt(value, 'language') }));
  },
};

/** Segments with their words, of which those that could not be aligned (figures above all) have neither times nor speaker. */
export const whisperX = jsonFormat(reader);

import { headerOf } from '../json/header-values.ts';
import { filledListAt, firstObject, hasKeys, listAt, stringAt } from '../json/json-fields.ts';
import { type JsonReader, jsonFormat, refuseShape } from '../json/json-format.ts';
import { gatherSentences, readWords } from '../json/json-sentences.ts';
import { whisperSegments, whisperWords } from './whisper.ts';

const reader: JsonReader = {
  id: 'openai',
  name: 'OpenAI transcription JSON',
  source: {
    url: 'https://developers.openai.com/api/reference/typescript/resources/audio/subresources/transcriptions/',
    seen: '2026-11-30',
  },
  takes: ['speakers', 'starts', 'ends', 'language'],
  recognises(value) {
    if (stringAt(firstObject(listAt(value, 'segments')), 'type') === 'transcript.text.segment') return 0.95;
    if (!hasKeys(value, 'text')) return 0;
    const isVerbose = hasKeys(value, 'task', 'duration') || hasKeys(value, 'usage');
    const hasSpeech = listAt(value, 'segments') ?? listAt(value, 'words') ?? value['usage'];
    return isVerbose && hasSpeech ? 0.9 : 0;
  },
  readValue(value, gathering) {
    const segments = filledListAt(value, 'segments');
    const words = filledListAt(value, 'words');
    const text = stringAt(value, 'text');
    if (!segments && !words && text === null) return refuseShape(reader.name, 'segments', 'list');
    if (segments) gatherSentences(segments, whisperSegments, gathering, 'segments');
    else if (words) gathering.addWords(readWords(words, whisperWords, gathering, 'words'), text, 'words');
    gathering.compareWith(text, 'text');
    return gathering.finish(headerOf({ language: stringAt(value, 'language') }));
  },
};

/** The answers `verbose_json`, `diarized_json` and `json`. */
export const openAi = jsonFormat(reader);

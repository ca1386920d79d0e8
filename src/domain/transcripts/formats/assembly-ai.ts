import type { Gathering } from '../json/gathering.ts';
import { headerOf } from '../json/header-values.ts';
import { isObject, type JsonObject } from '../json/json-content.ts';
import { filledListAt, listAt, stringAt, unwrap } from '../json/json-fields.ts';
import { type JsonReader, jsonFormat, refuseShape } from '../json/json-format.ts';
import { gatherSentences, readWords, type SentenceShape } from '../json/json-sentences.ts';
import { channelSpeaker } from '../json/speaker-name.ts';

const lists = ['utterances', 'sentences', 'paragraphs'] as const;
/** Keys of its answers that nobody else has. */
const own = ['audio_duration', 'acoustic_model', 'language_model', 'speech_model', 'speech_model_used'];

const reader: JsonReader = {
  id: 'assemblyai',
  name: 'AssemblyAI JSON',
  source: {
    url: 'https://github.com/AssemblyAI/assemblyai-node-sdk/blob/main/src/types/openapi.generated.ts',
    seen: '2026-11-30',
  },
  takes: ['speakers', 'starts', 'ends', 'language'],
  recognises: (value) => (unwrap(value, isTranscript) ? 0.9 : 0),
  readValue(value, gathering) {
    const top = unwrap(value, isTranscript) ?? value;
    const text = stringAt(top, 'text');
    const key = lists.find((list) => filledListAt(top, list));
    const words = listAt(top, 'words');
    if (!key && !words && text === null) return refuseShape(reader.name, 'utterances', 'list');
    if (key) gatherList(filledListAt(top, key) ?? [], gathering, key);
    if (gathering.count === 0 && words?.length)
      gathering.addWords(readWords(words, shapeOf(words), gathering, 'words'), text, 'words');
    gathering.compareWith(text, 'text');
    return gathering.finish(headerOf({ language: stringAt(top, 'language_code') }));
  },
};

/** A transcript, or the answer of its endpoints `sentences` and `paragraphs`. Times are milliseconds. */
export const assemblyAi = jsonFormat(reader);

function isTranscript(value: JsonObject): boolean {
  const hasSpeech = [...lists, 'words'].some((key) => listAt(value, key) !== null);
  return (hasSpeech || 'text' in value) && own.some((key) => key in value);
}

function gatherList(entries: readonly unknown[], gathering: Gathering, place: string): void {
  const shape = shapeOf(entries);
  gatherSentences(entries, { ...shape, words: () => ({ key: 'words', shape }) }, gathering, place);
}

/** With several channels each is somebody's; the speakers of its answers count through all of them. */
function shapeOf(entries: readonly unknown[]): SentenceShape {
  const channels = new Set(entries.map((entry) => (isObject(entry) ? (entry['channel'] ?? null) : null)))
    .size;
  return {
    text: ['text'],
    start: 'start',
    end: 'end',
    unit: 'ms',
    speaker: (entry) => channelSpeaker(entry['channel'], entry['speaker'], channels),
  };
}

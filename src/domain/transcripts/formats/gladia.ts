import { headerOf } from '../json/header-values.ts';
import { isObject, type JsonObject } from '../json/json-content.ts';
import { listAt, stringAt, unwrap } from '../json/json-fields.ts';
import { type JsonReader, jsonFormat, refuseShape } from '../json/json-format.ts';
import { gatherSentences } from '../json/json-sentences.ts';
import { channelSpeaker } from '../json/speaker-name.ts';

const reader: JsonReader = {
  id: 'gladia',
  name: 'Gladia JSON',
  source: { url: 'https://github.com/gladiaio/sdk', seen: '2026-11-30' },
  takes: ['speakers', 'starts', 'ends', 'language'],
  recognises: (value) => (unwrap(value, isTranscription) ? 0.95 : 0),
  readValue(value, gathering) {
    const top = unwrap(value, isTranscription);
    const utterances = listAt(top, 'utterances');
    if (!utterances) return refuseShape(reader.name, 'result.transcription.utterances', 'list');
    const channels = new Set(utterances.map((entry) => (isObject(entry) ? entry['channel'] : undefined)))
      .size;
    gatherSentences(
      utterances,
      {
        text: ['text'],
        start: 'start',
        end: 'end',
        unit: 's',
        speaker: ({ channel, speaker }) => channelSpeaker(channel, speaker, channels),
        words: ({ channel, speaker }) => ({
          key: 'words',
          shape: {
            text: ['word'],
            start: 'start',
            end: 'end',
            unit: 's',
            speaker: (word) => channelSpeaker(channel, word['speaker'] ?? speaker, channels),
          },
        }),
      },
      gathering,
      'transcription.utterances',
    );
    if (channels < 2)
      gathering.compareWith(stringAt(top, 'full_transcript'), 'transcription.full_transcript');
    const [language] = listAt(top, 'languages') ?? [];
    return gathering.finish(headerOf({ language }));
  },
};

/** The answer of version 2 for recordings. */
export const gladia = jsonFormat(reader);

function isTranscription(value: JsonObject): boolean {
  return listAt(value, 'utterances') !== null && typeof value['full_transcript'] === 'string';
}

import { isObject, type JsonObject } from '../json/json-content.ts';
import { firstObject, hasKeys, listAt } from '../json/json-fields.ts';
import { type JsonReader, jsonFormat, refuseShape } from '../json/json-format.ts';
import { gatherSentences } from '../json/json-sentences.ts';
import { speakerName } from '../json/speaker-name.ts';
import { refuse } from '../transcript-refusal.ts';

const reader: JsonReader = {
  id: 'zoom_timeline',
  name: 'Zoom timeline JSON',
  source: null,
  takes: ['speakers', 'starts', 'ends'],
  recognises: (value) => (hasKeys(firstObject(listAt(value, 'timeline')), 'ts', 'users') ? 0.95 : 0),
  readValue(value, gathering) {
    const timeline = listAt(value, 'timeline');
    if (!timeline) return refuseShape(reader.name, 'timeline', 'list');
    if (!timeline.some((entry) => isObject(entry) && typeof entry['text'] === 'string')) {
      return refuse(
        'no_speech',
        'A Zoom timeline says who speaks when and holds no words; import the .vtt file of the same recording.',
      );
    }
    const shape = { text: ['text'], start: 'ts', end: 'end_ts', unit: 's', speaker: speakerOf } as const;
    gatherSentences(timeline, shape, gathering, 'timeline');
    return gathering.finish({});
  },
};

/** A list of speakers and times; the transcripts of Zoom Phone have the words in the same list. */
export const zoomTimeline = jsonFormat(reader);

/** Of several who speak at once nobody knows who says the words. */
function speakerOf(entry: JsonObject): string | null {
  const names = (listAt(entry, 'users') ?? []).map((user) =>
    isObject(user) ? speakerName(user['username']) : null,
  );
  return names.length === 1 ? (names[0] ?? null) : null;
}

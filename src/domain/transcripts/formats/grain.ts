import { headerOf } from '../json/header-values.ts';
import { isObject } from '../json/json-content.ts';
import { firstObject, hasKeys, listAt, unwrap } from '../json/json-fields.ts';
import { type JsonReader, jsonFormat, refuseShape } from '../json/json-format.ts';
import { gatherSentences } from '../json/json-sentences.ts';

const keys = ['transcript_json', 'transcript'] as const;

const reader: JsonReader = {
  id: 'grain',
  name: 'Grain JSON',
  source: { url: 'https://pipedream.com/apps/grain/actions/get-transcript.md', seen: '2026-11-30' },
  takes: ['speakers', 'starts', 'ends', 'title', 'date', 'participants'],
  recognises: (value) => (segmentsOf(value) ? 0.92 : 0),
  readValue(value, gathering) {
    const segments = segmentsOf(value) ?? (Array.isArray(value) ? value : null);
    if (!segments) return refuseShape(reader.name, 'transcript', 'list');
    const shape = { text: ['text'], start: 'start', end: 'end', unit: 'ms' } as const;
    gatherSentences(segments, shape, gathering, Array.isArray(value) ? '' : 'transcript');
    const { title, participants, start_datetime: date } = isObject(value) ? value : {};
    return gathering.finish(headerOf({ title, date, participants }));
  },
};

/** The transcript of a recording, bare or with what its API says about the recording. Times are milliseconds. */
export const grain = jsonFormat(reader);

function segmentsOf(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return isSegment(value) ? value : null;
  const holder = unwrap(value, (inner) => keys.some((key) => isSegment(inner[key])));
  const key = keys.find((name) => isSegment(holder?.[name]));
  return key ? listAt(holder, key) : null;
}

function isSegment(list: unknown): boolean {
  return hasKeys(firstObject(list), 'participant_id', 'speaker', 'start', 'end', 'text');
}

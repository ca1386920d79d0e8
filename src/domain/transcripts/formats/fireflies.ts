import { headerOf } from '../json/header-values.ts';
import { isObject, type JsonObject } from '../json/json-content.ts';
import { firstObject, listAt, stringAt, unwrap } from '../json/json-fields.ts';
import { type JsonReader, jsonFormat, refuseShape } from '../json/json-format.ts';
import { gatherSentences } from '../json/json-sentences.ts';
import { SpeakerNames, speakerName } from '../json/speaker-name.ts';

const reader: JsonReader = {
  id: 'fireflies',
  name: 'Fireflies JSON',
  source: { url: 'https://docs.fireflies.ai/schema/transcript', seen: '2026-11-30' },
  takes: ['speakers', 'starts', 'ends', 'title', 'date', 'participants'],
  recognises: (value) => (unwrap(value, isTranscript) ? 0.9 : 0),
  readValue(value, gathering) {
    const top = unwrap(value, isTranscript);
    const sentences = listAt(top, 'sentences');
    if (!top || !sentences) return refuseShape(reader.name, 'sentences', 'list');
    const names = namesOf(listAt(top, 'speakers') ?? []);
    gatherSentences(
      sentences,
      {
        text: ['text', 'raw_text'],
        start: 'start_time',
        end: 'end_time',
        unit: 's',
        speaker: ({ speaker_name: name, speaker_id: id }) =>
          speakerName(name) ?? names.of(id) ?? speakerName(id),
      },
      gathering,
      'sentences',
    );
    const { title, date, dateString } = top;
    return gathering.finish(headerOf({ title, date: dateString ?? date, participants: peopleOf(top) }));
  },
};

/** A transcript of its GraphQL API, bare or as the answer `{"data": {"transcript": …}}`. */
export const fireflies = jsonFormat(reader);

function isTranscript(value: JsonObject): boolean {
  const sentence = firstObject(value['sentences']);
  return (
    sentence !== null && 'start_time' in sentence && ('speaker_name' in sentence || 'raw_text' in sentence)
  );
}

function namesOf(speakers: readonly unknown[]): SpeakerNames {
  const names = new SpeakerNames();
  for (const { id, name } of speakers.filter(isObject)) names.add(id, speakerName(name));
  return names;
}

/** Addresses alone stand in `participants`, at times several in one string; names and addresses in `meeting_attendees`. */
function peopleOf(top: JsonObject): unknown[] {
  const attendees = (listAt(top, 'meeting_attendees') ?? []).filter(isObject);
  const known = new Set(attendees.map((attendee) => stringAt(attendee, 'email')?.toLowerCase()));
  const addresses = (listAt(top, 'participants') ?? [])
    .flatMap((address) => (typeof address === 'string' ? address.split(',') : []))
    .map((address) => address.trim())
    .filter((address) => !known.has(address.toLowerCase()));
  return [
    ...attendees.map(({ displayName, name, email }) => ({ name: displayName ?? name, email })),
    ...addresses,
  ];
}

import type { Gathering } from '../json/gathering.ts';
import { headerOf } from '../json/header-values.ts';
import { isObject, type JsonObject } from '../json/json-content.ts';
import { firstObject, listAt, objectAt, stringAt, unwrap } from '../json/json-fields.ts';
import { type JsonReader, jsonFormat, refuseShape } from '../json/json-format.ts';
import { gatherSentences, readWords, type Shape } from '../json/json-sentences.ts';
import { SpeakerNames, speakerName } from '../json/speaker-name.ts';

const reader: JsonReader = {
  id: 'wtf',
  name: 'World Transcription Format',
  source: { url: 'https://datatracker.ietf.org/doc/draft-howe-vcon-wtf-extension/', seen: '2026-11-30' },
  takes: ['speakers', 'starts', 'ends', 'language'],
  recognises: (value) => (unwrap(value, isTranscription) ? 0.94 : 0),
  readValue(value, gathering) {
    const top = unwrap(value, isTranscription);
    const transcript = objectAt(top, 'transcript');
    if (!top || !transcript) return refuseShape(reader.name, 'transcript', 'object with text');
    gatherSegments(top, gathering);
    gathering.compareWith(stringAt(transcript, 'text'), 'transcript.text');
    return gathering.finish(headerOf({ language: transcript['language'] }));
  },
};

/** Segments, and words that they name by their numbers; a draft that keeps transcripts of any recogniser in a vCon. */
export const wtf = jsonFormat(reader);

function isTranscription(value: JsonObject): boolean {
  const segment = firstObject(value['segments']);
  return typeof objectAt(value, 'transcript')?.['text'] === 'string' && segment !== null && 'text' in segment;
}

function gatherSegments(top: JsonObject, gathering: Gathering): void {
  const names = namesOf(objectAt(top, 'speakers') ?? {});
  const speaker = (entry: JsonObject): string | null =>
    names.of(entry['speaker']) ?? speakerName(entry['speaker']);
  const shape: Shape = { text: ['text'], start: 'start', end: 'end', unit: 's', speaker };
  const list = (listAt(top, 'words') ?? []).filter(isObject);
  const words = new Map(list.map((word) => [word['id'], readWords([word], shape, gathering, null)]));
  gatherSentences(
    listAt(top, 'segments') ?? [],
    { ...shape, given: (segment) => (listAt(segment, 'words') ?? []).flatMap((id) => words.get(id) ?? []) },
    gathering,
    'segments',
  );
}

function namesOf(speakers: JsonObject): SpeakerNames {
  const names = new SpeakerNames();
  for (const [id, speaker] of Object.entries(speakers))
    names.add(id, isObject(speaker) ? speakerName(speaker['label']) : null);
  return names;
}

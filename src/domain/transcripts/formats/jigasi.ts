import type { Gathering } from '../json/gathering.ts';
import { headerOf, writeMoment } from '../json/header-values.ts';
import { isObject, type JsonObject } from '../json/json-content.ts';
import { firstObject, listAt, numberAt, stringAt, wordsAt } from '../json/json-fields.ts';
import { type JsonReader, jsonFormat, refuseShape } from '../json/json-format.ts';
import { readMoment } from '../json/json-time.ts';
import { speakerName } from '../json/speaker-name.ts';

const reader: JsonReader = {
  id: 'jigasi',
  name: 'Jitsi (Jigasi) JSON',
  source: {
    url: 'https://github.com/jitsi/jigasi/blob/master/src/main/java/org/jitsi/jigasi/transcription/LocalJsonTranscriptHandler.java',
    seen: '2026-11-30',
  },
  takes: ['speakers', 'starts', 'title', 'date', 'language', 'participants'],
  recognises(value) {
    const event = firstObject(listAt(value, 'events'));
    return event && 'event' in event && 'participant' in event && 'timestamp' in event ? 0.95 : 0;
  },
  readValue(value, gathering) {
    const events = listAt(value, 'events');
    if (!isObject(value) || !events) return refuseShape(reader.name, 'events', 'list');
    const finals = new Set(events.filter(isFinal).map((event) => stringAt(event, 'message_id')));
    const began =
      readMoment(stringAt(value, 'start_time') ?? '') ?? numberAt(firstObject(events), 'timestamp');
    for (const [at, event] of events.entries()) {
      const place = `events[${at}]`;
      if (!isObject(event)) gathering.leaveOutOdd(place);
      else if (
        !isSpeech(event) ||
        (event['is_interim'] === true && finals.has(stringAt(event, 'message_id')))
      )
        gathering.options.notices.add('lines_left_out', place);
      else gatherEvent(event, began, gathering, place);
    }
    return gathering.finish(
      headerOf({
        title: stringAt(value, 'room_name')?.split('@')[0],
        date: writeMoment(began),
        language: events.map((event) => stringAt(event, 'language')).find(Boolean),
        participants: value['initial_participants'],
      }),
    );
  },
};

/** The transcript of a conference: events with a time of day, of which those of speech have alternatives. */
export const jigasi = jsonFormat(reader);

function isSpeech(event: JsonObject): boolean {
  return event['event'] === 'SPEECH' || listAt(event, 'transcript') !== null;
}

function isFinal(event: unknown): boolean {
  return isObject(event) && isSpeech(event) && event['is_interim'] !== true;
}

function gatherEvent(event: JsonObject, began: number | null, gathering: Gathering, place: string): void {
  const alternatives = listAt(event, 'transcript') ?? [];
  const text =
    alternatives.map((alternative) => wordsAt(alternative, 'text')).find((it) => it !== null) ?? '';
  const moment = numberAt(event, 'timestamp');
  if (moment === null && event['timestamp'] !== undefined) gathering.oddTime(`${place}.timestamp`);
  const start = moment === null || began === null ? null : (moment - began) / 1000;
  gathering.add({ speaker: speakerName(event['participant']), text, start }, place);
}

import { headerOf } from '../json/header-values.ts';
import type { JsonObject } from '../json/json-content.ts';
import { firstObject, hasKeys, listAt, unwrap } from '../json/json-fields.ts';
import { type JsonReader, jsonFormat, refuseShape } from '../json/json-format.ts';
import { gatherSentences } from '../json/json-sentences.ts';
import { refuse } from '../transcript-refusal.ts';

const reader: JsonReader = {
  id: 'fathom_json',
  name: 'Fathom JSON',
  source: { url: 'https://developers.fathom.ai/quickstart', seen: '2026-11-30' },
  takes: ['speakers', 'starts', 'title', 'date', 'language', 'participants'],
  recognises: (value) => (meetingsOf(value).length > 0 ? 0.92 : 0),
  readValue(value, gathering) {
    const meetings = meetingsOf(value);
    if (meetings.length > 1)
      return refuse({
        code: 'malformed',
        problem: 'several',
        format: reader.name,
        place: 'items',
        things: 'meetings',
        count: meetings.length,
      });
    const [meeting] = meetings;
    if (!meeting) return refuseShape(reader.name, 'transcript', 'list');
    const shape = { text: ['text'], start: 'timestamp', end: '', unit: 's' } as const;
    gatherSentences(listAt(meeting, 'transcript') ?? [], shape, gathering, 'transcript');
    return gathering.finish(
      headerOf({
        title: meeting['title'] ?? meeting['meeting_title'],
        date: meeting['recording_start_time'] ?? meeting['scheduled_start_time'] ?? meeting['created_at'],
        language: meeting['transcript_language'],
        participants: meeting['calendar_invitees'],
      }),
    );
  },
};

/** A meeting of its API, bare, as a webhook or as a list of one. It says when people begin to speak, not when they end. */
export const fathomJson = jsonFormat(reader);

function meetingsOf(value: unknown): JsonObject[] {
  const candidates: readonly unknown[] = listAt(value, 'items') ?? [value];
  return candidates.map((candidate) => unwrap(candidate, isMeeting)).filter((meeting) => meeting !== null);
}

function isMeeting(value: JsonObject): boolean {
  const entry = firstObject(value['transcript']);
  return hasKeys(entry, 'speaker', 'text', 'timestamp') && hasKeys(entry['speaker'], 'display_name');
}

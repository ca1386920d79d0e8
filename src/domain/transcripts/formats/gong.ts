import type { Gathering } from '../json/gathering.ts';
import { headerOf } from '../json/header-values.ts';
import { isObject, type JsonObject } from '../json/json-content.ts';
import { firstObject, listAt, objectAt } from '../json/json-fields.ts';
import { type JsonReader, jsonFormat, refuseShape } from '../json/json-format.ts';
import { gatherSentences } from '../json/json-sentences.ts';
import { SpeakerNames, speakerName } from '../json/speaker-name.ts';
import { refuse } from '../transcript-refusal.ts';

const reader: JsonReader = {
  id: 'gong',
  name: 'Gong JSON',
  source: { url: 'https://docs.rs/crate/gong-rs/latest/source/docs/Monologue.md', seen: '2026-11-30' },
  takes: ['speakers', 'starts', 'ends', 'title', 'date', 'language', 'participants'],
  recognises: (value) => (listAt(value, 'callTranscripts') || isTranscript(value) ? 0.95 : 0),
  readValue(value, gathering) {
    const calls = listAt(value, 'callTranscripts') ?? [value];
    const filled = calls.filter((call) => (listAt(call, 'transcript')?.length ?? 0) > 0);
    if (filled.length > 1)
      return refuse({
        code: 'malformed',
        problem: 'several',
        format: reader.name,
        place: 'callTranscripts',
        things: 'calls',
        count: filled.length,
      });
    const [transcript] = filled;
    const monologues = listAt(transcript, 'transcript');
    if (!monologues) return refuseShape(reader.name, 'callTranscripts[0].transcript', 'list');
    const call = describedCall(value, transcript);
    const parties = listAt(call, 'parties') ?? listAt(value, 'parties') ?? [];
    gatherMonologues(monologues, namesOf(parties), gathering);
    const about = objectAt(call, 'metaData') ?? {};
    const { title, language, started, scheduled } = about;
    return gathering.finish(headerOf({ title, language, date: started ?? scheduled, participants: parties }));
  },
};

/** The answer of `calls/transcript`, with `parties` or the answer of `calls/extensive` beside it or without. Times are milliseconds. */
export const gong = jsonFormat(reader);

function isTranscript(value: unknown): boolean {
  const monologue = firstObject(listAt(value, 'transcript'));
  return monologue !== null && 'speakerId' in monologue && listAt(monologue, 'sentences') !== null;
}

function describedCall(value: unknown, transcript: unknown): JsonObject | null {
  const id = isObject(transcript) ? transcript['callId'] : null;
  const calls = (listAt(value, 'calls') ?? []).filter(isObject);
  return calls.find((call) => (objectAt(call, 'metaData')?.['id'] ?? call['id']) === id) ?? calls[0] ?? null;
}

function namesOf(parties: readonly unknown[]): SpeakerNames {
  const names = new SpeakerNames();
  for (const { speakerId, name, emailAddress } of parties.filter(isObject))
    names.add(speakerId, speakerName(name) ?? speakerName(emailAddress));
  return names;
}

function gatherMonologues(monologues: readonly unknown[], names: SpeakerNames, gathering: Gathering): void {
  for (const [at, monologue] of monologues.entries()) {
    const place = `callTranscripts[0].transcript[${at}]`;
    const sentences = listAt(monologue, 'sentences');
    if (!isObject(monologue) || !sentences) {
      gathering.leaveOutOdd(place);
      continue;
    }
    const id = monologue['speakerId'];
    const speaker = names.of(id) ?? speakerName(id);
    const shape = { text: ['text'], start: 'start', end: 'end', unit: 'ms', speaker: () => speaker } as const;
    gatherSentences(sentences, shape, gathering, `${place}.sentences`);
  }
}

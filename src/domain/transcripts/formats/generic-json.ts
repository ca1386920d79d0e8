import type { ReadOptions, TranscriptFormat } from '../format.ts';
import { Gathering } from '../json/gathering.ts';
import { headerDate, headerOf } from '../json/header-values.ts';
import { isObject, type JsonObject, refuseSize } from '../json/json-content.ts';
import { numberAt, wordsAt } from '../json/json-fields.ts';
import { type JsonFormat, type JsonReader, jsonFormat } from '../json/json-format.ts';
import { readTime } from '../json/json-time.ts';
import { SpeakerNames, speakerName } from '../json/speaker-name.ts';
import { gatherUsualEntries, type LeaveOut } from '../json/usual-entries.ts';
import { normalKey } from '../json/usual-fields.ts';
import { countConversations, type FoundList, findUsualList, usualEntries } from '../json/usual-lists.ts';
import type { Source } from '../source.ts';
import type { TranscriptReading } from '../transcript-reading.ts';
import { refuse } from '../transcript-refusal.ts';

/** Measured: nearly every object is an utterance, which becomes a sentence. */
const entryBytes = 330;

const reader: JsonReader = {
  id: 'generic_json',
  bytesPerObject: entryBytes,
  name: 'JSON with usual keys',
  source: { url: 'docs/formats.md', seen: '2026-11-30' },
  takes: ['speakers', 'starts', 'ends', 'clock times', 'title', 'date', 'language', 'participants'],
  recognises: (value) => (findUsualList(value) ? 0.5 : isWholeText(value) ? 0.3 : 0),
  readValue(value, gathering) {
    const found = findUsualList(value);
    if (found) return readFound(found, gathering);
    if (isObject(value) && isWholeText(value)) {
      gathering.compareWith(wordsAt(value, 'text', 'transcript'), 'text');
      return gathering.finish(headerOf(aboutOf([value])));
    }
    return refuse({ code: 'malformed', problem: 'no_list_of_texts' });
  },
};

const format = jsonFormat(reader);

/** A list of objects with the usual keys, bare, a line each, or under a usual key; for programs that no other reader knows. */
export const genericJson: JsonFormat = {
  ...format,
  matches: (source) => (source.json.kind === 'lines' ? 0.5 : format.matches(source)),
  read: (source, options) =>
    source.json.kind === 'lines' ? readLines(source.json, options) : format.read(source, options),
} satisfies TranscriptFormat;

function readLines(
  { values, unreadable, bytesPerObject }: Extract<Source['json'], { kind: 'lines' }>,
  options: ReadOptions,
): TranscriptReading {
  if (bytesPerObject < entryBytes) return refuseSize();
  const [first] = unreadable;
  if (first !== undefined) options.notices.add('items_unreadable', `line ${first}`, unreadable.length);
  const gathering = new Gathering(reader.name, options);
  return readFound({ list: values, place: '', areWords: false, holders: [] }, gathering);
}

function readFound({ list, place, areWords, holders }: FoundList, gathering: Gathering): TranscriptReading {
  const conversations = countConversations(list);
  if (conversations > 1) {
    return refuse({
      code: 'malformed',
      problem: 'several',
      format: null,
      place: place,
      things: 'conversations',
      count: conversations,
    });
  }
  const names = namesOf(holders);
  const entries = (leaveOut: LeaveOut | null) => usualEntries(list, place, leaveOut);
  const gathered = gatherUsualEntries(entries, {
    gathering,
    declaredSeconds: declaredSeconds(holders),
    place,
    timePlace: (key) => `${place}[0].${key}`,
    areWords,
    names,
    text: wholeTextOf(holders),
  });
  if (gathered.kind === 'refused') return gathered;
  const about = aboutOf(holders);
  return gathering.finish(
    headerOf({ ...about, date: headerDate(about.date) ?? gathered.began }),
    gathered.form,
  );
}

function isWholeText(value: object): value is JsonObject {
  return isObject(value) && typeof (value['text'] ?? value['transcript']) === 'string';
}

/** Beside the list there may be all of it in one string. */
function wholeTextOf(holders: readonly JsonObject[]): string | null {
  const keys = ['text', 'transcript', 'fulltext', 'fulltranscript', 'transcripttext'];
  const text = firstOf(holders, keys, (value) => typeof value === 'string');
  return typeof text === 'string' ? text : null;
}

const titles = ['title', 'meetingtitle', 'subject', 'topic', 'name'];
const dates = 'date startedat recordedat starttime startdate meetingdate recordingstarttime createdat'.split(
  ' ',
);
const languages = ['language', 'languagecode', 'locale', 'lang'];
const people = ['participants', 'attendees', 'parties', 'invitees'];

function aboutOf(holders: readonly JsonObject[]): {
  title: unknown;
  date: unknown;
  language: unknown;
  participants: unknown;
} {
  return {
    title: firstOf(holders, titles, (value) => typeof value === 'string'),
    date: firstOf(holders, dates, (value) => headerDate(value) !== null),
    language: firstOf(holders, languages, (value) => typeof value === 'string'),
    participants: firstOf(holders, people, Array.isArray),
  };
}

function firstOf(
  holders: readonly JsonObject[],
  normals: readonly string[],
  test: (value: unknown) => boolean,
): unknown {
  for (const normal of normals) {
    for (const holder of holders) {
      for (const key of Object.keys(holder).slice(0, 500))
        if (normalKey(key) === normal && test(holder[key])) return holder[key];
    }
  }
  return undefined;
}

/** Only where the key or the value names the unit: a bare `duration` is in any. */
function declaredSeconds(holders: readonly JsonObject[]): number | null {
  for (const holder of holders) {
    for (const key of Object.keys(holder).slice(0, 500)) {
      if (
        !/^(?:audio|media|recording|total)?(?:duration|length)(?:in)?(?:s|sec|secs|seconds)?$/u.test(
          normalKey(key),
        )
      )
        continue;
      const named = readTime(holder[key]);
      if (named?.kind === 'seconds') return named.seconds;
      if (/^audioduration$|(?:s|sec|secs|seconds)$/u.test(normalKey(key))) return numberAt(holder, key);
    }
  }
  return null;
}

/** Lists and maps beside the entries that say who has an id. */
function namesOf(holders: readonly JsonObject[]): SpeakerNames {
  const names = new SpeakerNames();
  for (const holder of holders) {
    for (const key of ['speakers', 'participants', 'parties', 'users', 'attendees']) {
      const list = holder[key];
      const pairs: [unknown, unknown][] = Array.isArray(list)
        ? list.filter(isObject).map((person) => [idOf(person), person])
        : Object.entries(isObject(list) ? list : {});
      for (const [id, person] of pairs) {
        const { id: _id, ...named } = isObject(person) ? person : { name: person };
        names.add(id, speakerName(named));
      }
    }
  }
  return names;
}

function idOf(person: JsonObject): unknown {
  return [
    'id',
    'speaker_id',
    'speakerId',
    'participant_id',
    'participantId',
    'user_id',
    'userId',
    'speaker',
    'label',
    'index',
  ]
    .map((key) => person[key])
    .find((id) => id !== undefined && id !== null);
}

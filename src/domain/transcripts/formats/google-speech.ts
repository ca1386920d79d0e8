import { alignWords } from '../json/align-words.ts';
import type { Gathering } from '../json/gathering.ts';
import { headerOf } from '../json/header-values.ts';
import { isObject, type JsonObject } from '../json/json-content.ts';
import { filledListAt, firstObject, listAt, stringAt, unwrap, wordsAt } from '../json/json-fields.ts';
import { type JsonReader, jsonFormat, refuseShape } from '../json/json-format.ts';
import { haveSameWords } from '../json/same-words.ts';
import { channelSpeaker } from '../json/speaker-name.ts';
import type { Word } from '../json/words-to-sentences.ts';

const reader: JsonReader = {
  id: 'google_speech',
  name: 'Google Speech-to-Text JSON',
  source: {
    url: 'https://github.com/googleapis/googleapis/blob/master/google/cloud/speech/v2/cloud_speech.proto',
    seen: '2026-11-30',
  },
  takes: ['speakers', 'starts', 'ends', 'language'],
  recognises: (value) => (unwrap(value, isAnswer) || batchResults(value) ? 0.9 : 0),
  readValue(value, gathering) {
    const results = listAt(unwrap(value, isAnswer), 'results') ?? batchResults(value);
    if (!results) return refuseShape(reader.name, 'results', 'list with alternatives');
    const parts = results
      .map((result, at) => readResult(result, at, gathering))
      .filter((part) => part !== null);
    const channels = new Set(parts.map(({ channel }) => channel)).size;
    const ends = new Map<unknown, number>();
    for (const part of chooseParts(parts, channels, gathering)) {
      gatherPart({ ...part, start: ends.get(part.channel) ?? 0 }, channels, gathering);
      if (part.end !== null) ends.set(part.channel, part.end);
    }
    const first = firstObject(results);
    return gathering.finish(
      headerOf({ language: stringAt(first, 'languageCode') ?? stringAt(first, 'language_code') }),
    );
  },
};

/** Answers of versions 1 and 2, as REST and as the client libraries write them. */
export const googleSpeech = jsonFormat(reader);

interface Part {
  text: string;
  words: (Word & { tag: unknown })[];
  channel: unknown;
  end: number | null;
  place: string;
}

function isAnswer(value: JsonObject): boolean {
  const result = firstObject(value['results']);
  const alternative = firstObject(listAt(result, 'alternatives'));
  if (!result || !alternative || 'final' in result || 'timestamps' in alternative) return false;
  return 'transcript' in alternative || listAt(alternative, 'words') !== null;
}

/** A batch of version 2 has the results of each file under its address; a conversation is one file. */
function batchResults(value: unknown): readonly unknown[] | null {
  const files = isObject(value) && isObject(value['results']) ? Object.values(value['results']) : [];
  if (files.length !== 1) return null;
  const answer = unwrap(files[0], isAnswer);
  return answer && listAt(answer, 'results');
}

function readResult(result: unknown, at: number, gathering: Gathering): Part | null {
  const place = `results[${at}]`;
  if (!isObject(result)) {
    gathering.leaveOutOdd(place);
    return null;
  }
  const alternatives = listAt(result, 'alternatives') ?? [];
  const alternative = alternatives.find(
    (candidate) => wordsAt(candidate, 'transcript') !== null || filledListAt(candidate, 'words') !== null,
  );
  if (alternative === undefined) {
    // The service closes a stretch of silence with an empty result.
    return null;
  }
  const end = firstOf(result, ['resultEndTime', 'result_end_time', 'resultEndOffset', 'result_end_offset']);
  const inside = `${place}.alternatives[${alternatives.indexOf(alternative)}]`;
  return {
    text: wordsAt(alternative, 'transcript') ?? '',
    words: (listAt(alternative, 'words') ?? []).flatMap((word, index) =>
      toWord(word, gathering, `${inside}.words[${index}]`),
    ),
    channel: result['channelTag'] ?? result['channel_tag'] ?? null,
    end: gathering.seconds(end, 's', () => `${place}.resultEndTime`),
    place,
  };
}

function toWord(word: unknown, gathering: Gathering, place: string): (Word & { tag: unknown })[] {
  const text = wordsAt(word, 'word');
  if (!isObject(word) || text === null) return [];
  const start = firstOf(word, ['startTime', 'start_time', 'startOffset', 'start_offset']);
  const end = firstOf(word, ['endTime', 'end_time', 'endOffset', 'end_offset']);
  const tag = firstOf(word, ['speakerLabel', 'speaker_label', 'speakerTag', 'speaker_tag']);
  return [
    {
      // Japanese words have their reading after a bar.
      text: text.replace(/(?<=.)\|.*$/u, ''),
      start: gathering.seconds(start, 's', () => `${place}.startTime`),
      end: gathering.seconds(end, 's', () => `${place}.endTime`),
      speaker: null,
      // Version 1 writes 0 where it has not told speakers apart.
      tag: tag === 0 || tag === '' ? null : tag,
    },
  ];
}

/** With speakers told apart, the last result of version 1 repeats all words of those before it, now with their speakers. */
function chooseParts(parts: Part[], channels: number, gathering: Gathering): Part[] {
  const last = parts.at(-1);
  const before = parts.slice(0, -1);
  const isTagged = ({ words }: Part): boolean => words.some(({ tag }) => tag !== null);
  if (!last || before.length === 0 || channels > 1 || !isTagged(last) || before.some(isTagged)) return parts;
  const said = before.map(({ text, words }) => text || words.map((word) => word.text).join(' ')).join(' ');
  const repeated = last.words.map(({ text }) => text).join(' ');
  for (const text of [said, `${said} ${last.text}`])
    if (haveSameWords(text, repeated)) return [{ ...last, text }];
  const [first] = before;
  const startsAgain = last.words[0]?.start !== null && last.words[0]?.start === first?.words[0]?.start;
  if (!startsAgain) return parts;
  gathering.options.notices.add('words_misfit', last.place);
  return [{ ...last, text: '' }];
}

/** `start`: where the result before it on its channel ends, which is all that is known of a result without words. */
function gatherPart(
  { text, words, channel, start, end, place }: Part & { start: number },
  channels: number,
  gathering: Gathering,
): void {
  const named = words.map(({ tag, ...word }) => ({
    ...word,
    speaker: channelSpeaker(channel, tag, channels),
  }));
  const source = channelSpeaker(channel, null, channels);
  if (named.length === 0) {
    if (end !== null) gathering.options.notices.add('starts_from_ends', place);
    gathering.add({ speaker: source, text, start: end === null ? null : start, end }, place);
    return;
  }
  const isMisfit = text !== '' && alignWords(text, named) === null;
  if (isMisfit) gathering.options.notices.add('words_misfit', place);
  if (isMisfit && named.every(({ speaker }) => speaker === source)) {
    const [first] = named;
    gathering.add(
      { speaker: source, text, start: first?.start ?? null, end: named.at(-1)?.end ?? end },
      place,
    );
    return;
  }
  // Only the words say who speaks.
  gathering.addWords(named, text || null, place);
}

function firstOf(holder: JsonObject, keys: readonly string[]): unknown {
  for (const key of keys) if (holder[key] !== undefined && holder[key] !== null) return holder[key];
  return null;
}

import type { Gathering } from '../json/gathering.ts';
import { headerOf } from '../json/header-values.ts';
import { isObject, type JsonObject } from '../json/json-content.ts';
import { filledListAt, listAt, objectAt, stringAt, unwrap, wordsAt } from '../json/json-fields.ts';
import { type JsonReader, jsonFormat, refuseShape } from '../json/json-format.ts';
import { gatherSentences } from '../json/json-sentences.ts';
import { channelSpeaker } from '../json/speaker-name.ts';
import type { Word } from '../json/words-to-sentences.ts';

const reader: JsonReader = {
  id: 'aws_transcribe',
  name: 'Amazon Transcribe JSON',
  source: {
    url: 'https://docs.aws.amazon.com/transcribe/latest/dg/diarization-output-batch.html',
    seen: '2026-11-30',
  },
  takes: ['speakers', 'starts', 'ends', 'language'],
  recognises: (value) => (unwrap(value, isJob) ? 0.95 : 0),
  readValue(value, gathering) {
    const results = objectAt(unwrap(value, isJob), 'results');
    if (!results) return refuseShape(reader.name, 'results', 'object with items or transcripts');
    const channels = filledListAt(objectAt(results, 'channel_labels'), 'channels') ?? [];
    const text = wordsAt(listAt(results, 'transcripts')?.[0], 'transcript');
    gatherSegments(results, channels.length, gathering);
    if (gathering.count === 0 && channels.length > 1) gatherChannels(channels, gathering);
    else if (gathering.count === 0) gatherItems(results, text, gathering);
    if (channels.length < 2) gathering.compareWith(text, 'results.transcripts[0]');
    const language = stringAt(results, 'language_code') ?? stringAt(unwrap(value, isJob), 'languageCode');
    return gathering.finish(headerOf({ language }));
  },
};

/** The output of a batch job: segments of one speaker, else words with labels. Times are seconds in strings. */
export const awsTranscribe = jsonFormat(reader);

function isJob(value: JsonObject): boolean {
  const results = objectAt(value, 'results');
  const [first] = listAt(results, 'items') ?? [];
  return (
    results !== null &&
    (listAt(results, 'transcripts') !== null ||
      listAt(results, 'audio_segments') !== null ||
      (isObject(first) && 'alternatives' in first && 'type' in first))
  );
}

function gatherSegments(results: JsonObject, channels: number, gathering: Gathering): void {
  const segments = filledListAt(results, 'audio_segments');
  if (!segments) return;
  const words = readItems(results, channels, gathering);
  gatherSentences(
    segments,
    {
      text: ['transcript'],
      start: 'start_time',
      end: 'end_time',
      unit: 's',
      speaker: (segment) => labelOf(segment, channels),
      given: (segment) => (listAt(segment, 'items') ?? []).flatMap((id) => words.byId.get(id) ?? []),
    },
    gathering,
    'results.audio_segments',
  );
}

function gatherItems(results: JsonObject, text: string | null, gathering: Gathering): void {
  const { words } = readItems(results, 1, gathering);
  if (words.length > 0) gathering.addWords(words, text, 'results.items');
}

function gatherChannels(channels: readonly unknown[], gathering: Gathering): void {
  for (const [at, channel] of channels.entries()) {
    const place = `results.channel_labels.channels[${at}]`;
    if (!isObject(channel)) {
      gathering.leaveOutOdd(place);
      continue;
    }
    const named = (item: JsonObject): string | null => labelOf({ ...channel, ...item }, channels.length);
    const items = listAt(channel, 'items') ?? [];
    const words = items.flatMap((item, index) => toWord(item, named, gathering, `${place}.items[${index}]`));
    gathering.addWords(words, null, place);
  }
}

function labelOf(entry: JsonObject, channels: number): string | null {
  return channelSpeaker(entry['channel_label'], entry['speaker_label'], channels);
}

/** Older jobs name the speaker of a word only in a second list, by its times. */
function readItems(
  results: JsonObject,
  channels: number,
  gathering: Gathering,
): { words: Word[]; byId: ReadonlyMap<unknown, Word> } {
  const labels = labelsByTime(results);
  const named = (item: JsonObject): string | null =>
    labelOf(item, channels) ?? (hasTimes(item) ? (labels.get(timesOf(item)) ?? null) : null);
  const words: Word[] = [];
  const byId = new Map<unknown, Word>();
  for (const [at, item] of (listAt(results, 'items') ?? []).entries()) {
    const [word] = toWord(item, named, gathering, `results.items[${at}]`);
    if (!word) continue;
    // Punctuation has no time; it is said by whoever says the word before it.
    if (word.attachesTo === 'previous') word.speaker = words.at(-1)?.speaker ?? word.speaker;
    words.push(word);
    byId.set(isObject(item) ? (item['id'] ?? at) : at, word);
  }
  return { words, byId };
}

function labelsByTime(results: JsonObject): Map<string, string | null> {
  const labels = new Map<string, string | null>();
  for (const segment of listAt(objectAt(results, 'speaker_labels'), 'segments') ?? []) {
    for (const item of listAt(segment, 'items') ?? [])
      if (isObject(item) && hasTimes(item)) labels.set(timesOf(item), labelOf(item, 1));
  }
  return labels;
}

function hasTimes({ start_time: start, end_time: end }: JsonObject): boolean {
  return [start, end].every((time) => typeof time === 'string' || typeof time === 'number');
}

function timesOf(item: JsonObject): string {
  return `${item['start_time']} ${item['end_time']}`;
}

function toWord(
  item: unknown,
  speaker: (item: JsonObject) => string | null,
  gathering: Gathering,
  place: string,
): Word[] {
  if (!isObject(item)) {
    gathering.leaveOutOdd(place);
    return [];
  }
  const text = (listAt(item, 'alternatives') ?? [])
    .map((alternative) => wordsAt(alternative, 'content'))
    .find((content) => content !== null);
  if (text === undefined || text === null) return [];
  return [
    {
      text,
      start: gathering.seconds(item['start_time'], 's', () => `${place}.start_time`),
      end: gathering.seconds(item['end_time'], 's', () => `${place}.end_time`),
      speaker: speaker(item),
      attachesTo: item['type'] === 'punctuation' ? 'previous' : undefined,
    },
  ];
}

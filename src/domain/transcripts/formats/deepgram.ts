import type { Gathering } from '../json/gathering.ts';
import { headerOf } from '../json/header-values.ts';
import { isObject, type JsonObject } from '../json/json-content.ts';
import { filledListAt, listAt, objectAt, stringAt, unwrap, wordsAt } from '../json/json-fields.ts';
import { type JsonReader, jsonFormat, refuseShape } from '../json/json-format.ts';
import { gatherSentences, readWords, type Shape } from '../json/json-sentences.ts';
import { channelSpeaker } from '../json/speaker-name.ts';

const reader: JsonReader = {
  id: 'deepgram',
  name: 'Deepgram JSON',
  source: { url: 'https://developers.deepgram.com/docs/utterances', seen: '2026-11-30' },
  takes: ['speakers', 'starts', 'ends', 'language'],
  recognises: (value) => (unwrap(value, isResponse) ? 0.95 : 0),
  readValue(value, gathering) {
    const results = objectAt(unwrap(value, isResponse), 'results');
    if (!results) return refuseShape(reader.name, 'results', 'object with channels or utterances');
    const channels = listAt(results, 'channels') ?? [];
    const utterances = filledListAt(results, 'utterances');
    if (utterances) gatherUtterances(utterances, gathering);
    if (gathering.count === 0) {
      for (const [at, channel] of channels.entries())
        readChannel(channel, { at, count: channels.length }, gathering);
    } else if (channels.length === 1) {
      gathering.compareWith(transcriptOf(channels[0]), 'results.channels[0]');
    }
    const language = channels.map((channel) => stringAt(channel, 'detected_language')).find(Boolean);
    return gathering.finish(headerOf({ language }));
  },
};

/** Answers for recordings: utterances, else paragraphs, else words, else the transcript of each channel. */
export const deepgram = jsonFormat(reader);

function isResponse(value: JsonObject): boolean {
  const results = value['results'];
  return isObject(results) && (isChannel(listAt(results, 'channels')?.[0]) || isUtterance(results));
}

function isChannel(value: unknown): boolean {
  return listAt(value, 'alternatives') !== null;
}

function isUtterance(results: JsonObject): boolean {
  const [first] = listAt(results, 'utterances') ?? [];
  return isObject(first) && 'transcript' in first;
}

function shapeOf(speaker: (entry: JsonObject) => string | null): Shape {
  return { text: ['punctuated_word', 'word'], start: 'start', end: 'end', unit: 's', speaker };
}

/** Channels that are several are sources of speakers, each of which has a speaker 0 of its own. */
function gatherUtterances(utterances: readonly unknown[], gathering: Gathering): void {
  const channels = new Set(utterances.map((entry) => (isObject(entry) ? entry['channel'] : undefined))).size;
  const speakerIn =
    (channel: unknown) =>
    (entry: JsonObject): string | null =>
      channelSpeaker(channel, entry['speaker'], channels);
  gatherSentences(
    utterances,
    {
      text: ['transcript'],
      start: 'start',
      end: 'end',
      unit: 's',
      speaker: (entry) => speakerIn(entry['channel'])(entry),
      words: (entry) => ({ key: 'words', shape: shapeOf(speakerIn(entry['channel'])) }),
    },
    gathering,
    'results.utterances',
  );
}

function readChannel(
  value: unknown,
  { at, count }: { at: number; count: number },
  gathering: Gathering,
): void {
  const place = `results.channels[${at}]`;
  const alternatives = listAt(value, 'alternatives') ?? [];
  const alternative = alternatives.find(hasSpeech);
  if (!isObject(alternative)) {
    gathering.leaveOut(place);
    return;
  }
  const speaker = (entry: JsonObject): string | null => channelSpeaker(at, entry['speaker'], count);
  const inside = `${place}.alternatives[${alternatives.indexOf(alternative)}]`;
  gatherAlternative(alternative, speaker, gathering, inside);
}

/**
 * Takes the words that were heard on one channel. Where it has both, paragraphs hold sentences and words only their
 * speakers.
 */
function gatherAlternative(
  alternative: JsonObject,
  speaker: (entry: JsonObject) => string | null,
  gathering: Gathering,
  place: string,
): void {
  const before = gathering.count;
  const transcript = wordsAt(alternative, 'transcript');
  const paragraphs = filledListAt(objectAt(alternative, 'paragraphs'), 'paragraphs') ?? [];
  for (const [at, paragraph] of paragraphs.entries()) {
    const sentences = listAt(paragraph, 'sentences') ?? [];
    const shape = { text: ['text'], start: 'start', end: 'end', unit: 's' } as const;
    const said = isObject(paragraph) ? speaker(paragraph) : null;
    gatherSentences(
      sentences,
      { ...shape, speaker: () => said },
      gathering,
      `${place}.paragraphs.paragraphs[${at}].sentences`,
    );
  }
  const words = filledListAt(alternative, 'words');
  if (gathering.count === before && words) {
    const inside = `${place}.words`;
    gathering.addWords(readWords(words, shapeOf(speaker), gathering, inside), transcript, inside);
  }
  gathering.compareWith(transcript, `${place}.transcript`, { from: before, speaker: speaker({}) });
}

function hasSpeech(alternative: unknown): boolean {
  return wordsAt(alternative, 'transcript') !== null || filledListAt(alternative, 'words') !== null;
}

function transcriptOf(channel: unknown): string | null {
  return wordsAt((listAt(channel, 'alternatives') ?? []).find(hasSpeech), 'transcript');
}

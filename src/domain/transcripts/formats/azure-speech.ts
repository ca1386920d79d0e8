import type { Gathering } from '../json/gathering.ts';
import { headerOf } from '../json/header-values.ts';
import { isObject, type JsonObject } from '../json/json-content.ts';
import { firstObject, listAt, stringAt, unwrap, wordsAt } from '../json/json-fields.ts';
import { type JsonReader, jsonFormat, refuseShape } from '../json/json-format.ts';
import { channelSpeaker } from '../json/speaker-name.ts';

const reader: JsonReader = {
  id: 'azure_speech',
  name: 'Azure Speech JSON',
  source: {
    url: 'https://github.com/MicrosoftDocs/azure-ai-docs/blob/main/articles/ai-services/speech-service/batch-transcription-get.md',
    seen: '2026-11-30',
  },
  takes: ['speakers', 'starts', 'ends', 'language'],
  recognises: (value) => (unwrap(value, isResult) ? 0.95 : 0),
  readValue(value, gathering) {
    const top = unwrap(value, isResult);
    const key = listAt(top, 'recognizedPhrases') ? 'recognizedPhrases' : 'phrases';
    const phrases = listAt(top, key);
    if (!phrases) return refuseShape(reader.name, 'recognizedPhrases', 'list');
    const channels = new Set(phrases.map((phrase) => (isObject(phrase) ? phrase['channel'] : undefined)))
      .size;
    for (const [at, phrase] of phrases.entries()) {
      const place = `${key}[${at}]`;
      if (isObject(phrase)) gatherPhrase(phrase, channels, gathering, place);
      else gathering.leaveOutOdd(place);
    }
    const combined = listAt(top, 'combinedPhrases') ?? listAt(top, 'combinedRecognizedPhrases') ?? [];
    // Of several channels each has a text of its own, while phrases stand in the order of time.
    if (gathering.count === 0 || combined.length === 1)
      for (const text of combined) gathering.compareWith(wordsAt(text, 'text', 'display', 'lexical'), key);
    return gathering.finish(headerOf({ language: stringAt(firstObject(phrases), 'locale') }));
  },
};

/** Results of batch transcription (lengths of ISO 8601, ticks of 100 ns) and of fast transcription (milliseconds). */
export const azureSpeech = jsonFormat(reader);

function isResult(value: JsonObject): boolean {
  if (listAt(value, 'recognizedPhrases')) return true;
  const phrase = firstObject(value['phrases']);
  if (phrase)
    return (
      'offsetMilliseconds' in phrase || 'offsetInMs' in phrase || listAt(value, 'combinedPhrases') !== null
    );
  return listAt(value, 'phrases') !== null && listAt(value, 'combinedPhrases') !== null;
}

function gatherPhrase(phrase: JsonObject, channels: number, gathering: Gathering, place: string): void {
  const best = [phrase, ...(listAt(phrase, 'nBest') ?? [])];
  const text = best.map((candidate) => textOf(candidate)).find((found) => found !== null) ?? '';
  const start = timeOf(phrase, 'offset', gathering, place);
  const length = timeOf(phrase, 'duration', gathering, place);
  const end = start === null || length === null ? null : start + length;
  const speaker = channelSpeaker(phrase['channel'], phrase['speaker'], channels);
  gathering.add({ speaker, text, start, end }, place);
}

function textOf(candidate: unknown): string | null {
  return wordsAt(candidate, 'text', 'display', 'maskedITN', 'itn', 'lexical');
}

/** The same time stands there in several units, each under a key that names it. */
function timeOf(
  phrase: JsonObject,
  key: 'offset' | 'duration',
  gathering: Gathering,
  place: string,
): number | null {
  return (
    gathering.seconds(phrase[`${key}Milliseconds`], 'ms', () => `${place}.${key}Milliseconds`) ??
    // The client libraries rename the key.
    gathering.seconds(phrase[`${key}InMs`], 'ms', () => `${place}.${key}InMs`) ??
    gathering.seconds(phrase[`${key}InTicks`], 'ticks', () => `${place}.${key}InTicks`) ??
    gathering.seconds(phrase[key], 'ticks', () => `${place}.${key}`)
  );
}

import type { Gathering } from '../json/gathering.ts';
import { headerOf } from '../json/header-values.ts';
import { isObject, type JsonObject } from '../json/json-content.ts';
import { filledListAt, firstObject, listAt, stringAt, unwrap, wordsAt } from '../json/json-fields.ts';
import { type JsonReader, jsonFormat, refuseShape } from '../json/json-format.ts';
import { readWords } from '../json/json-sentences.ts';
import { haveSameWords } from '../json/same-words.ts';
import { channelSpeaker } from '../json/speaker-name.ts';
import { appendPiece } from '../json/words-to-sentences.ts';

const kinds = new Set(['word', 'spacing', 'audio_event']);

const reader: JsonReader = {
  id: 'elevenlabs',
  name: 'ElevenLabs Scribe JSON',
  source: {
    url: 'https://github.com/elevenlabs/elevenlabs-js/blob/main/src/api/types/SpeechToTextChunkResponseModel.ts',
    seen: '2026-11-30',
  },
  takes: ['speakers', 'starts', 'ends', 'language'],
  recognises: (value) => (unwrap(value, isAnswer) ? 0.93 : 0),
  readValue(value, gathering) {
    const top = unwrap(value, isAnswer);
    if (!top) return refuseShape(reader.name, 'words', 'list');
    const channels = listAt(top, 'transcripts') ?? [top];
    for (const [at, channel] of channels.entries()) {
      const place = channels.length > 1 || 'transcripts' in top ? `transcripts[${at}]` : '';
      if (isObject(channel)) gatherChannel(channel, channels.length, gathering, place);
      else gathering.leaveOutOdd(place);
    }
    return gathering.finish(headerOf({ language: either(firstObject(channels) ?? {}, 'language_code') }));
  },
};

/** Words, the blanks between them, and sounds; with several channels a transcript for each. */
export const elevenLabs = jsonFormat(reader);

function isAnswer(value: JsonObject): boolean {
  const transcript = firstObject(value['transcripts']) ?? value;
  const word = firstObject(transcript['words']);
  return word !== null && 'text' in word && kinds.has(String(word['type']));
}

function gatherChannel(channel: JsonObject, channels: number, gathering: Gathering, place: string): void {
  const before = gathering.count;
  const inside = place === '' ? 'words' : `${place}.words`;
  const spoken: unknown[] = [];
  let text = '';
  let all = '';
  for (const [at, entry] of (filledListAt(channel, 'words') ?? []).entries()) {
    const kind = isObject(entry) ? entry['type'] : null;
    if (kind === 'audio_event') gathering.options.notices.add('sounds_left_out', `${inside}[${at}]`);
    else if (kind !== 'spacing') spoken.push(entry);
    const piece = stringAt(entry, 'text') ?? '';
    text = appendPiece(text, kind === 'audio_event' ? ' ' : piece);
    all += piece;
  }
  const words = readWords(
    spoken,
    {
      text: ['text'],
      start: 'start',
      end: 'end',
      unit: 's',
      speaker: (word) =>
        channelSpeaker(
          either(word, 'channel_index') ?? either(channel, 'channel_index'),
          either(word, 'speaker_id'),
          channels,
        ),
    },
    gathering,
    inside,
  );
  if (words.length > 0) gathering.addWords(words, text, inside);
  const whole = wordsAt(channel, 'text');
  const source = channelSpeaker(either(channel, 'channel_index'), null, channels);
  if (gathering.count === before) gathering.compareWith(whole, inside, { from: before, speaker: source });
  else if (whole !== null && !haveSameWords(whole, all))
    gathering.options.notices.add('words_misfit', inside);
}

/** The client library writes the keys of the API in camel case. */
function either(holder: JsonObject, key: string): unknown {
  return holder[key] ?? holder[key.replace(/_(.)/gu, (_all, letter: string) => letter.toUpperCase())];
}

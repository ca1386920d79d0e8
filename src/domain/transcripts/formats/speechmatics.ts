import type { Gathering } from '../json/gathering.ts';
import { headerOf } from '../json/header-values.ts';
import { isObject, type JsonObject } from '../json/json-content.ts';
import { firstObject, listAt, objectAt, stringAt, unwrap, wordsAt } from '../json/json-fields.ts';
import { type JsonReader, jsonFormat, refuseShape } from '../json/json-format.ts';
import { channelSpeaker } from '../json/speaker-name.ts';
import type { Word } from '../json/words-to-sentences.ts';

/** Said by nobody that it could tell from others (https://docs.speechmatics.com/speech-to-text/features/diarization). */
const unknownSpeaker = 'UU';

const reader: JsonReader = {
  id: 'speechmatics',
  name: 'Speechmatics JSON',
  source: { url: 'https://github.com/speechmatics/speechmatics-js-sdk', seen: '2026-11-30' },
  takes: ['speakers', 'starts', 'ends', 'language'],
  recognises: (value) => (unwrap(value, isTranscript) ? 0.95 : 0),
  readValue(value, gathering) {
    const top = unwrap(value, isTranscript);
    const results = listAt(top, 'results');
    if (!results) return refuseShape(reader.name, 'results', 'list');
    const metadata = objectAt(top, 'metadata');
    const pack = objectAt(metadata, 'language_pack_info');
    const isUnspaced = pack?.['word_delimiter'] === '';
    const channels = new Set(results.map((result) => (isObject(result) ? result['channel'] : undefined)));
    for (const channel of channels) {
      const words = results.flatMap((result, at) =>
        isObject(result) && result['channel'] !== channel
          ? []
          : toWord(result, channels.size, gathering, `results[${at}]`),
      );
      gathering.addWords(words, isUnspaced ? words.map(({ text }) => text).join('') : null, 'results');
    }
    const first = firstObject(listAt(firstObject(results), 'alternatives'));
    const config = objectAt(metadata, 'transcription_config');
    return gathering.finish(
      headerOf({ language: stringAt(first, 'language') ?? stringAt(config, 'language') }),
    );
  },
};

/** The output `json-v2`: words and punctuation, each with a speaker of its own. */
export const speechmatics = jsonFormat(reader);

function isTranscript(value: JsonObject): boolean {
  const result = (listAt(value, 'results') ?? []).slice(0, 20).find((entry) => listAt(entry, 'alternatives'));
  const alternative = firstObject(listAt(result, 'alternatives'));
  return isObject(result) && 'type' in result && alternative !== null && 'content' in alternative;
}

function toWord(result: unknown, channels: number, gathering: Gathering, place: string): Word[] {
  if (!isObject(result)) {
    gathering.leaveOutOdd(place);
    return [];
  }
  const alternative = (listAt(result, 'alternatives') ?? []).find((it) => wordsAt(it, 'content') !== null);
  const text = wordsAt(alternative, 'content') ?? writtenForm(result);
  if (text === null) return [];
  const label = isObject(alternative) ? alternative['speaker'] : null;
  const isPunctuation = result['type'] === 'punctuation';
  const attachesTo = stringAt(result, 'attaches_to');
  return [
    {
      text,
      start: gathering.seconds(result['start_time'], 's', () => `${place}.start_time`),
      end: gathering.seconds(result['end_time'], 's', () => `${place}.end_time`),
      speaker: channelSpeaker(result['channel'], label === unknownSpeaker ? null : label, channels),
      attachesTo: isPunctuation ? sideOf(attachesTo) : undefined,
    },
  ];
}

/** Figures and dates may stand there only as the words that they are written with. */
function writtenForm(result: JsonObject): string | null {
  const forms = listAt(result, 'written_form') ?? listAt(result, 'spoken_form') ?? [];
  const contents = forms.map((form) => wordsAt(firstObject(listAt(form, 'alternatives')), 'content'));
  return contents.filter((content) => content !== null).join(' ') || null;
}

function sideOf(attachesTo: string | null): Word['attachesTo'] {
  if (attachesTo === 'none') return undefined;
  return attachesTo === 'next' || attachesTo === 'both' ? attachesTo : 'previous';
}

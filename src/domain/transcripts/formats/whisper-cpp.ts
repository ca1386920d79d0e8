import type { Gathering } from '../json/gathering.ts';
import { headerOf } from '../json/header-values.ts';
import { isObject, type JsonObject } from '../json/json-content.ts';
import { firstObject, listAt, objectAt, stringAt, wordsAt } from '../json/json-fields.ts';
import { type JsonReader, jsonFormat, refuseShape } from '../json/json-format.ts';
import { speakerName } from '../json/speaker-name.ts';

/** The model writes these where nobody speaks. */
const noSpeech = /^\s*[[(](?:blank_audio|silence|music|no audio|noise|inaudible)[\])]\s*$/iu;

const reader: JsonReader = {
  id: 'whisper_cpp',
  name: 'whisper.cpp JSON',
  source: {
    url: 'https://github.com/ggml-org/whisper.cpp/blob/master/examples/cli/cli.cpp',
    seen: '2026-11-30',
  },
  takes: ['speakers', 'starts', 'ends', 'language'],
  recognises(value) {
    const first = firstObject(listAt(value, 'transcription'));
    return first && (objectAt(first, 'offsets') ?? objectAt(first, 'timestamps')) ? 0.95 : 0;
  },
  readValue(value, gathering) {
    const segments = listAt(value, 'transcription');
    if (!segments) return refuseShape(reader.name, 'transcription', 'list');
    let changesSpeaker = false;
    for (const [at, segment] of segments.entries()) {
      const place = `transcription[${at}]`;
      if (!isObject(segment)) gathering.leaveOutOdd(place);
      else {
        addSegment(segment, changesSpeaker, gathering, place);
        changesSpeaker = segment['speaker_turn_next'] === true;
      }
    }
    return gathering.finish(headerOf({ language: stringAt(objectAt(value, 'result'), 'language') }));
  },
};

/** The output of `-oj` and `-ojf`. Speakers are the channels of `--diarize`; `--tinydiarize` only tells where they change. */
export const whisperCpp = jsonFormat(reader);

function addSegment(segment: JsonObject, changesSpeaker: boolean, gathering: Gathering, place: string): void {
  const text = wordsAt(segment, 'text') ?? '';
  if (noSpeech.test(text)) {
    gathering.options.notices.add('sounds_left_out', place);
    return;
  }
  gathering.add(
    {
      speaker: speakerName(segment['speaker']),
      text,
      start: timeOf(segment, 'from', gathering, place),
      end: timeOf(segment, 'to', gathering, place),
      ...(changesSpeaker && { changesSpeaker }),
    },
    place,
  );
}

/** `offsets` are milliseconds, `timestamps` clock times of the same. */
function timeOf(segment: JsonObject, key: 'from' | 'to', gathering: Gathering, place: string): number | null {
  return (
    gathering.seconds(objectAt(segment, 'offsets')?.[key], 'ms', () => `${place}.offsets.${key}`) ??
    gathering.seconds(objectAt(segment, 'timestamps')?.[key], 's', () => `${place}.timestamps.${key}`)
  );
}

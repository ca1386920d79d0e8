import type { Gathering } from '../json/gathering.ts';
import { headerOf } from '../json/header-values.ts';
import { isObject, type JsonObject } from '../json/json-content.ts';
import { firstObject, listAt, stringAt, unwrap, wordsAt } from '../json/json-fields.ts';
import { type JsonReader, jsonFormat, refuseShape } from '../json/json-format.ts';
import { SpeakerNames, speakerName } from '../json/speaker-name.ts';
import { appendPiece, type Word } from '../json/words-to-sentences.ts';

const reader: JsonReader = {
  id: 'revai',
  name: 'Rev.ai JSON',
  source: {
    url: 'https://github.com/revdotcom/revai-node-sdk/blob/develop/src/models/RevAiApiTranscript.ts',
    seen: '2026-11-30',
  },
  takes: ['speakers', 'starts', 'ends', 'language'],
  recognises: (value) => (unwrap(value, isTranscript) ? 0.95 : 0),
  readValue(value, gathering) {
    const top = unwrap(value, isTranscript) ?? value;
    const monologues = listAt(top, 'monologues');
    if (!monologues) return refuseShape(reader.name, 'monologues', 'list');
    const names = namesOf(listAt(top, 'speakers') ?? []);
    for (const [at, monologue] of monologues.entries()) {
      const place = `monologues[${at}]`;
      if (isObject(monologue)) gatherMonologue(monologue, names, gathering, place);
      else gathering.leaveOutOdd(place);
    }
    return gathering.finish(headerOf({ language: stringAt(top, 'language') }));
  },
};

/** Monologues of words and the punctuation between them. */
export const revAi = jsonFormat(reader);

function isTranscript(value: JsonObject): boolean {
  return listAt(firstObject(value['monologues']), 'elements') !== null;
}

/** Transcripts that people made name their speakers in a list of their own. */
function namesOf(speakers: readonly unknown[]): SpeakerNames {
  const names = new SpeakerNames();
  for (const { id, name } of speakers.filter(isObject)) names.add(id, speakerName(name));
  return names;
}

function gatherMonologue(
  monologue: JsonObject,
  names: SpeakerNames,
  gathering: Gathering,
  place: string,
): void {
  const { speaker: id, speaker_info: info } = monologue;
  const shownName = isObject(info) ? speakerName(info['display_name']) : null;
  const speaker = shownName ?? names.of(id) ?? speakerName(id);
  const words: Word[] = [];
  let text = '';
  for (const [at, element] of (listAt(monologue, 'elements') ?? []).entries()) {
    const inside = `${place}.elements[${at}]`;
    if (!isObject(element)) {
      gathering.leaveOutOdd(inside);
      continue;
    }
    const said = typeof element['value'] === 'string' ? element['value'] : (wordsAt(element, 'value') ?? '');
    text = appendPiece(text, said);
    if (!/[\p{L}\p{N}]/u.test(said)) continue;
    const start = gathering.seconds(element['ts'] ?? element['timestamp'], 's', () => `${inside}.ts`);
    const end = gathering.seconds(
      element['end_ts'] ?? element['end_timestamp'],
      's',
      () => `${inside}.end_ts`,
    );
    words.push({ text: said, start, end, speaker });
  }
  if (words.length === 0) gathering.leaveOut(place);
  else gathering.addWords(words, text, place);
}

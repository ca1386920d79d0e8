import type { Gathering } from '../json/gathering.ts';
import { headerOf, writeMoment } from '../json/header-values.ts';
import { isObject, type JsonObject } from '../json/json-content.ts';
import { firstObject, listAt, numberAt, objectAt, stringAt } from '../json/json-fields.ts';
import { type JsonReader, jsonFormat, refuseShape } from '../json/json-format.ts';
import { readWords } from '../json/json-sentences.ts';
import { readMoment } from '../json/json-time.ts';
import { speakerName } from '../json/speaker-name.ts';

const reader: JsonReader = {
  id: 'recallai',
  name: 'Recall.ai JSON',
  source: { url: 'https://docs.recall.ai/docs/download-urls', seen: '2026-11-30' },
  takes: ['speakers', 'starts', 'ends', 'date', 'language', 'participants'],
  recognises: (value) => (blocksOf(value) ? 0.95 : 0),
  readValue(value, gathering) {
    const blocks = blocksOf(value) ?? (Array.isArray(value) ? value : null);
    if (!blocks) return refuseShape(reader.name, '', 'list of speakers with their words');
    for (const [at, block] of blocks.entries()) {
      if (isObject(block)) gatherBlock(block, gathering, `[${at}]`);
      else gathering.leaveOutOdd(`[${at}]`);
    }
    const first = firstObject(blocks);
    const people = blocks
      .map((block) => objectAt(block, 'participant'))
      .filter((person) => person?.['email']);
    const language = stringAt(first, 'language_code') ?? stringAt(first, 'language');
    return gathering.finish(headerOf({ date: startOf(first), language, participants: people }));
  },
};

/** The transcript of a bot: who speaks (`participant`, once `speaker`) and the words, timed from the recording's start. */
export const recallAi = jsonFormat(reader);

function blocksOf(value: unknown): readonly unknown[] | null {
  const blocks = Array.isArray(value) ? value : listAt(value, 'transcript');
  const first = firstObject(blocks);
  const word = firstObject(listAt(first, 'words'));
  return first && word && 'start_timestamp' in word && ('participant' in first || 'speaker' in first)
    ? blocks
    : null;
}

function gatherBlock(block: JsonObject, gathering: Gathering, place: string): void {
  const named = speakerName(block['speaker']) ?? speakerName(block['speaker_id']);
  const speaker = speakerName(block['participant']) ?? named;
  const words = readWords(
    listAt(block, 'words') ?? [],
    { text: ['text'], start: 'start_timestamp', end: 'end_timestamp', unit: 's', speaker: () => speaker },
    gathering,
    `${place}.words`,
  );
  gathering.addWords(words, null, place);
}

/** A word's time of day less its time in the recording is when the recording began. */
function startOf(block: JsonObject | null): string | null {
  const stamp = objectAt(firstObject(listAt(block, 'words')), 'start_timestamp');
  const absolute = readMoment(stringAt(stamp, 'absolute') ?? '');
  const relative = numberAt(stamp, 'relative');
  return absolute === null || relative === null ? null : writeMoment(Math.round(absolute - relative * 1000));
}
